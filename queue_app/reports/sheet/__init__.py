"""A4 pages in the fonts that are shipped: the same words at the same time make the same bytes."""
