"""A wait learned from the office's own past, in plain numpy. docs/waits.md tells what it is made of."""
