"""An office, or all of them, from one database into another: row by row as they are, proved event by event.

Rows keep their numbers, for the log names them and its hashes cover that: what the target has already taken cannot
come to it. What a program writes or reads there is nobody's business here: tables are taken as the databases tell them.
"""
