"""Pages of the survey: figures for the staff, what is published for everyone, and what follows from it."""
