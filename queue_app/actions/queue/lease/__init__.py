"""Numbers are lent to a kiosk, come back, and are handed in."""
