"""`make bench`: what the server reaches beside what it aims at and what the machine gives in the same run."""
