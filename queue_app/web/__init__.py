"""Pages and answers over HTTP: one blueprint for each audience."""
