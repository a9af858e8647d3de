"""Rows of numbers that are lent to a kiosk, and of the slips that it hands in."""
