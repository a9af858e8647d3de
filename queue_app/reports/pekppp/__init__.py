"""The yearly evaluation as files: the table of levels, and the pieces that they rest on."""
