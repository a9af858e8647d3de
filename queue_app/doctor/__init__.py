"""The doctor: looks at the whole installation, says in plain words what is wrong and what to do, changes nothing."""
