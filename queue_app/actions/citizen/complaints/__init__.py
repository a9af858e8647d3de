"""What is done with a complaint, one transaction each."""
