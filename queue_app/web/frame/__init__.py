"""What every page stands in: addresses, rights, answers, refusals, and the document of them all."""
