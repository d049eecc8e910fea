"""What makes a document sure when it leaves, and whether a signed copy that came back holds."""
