"""Booked times: when there are any, who may have one, and what becomes of it."""
