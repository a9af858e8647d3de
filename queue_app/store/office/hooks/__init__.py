"""Rows of the addresses of other programs that are told what happens."""
