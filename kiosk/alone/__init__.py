"""The kiosk while its server is away: what it keeps, what it gives by itself, and how it hands that in."""
