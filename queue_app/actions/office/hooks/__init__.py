"""Adding and minding the addresses of other programs, and the steps of telling them."""
