"""Rules of the log: its events, its chain, the refusals it never sees, and who may do what."""
