"""Rows and transactions: everything that speaks to the database, and nothing else does."""
