"""Pages about the people of an office: what they learn, when they are there, and what their unit is recognised for."""
