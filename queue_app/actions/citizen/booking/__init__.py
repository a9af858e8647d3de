"""Somebody books a time, moves it, gives it back, or comes."""
