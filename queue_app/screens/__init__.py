"""What each screen shows, read from rows and told in words; nothing is written here."""
