"""What a citizen brings before the office: its kinds, its life, its days."""
