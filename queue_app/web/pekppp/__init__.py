"""The yearly evaluation (PEKPPP), for whoever answers for the unit."""
