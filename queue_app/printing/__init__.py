"""Paper: a ticket becomes lines (layout), lines become ESC/POS bytes on a printer (drivers)."""
