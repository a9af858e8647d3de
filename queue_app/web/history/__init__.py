"""The history: what any span of an office's past says."""
