"""Rows of the queue: tickets, legs, counters and who holds them."""
