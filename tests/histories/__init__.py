"""Recorded lives of workflows: what was begun by an older version must go on under a newer one."""
