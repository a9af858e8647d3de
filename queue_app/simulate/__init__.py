"""`antrean simulate`: a morning of an office, played through the same verbs that people use.

Officers and citizens are the same in both plays (`officer`, `citizens`); what differs is whose hands they have and
whose clock they live by: one agenda in this process (`in_process`, for past weeks
`past_days`, for many offices `city`), or a thread each before a server (`over_http`).
"""

from __future__ import annotations

from queue_app.simulate.city import play_city
from queue_app.simulate.in_process import play
from queue_app.simulate.over_http import play_over_http
from queue_app.simulate.past_days import play_days
from queue_app.simulate.played import Played
from queue_app.simulate.surveyed import play_surveys

__all__ = ["Played", "play", "play_city", "play_days", "play_over_http", "play_surveys"]
