"""How is a fact told? As a sentence that a person reads, in four languages."""
