"""All offices of this program side by side, for everyone."""
