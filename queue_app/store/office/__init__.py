"""Rows of an office: its set-up, its people, its calendar."""
