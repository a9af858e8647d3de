"""Rules of the waiting room: how it looks, speaks and sounds, and which films it can play."""
