"""What can be proved: read models and trails, as of a day and as at an instant."""
