"""What people do to an office: sign in, set it up, close a service."""
