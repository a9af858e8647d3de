"""The first steps of an office: the list that leads through them, its people and their slips."""
