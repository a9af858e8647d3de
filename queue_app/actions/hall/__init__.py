"""What people and screens do in the waiting room."""
