"""A backup: one file with the database as it was at one moment, its uploads, and the heads of its logs."""
