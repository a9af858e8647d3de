"""The rows of booked times, and what is left of each slot."""
