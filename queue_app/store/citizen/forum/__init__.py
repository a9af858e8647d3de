"""Rows of public forums: who was invited, how many came, what was said and promised."""
