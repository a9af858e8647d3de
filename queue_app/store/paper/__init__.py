"""Rows of paper: print jobs and printers."""
