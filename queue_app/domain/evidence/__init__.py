"""What service times fairly say: the figures of officers, taken from cases and stretches."""
