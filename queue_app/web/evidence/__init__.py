"""Reports about officers: to the officer, to the supervisor, and, for a reason, to the head of the unit."""
