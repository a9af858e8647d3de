"""Live screens: rooms, the whole small state on joining and after each change, beats, and the way across workers."""
