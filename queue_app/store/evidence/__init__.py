"""Figures of people's work, read from the log as its chain vouches for it, and from no row that could be changed."""
