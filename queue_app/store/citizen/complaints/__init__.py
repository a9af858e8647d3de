"""The rows of complaints, sealed: only their state and days are in clear."""
