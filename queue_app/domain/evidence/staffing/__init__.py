"""How many counters a day asks for: learnt from the facts of past days, answered by the simulator of the queue."""
