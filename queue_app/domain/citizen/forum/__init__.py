"""What an office promised in public, and what became of it."""
