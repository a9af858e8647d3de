"""Trainings: each a program of its own below an address of its own, on a copy of the office."""
