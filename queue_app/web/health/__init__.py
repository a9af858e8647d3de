"""What machines ask of this one: whether it lives, whether it may be given work, and its counts."""
