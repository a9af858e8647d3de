"""Rules of the queue: numbers, the life of a leg, who is next, what time it took."""
