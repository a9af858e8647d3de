"""Rows of what citizens are told and say."""
