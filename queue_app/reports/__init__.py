"""What the log says, as tables for people and as files. Evidence to judge by, never a rank."""
