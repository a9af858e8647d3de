"""What screens show of the survey. Reads only."""
