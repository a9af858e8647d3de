"""How much whoever asks may ask: one table, by role. What an office at its busiest needs is a small part of each."""

from __future__ import annotations

from limits import RateLimitItemPerSecond

SINGLE_SIGN_ON = RateLimitItemPerSecond(30, 60)  # of one address: a whole office comes at eight from behind one router
