"""What does it cost? Each figure stands beside what one would otherwise pick, in the same run."""
