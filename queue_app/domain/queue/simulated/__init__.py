"""One simulator of a day in the queue: a past day called again, a day to be staffed, the rest of today."""
