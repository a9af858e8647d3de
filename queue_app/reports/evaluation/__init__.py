"""Reports about an officer as files: each is made of one letter, so that none can say what another does not."""
