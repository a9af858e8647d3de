"""The forms of the set-up: their blanks as tables, and the way from a form to a plan and back."""
