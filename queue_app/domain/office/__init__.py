"""Rules of an office: its whole set-up as one plan, its hours and standards, its people."""
