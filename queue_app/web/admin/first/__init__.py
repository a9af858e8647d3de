"""The first steps of an office: their list, and the pages that do them several at a time."""
