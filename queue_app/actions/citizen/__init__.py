"""What is done for citizens who wait."""
