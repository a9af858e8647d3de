"""The journal: the office's log, told to people."""
