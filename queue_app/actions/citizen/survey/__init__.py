"""Verbs of the survey: answering, entering forms, closing a day."""
