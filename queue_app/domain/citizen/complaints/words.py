"""What kinds, categories, stages and steps of complaints are called. All are msgids."""

from __future__ import annotations

from queue_app.domain.citizen.complaints.deadlines import Counting, Stage
from queue_app.domain.citizen.complaints.kinds import Category, Group, Kind, Track, Via
from queue_app.domain.citizen.complaints.states import Verb

TRACKS: dict[Track, str] = {Track.SERVICE: "Service", Track.INTEGRITY: "Integrity"}
KINDS: dict[Kind, str] = {
    Kind.COMPLAINT: "Complaint",
    Kind.INFORMATION: "Request for information",
    Kind.IDEA: "Idea",
    Kind.THANKS: "Thanks",
    Kind.ASPIRATION: "Aspiration",
}
CATEGORIES: dict[Category, str] = {
    Category.WAITING: "Waiting time",
    Category.REQUIREMENTS: "Requirements",
    Category.PROCEDURE: "Procedure",
    Category.COST: "Cost",
    Category.RESULT: "The result",
    Category.ATTITUDE: "How people were treated",
    Category.FACILITY: "Rooms and equipment",
    Category.OTHER: "Something else",
    Category.BRIBE: "Money or gifts were asked for",
    Category.CORRUPTION: "Corruption",
    Category.ABUSE: "Abuse of office or of data",
}
GROUPS: dict[Group, str] = {
    Group.INFORMATION: "Request for information",
    Group.COMPLAINT: "Complaint about the service",
    Group.OVERSIGHT: "Complaint about integrity",
    Group.ASPIRATION: "Idea, thanks, aspiration",
}
VIAS: dict[Via, str] = {
    Via.PAGE: "Web page",
    Via.KIOSK: "Kiosk",
    Via.COUNTER: "Counter",
    Via.PAPER: "Paper",
}
STAGES: dict[Stage, str] = {Stage.VERIFY: "Check", Stage.ANSWER: "Answer", Stage.FINISH: "Settle"}
COUNTINGS: dict[Counting, str] = {Counting.WORKING: "{days} working days", Counting.CALENDAR: "{days} calendar days"}
DONE: dict[Verb, str] = {  # a line of the history
    Verb.LODGE: "Received",
    Verb.ACCEPT: "Found complete",
    Verb.ASK: "Asked for what is missing",
    Verb.COMPLETE: "The sender added something",
    Verb.ASSIGN: "Given to somebody",
    Verb.ANSWER: "Answered",
    Verb.CLOSE: "Closed: no reply within {days} working days",
    Verb.WITHDRAW: "Withdrawn by the sender",
    Verb.LAPSE: "Withdrawn: what was missing did not come within {days} days",
    Verb.REJECT: "Not taken up",
    Verb.FORWARD: "Handed on to SP4N-LAPOR!",
    Verb.REOPEN: "Opened again by the sender",
    Verb.OPEN_IDENTITY: "The sender’s identity was opened",
    Verb.NOTE: "Note for the house",
}
