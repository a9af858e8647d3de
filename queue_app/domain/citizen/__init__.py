"""What citizens are told: how long they wait, as a range whose coverage is measured."""
