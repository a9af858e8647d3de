"""What can be booked, one booking on its own page, and the bookings of a day."""
