"""What people do with a ticket and at a counter."""
