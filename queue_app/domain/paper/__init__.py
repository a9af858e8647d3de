"""Rules of paper: what becomes of a print job, and how a ticket is laid out."""
