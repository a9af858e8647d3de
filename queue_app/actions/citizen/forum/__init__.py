"""What is done with a public forum, one transaction each."""
