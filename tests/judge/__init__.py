"""Does a rehearsal's report agree with the rules? Judged apart from the engine."""
