"""One function per thing a person does; each is one transaction."""
