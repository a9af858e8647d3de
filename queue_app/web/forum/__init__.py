"""The pages of public forums: for everybody, and for those who hold them."""
