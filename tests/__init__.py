"""Tests, one folder for each room, and what concerns them all."""
