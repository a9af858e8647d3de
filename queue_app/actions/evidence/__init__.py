"""What becomes of evidence: the rows that save reading the log of past days."""
