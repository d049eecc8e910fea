"""What happened to whom, who did it, and what proves it? Any subject, any two times, any format."""
