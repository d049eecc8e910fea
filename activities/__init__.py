"""What touches the world: recording, documents, mail and intake, one step at a time."""
