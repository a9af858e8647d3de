"""Complaints as those read them who handle them, and as their sender does."""
