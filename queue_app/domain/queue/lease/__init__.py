"""Numbers lent to a kiosk, and what it gave of them while it was cut off."""
