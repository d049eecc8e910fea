"""What happens next: the legal procedure, as workflows that read like it."""
