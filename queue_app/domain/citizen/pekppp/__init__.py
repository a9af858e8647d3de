"""The yearly evaluation of an office (PEKPPP): its indicators as data, and what the evidence held here supports."""
