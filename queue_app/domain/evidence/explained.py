"""What each measure of an officer's work says and does not say, in words for the people it is about.

It is what somebody shows in a staff meeting. Texts are msgids; the examples' figures are computed by tests.
"""

from __future__ import annotations

from typing import NamedTuple


class Explained(NamedTuple):
    """One measure: what it is, how it is counted, how far it goes, and one example. code: for addresses."""

    code: str
    name: str
    what: str
    how: str
    limits: str
    example: str


MEASURES: tuple[Explained, ...] = (
    Explained(
        "volume",
        "Number of services",
        "How many citizens received a service from you. A service counts once a visit, however often the citizen came "
        "back to the counter for it.",
        "The one who finishes the service with the outcome “done” has it counted. Services for priority citizens count "
        "as all others do.",
        "What ended otherwise (papers missing, referred, cancelled) is told beside it, and its time as well, for it "
        "was work, too.",
        "A family comes for a birth certificate and a family card. You finish both: 2 services. For the family card "
        "they come back with a copy and you finish it again: still 2.",
    ),
    Explained(
        "desk_time",
        "Hours at the counter",
        "How long you had a counter open, and what those hours went to: serving, waiting for the citizen to come to "
        "the counter, free, work without a citizen, breaks by their reason.",
        "From opening the counter to closing it. Each second belongs to exactly one of these.",
        "Work away from the counter is not seen here. It is entered in the duty calendar, so that nobody expects you "
        "at the counter then.",
        "You open at 08.00 and close at 12.00, with 15 minutes of prayer and 25 minutes of work on files: 240 minutes, "
        "of which 200 are for citizens.",
    ),
    Explained(
        "service_time",
        "Service time",
        "How long the citizen was served, from “start” to “finish”. Times on hold are not part of it; they are told "
        "by themselves.",
        "The median is the time in the middle: half of your services took less, half took more. One very long service "
        "does not move it.",
        "The walk from the waiting room to your counter is not yours. It is told beside the service, so that nobody "
        "can start late and look fast.",
        "Five services of 4, 6, 7, 9 and 40 minutes: the median is 7 minutes. The mean would say 13.2, and nobody "
        "took that long.",
    ),
    Explained(
        "ratio",
        "Time ratio with its range",
        "How long your services took, compared with what the same kinds of services usually take at this office. "
        "1.00 is as usual; 0.90 is a tenth less time; 1.10 a tenth more.",
        "Each service is compared only with its own kind: the same service, with as many documents, at a similar hour. "
        "The range says how sure the figure is: were the same weeks to come again, 9 of 10 such ranges would hold the "
        "true value. Where the range holds 1.00, there is no real difference, and nothing else may be said.",
        "Priority citizens, services with a doubt about their time, very short ones, those that two people shared, "
        "your first 30 days, and failures of the system. With fewer than 30 services there is no ratio.",
        "Ani serves 20 certificates of 14 minutes and 5 cards of 9: 13 minutes on average. Beni serves 5 certificates "
        "of 15.5 and 20 cards of 10.5: 11.5 on average, so he looks faster. Usual are 15 and 10 minutes: Ani has "
        "0.93, Beni 1.05. Ani is faster at both.",
    ),
    Explained(
        "shrunk",
        "Cautious estimate",
        "The same ratio, drawn towards 1.00: the more, the less is known. It is the best guess where little was "
        "recorded.",
        "It stands as a second line below the ratio and takes its place nowhere.",
        "What is left out of the ratio is left out here.",
        "A ratio of 0.80 from 35 services on 4 days may become 0.92; the same ratio from 1,500 services stays at "
        "0.80, or very near it.",
    ),
    Explained(
        "within",
        "Within the standard",
        "The share of your services that took no longer than the standard time of that service.",
        "Each service is judged by the standard that held on its day. A new standard never changes what is past.",
        "What is left out of the ratio is left out here, but very short services stay out of both for the same "
        "reason: they say nothing about service.",
        "Of 40 services of a standard of 10 minutes 34 took 10 minutes or less: 85 %.",
    ),
    Explained(
        "short",
        "Very short services",
        "Services that ended within a few seconds. Nobody is served in so short a time: a number pressed by mistake, a "
        "citizen who only asked something, or “finish” pressed too early.",
        "They are counted by themselves, with their share. The unit head sees where the share is far above that of "
        "colleagues, as a question about the process.",
        "They never make anybody look faster: they are in no ratio.",
        "Of 200 services 6 took less than 20 seconds: 3 %. With colleagues between 2 and 5 % that is no matter.",
    ),
    Explained(
        "quality",
        "Quality beside time",
        "What citizens say (SKM, elements U6 and U7), files that were sent back, services done twice, complaints that "
        "were found true.",
        "It always stands beside the time. A fast service that must be done again is not a fast one.",
        "What citizens say is shown of one officer only once thirty have answered.",
        "0.85 of the usual time, with 12 of 100 services done again by a colleague: that is one finding, not two.",
    ),
    Explained(
        "doubts",
        "Doubts about a time",
        "A mark that a time may be wrong: you marked it, a supervisor did, or the system found something, such as a "
        "start long after the call or a clock that was set.",
        "A time in doubt counts in no comparison, whoever marked it. Only who made a mark takes it back; a supervisor "
        "may with a reason, and you may dispute.",
        "The work itself is not lost: the service counts, only its time is not compared.",
        "You forget “finish” before lunch: 75 minutes. Mark it at the counter, and no figure of yours is bent.",
    ),
    Explained(
        "signals",
        "Questions about the process",
        "Patterns that the unit head should ask about: many very short services, “absent” after a single call, long "
        "gaps after “finish” while people wait, calls out of order.",
        "Each stands with its number, with how often it happens at this office, and with the limit from which it is "
        "told. A pattern is a question, and guilt is nowhere decided by a machine.",
        "No pattern leads to a sanction or to points (PP 94/2021 asks for an examination by people).",
        "8 of 100 citizens “absent” after one call, where 3 are usual: perhaps nobody hears the calls at counter 7.",
    ),
    Explained(
        "rights",
        "Your rights",
        "You see all that is recorded about you. You may add a note, and dispute any record until 14 days after you "
        "received the draft (as PP 30/2019, article 59 gives for an evaluation).",
        "The report stays a draft until you and your supervisor have both marked it as discussed. Then it is locked: "
        "figures, rules and words are frozen and sealed, and nobody changes them, not even the administrator.",
        "Your supervisor sees the team, the unit head the whole (one person only with a reason, which is logged), "
        "the public the services only. There is no list from best to worst, and no mark for anybody.",
        "You find a service of 48 minutes during a power cut. You dispute it with that reason; the decision stands "
        "on the report, and the time no longer counts.",
    ),
)
