"""What citizens say of a visit: the instrument, the answers, and the index that comes of them."""
