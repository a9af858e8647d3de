"""The calendar of officers: leave and duty elsewhere, and outages of the office."""
