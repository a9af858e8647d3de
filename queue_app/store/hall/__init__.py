"""Rows of the waiting room: devices, announcements, uploads, and how it is set up."""
