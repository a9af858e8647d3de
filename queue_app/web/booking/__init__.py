"""Booked times on a phone at home and at the reception."""
