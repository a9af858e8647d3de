"""What each measure means, in words for a staff meeting: beside the plots, in the files, on the pages that explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """All msgids. counts: what is counted. left_out: what is not in it, and why. source: where it comes from."""

    name: str
    counts: str
    unit: str
    left_out: str
    source: str


_LOG = "The office's log, to the second."
_MINUTES = "Minutes. Half of all take at most the median, nine of ten at most the P90."
_BY_MARKS = "The office's log, and the marks that officers, supervisors and the system set on times."

DEFINITIONS: Mapping[str, Definition] = {
    "under_60": Definition(
        "Done within 60 minutes",
        "The share of visits that took less than 60 minutes from arrival to the end of their last service.",
        "Percent of the visits that ended with a service.",
        "Visits that ended without a service, and numbers entered from paper. Priority and doubted times are in it.",
        _LOG,
    ),
    "times": Definition(
        "Times",
        "How long each part of a visit took. What each part is stands in its own definition.",
        _MINUTES,
        "Each measure leaves out what its own definition says.",
        _LOG,
    ),
    "wait": Definition(
        "Waiting",
        "The time from joining the queue of a service to the first call. Later calls change nothing.",
        _MINUTES,
        "The time in which citizens asked not to be called; whoever was never called is counted as having left.",
        _LOG,
    ),
    "walk": Definition(
        "Walk to the counter",
        "The time from the first call to the start of the service.",
        _MINUTES,
        "Whoever did not come, and visits brought along from another system, which did not note the start.",
        _LOG,
    ),
    "service": Definition(
        "Service",
        "The time served at the counter, holds left out; all of one service in one visit is one time.",
        _MINUTES,
        "Priority, doubted times, and services that did not end as done.",
        _LOG,
    ),
    "stay": Definition(
        "Whole visit",
        "The time from arrival to the end of the last service: waiting, walks, services and holds together.",
        _MINUTES,
        "Visits that ended without a service, and numbers entered from paper.",
        _LOG,
    ),
    "within": Definition(
        "Within the standard",
        "The share of services whose time was at most the standard of their own day.",
        "Percent of the services whose time counts.",
        "Priority, doubted times, and services that did not end as done.",
        "The office's log, and the standard times that were in force on each day.",
    ),
    "arrivals": Definition(
        "Arrivals",
        "How many joined a queue in each half hour, on an average day of this weekday.",
        "People for each service that they came for.",
        "Numbers entered from paper, whose hour nobody wrote down.",
        _LOG,
    ),
    "load": Definition(
        "Load",
        "First calls in each half hour of the week, for each hour in which a counter was open.",
        "First calls in an hour of one open counter.",
        "Repeated calls, whoever was never called, and visits brought along, of which no counter's hours are known.",
        "The office's log: calls, and the sessions at counters.",
    ),
    "funnel": Definition(
        "From number to end",
        "How many of those who took a number were called, came to the counter, and got their service done.",
        "Services; each counts once a visit.",
        "Numbers entered from paper, and what a colleague had done before in the same visit.",
        _LOG,
    ),
    "ends": Definition(
        "How it ended",
        "What became of each service for which somebody came: done, sent back, absent, left, sent on.",
        "Services, and their share of all who came.",
        "Nothing: the lines add up to all who came.",
        _LOG,
    ),
    "inaccurate": Definition(
        "Times marked as inaccurate",
        "The share of measured service times that are doubted. They are kept, and counted in no time.",
        "Percent of the services that have a time.",
        "Services without a time, as those entered from paper.",
        _BY_MARKS,
    ),
    "services": Definition(
        "Each service",
        "The same measures for each service. Services differ: a longer time is not a worse one.",
        "People, minutes, percent, as the columns say.",
        "Each measure leaves out what its own definition says.",
        _LOG,
    ),
    "counters": Definition(
        "Each counter",
        "The same measures for each counter. Counters do different services: this is no comparison of people.",
        "People, minutes, percent, as the columns say.",
        "Whoever was never called came to no counter.",
        _LOG,
    ),
}
