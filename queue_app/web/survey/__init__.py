"""The survey: what citizens are asked, and what those who may see it read of the answers."""
