"""What the law of personal data asks: what is kept how long, who may ask for what, and the clock of a breach."""
