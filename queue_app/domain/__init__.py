"""The rules of the queue: pure Python, no Flask, no SQLAlchemy, no clock, no I/O."""
