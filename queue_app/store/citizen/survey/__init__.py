"""Rows of the survey: answers without a face."""
