"""What people and printers do with paper."""
