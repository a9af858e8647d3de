"""What the rows of an office prove for the yearly evaluation. Reads only."""
