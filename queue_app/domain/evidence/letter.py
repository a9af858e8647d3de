"""What a report about one officer's period says, whole: what is discussed, frozen, hashed, and made into every file.

Plain values only, in one canonical form of bytes. A locked report is these bytes: its page, its PDF and its tables are
made from them and from nothing else, so that none of them can say what another does not.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import msgspec

FORMAT = 1  # raised whenever a field changes its meaning; letters of every format stay readable


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a letter."""


class OfOffice(Part, frozen=True, kw_only=True):
    """The office as it was called."""

    id: int
    slug: str
    name: str
    address: str
    time_zone: str


class OfOfficer(Part, frozen=True, kw_only=True):
    """Whom it is about. nip: 18 digits, None of who is no ASN; for the officer's and the supervisor's eyes only."""

    id: int
    name: str
    nip: str | None
    employment: str  # a value of Employment


class OfPeriod(Part, frozen=True, kw_only=True):
    """code: as cycle.Period writes it, 2026-11 or 2026-Q4. first, last: business dates, both included."""

    code: str
    first: date
    last: date


class LogPlace(Part, frozen=True, kw_only=True):
    """The last event of the office's log that the figures were read from; the chain was sound up to there."""

    seq: int
    hash: str


class OutageTold(Part, frozen=True, kw_only=True):
    """When the office could not work as usual; what was served then is in no comparison, whoever served it.

    from_min, until_min: minutes of the office's day. services_id, services_en: names; () all. kind: of outages.KINDS.
    """

    day: date
    from_min: int
    until_min: int
    services_id: tuple[str, ...]
    services_en: tuple[str, ...]
    kind: str


class Parameters(Part, frozen=True, kw_only=True):
    """By which rules the figures were made. short_cuts: seconds by the code of a service, where they differ.

    cuts_s: with which the ratio is told again. long_gap_s: from when on a gap counts as a signal. None of both, and of
    imported_priority_in_speed: a letter of the days before they were told.
    """

    short_cut_s: float
    short_cuts: dict[str, float]
    least: int  # legs under which no ratio is given
    level: float  # of the interval: 0.9
    first_days: int  # of a new officer, left out
    priority_in_speed: bool = False
    imported_priority_in_speed: bool | None = None
    cuts_s: tuple[int, ...] | None = None
    long_gap_s: float | None = None
    outages: tuple[OutageTold, ...] = ()
    method: str = "antrean-1"


class RatioTold(Part, frozen=True, kw_only=True):
    """Observed over expected time; under 1 is faster. low, high: the interval of Parameters.level.

    n: legs. days: on which they were. shrunk: drawn toward 1 by its own uncertainty.
    """

    n: int
    days: int
    observed_s: float
    expected_s: float
    ratio: float
    low: float
    high: float
    shrunk: float
    design_effect: float

    @property
    def differs(self) -> bool:
        """Whether the interval leaves 1 out: "berbeda nyata"."""
        return not self.low <= 1.0 <= self.high


class CutTold(Part, frozen=True, kw_only=True):
    """What the ratio would be with another cut of very short services; None under Parameters.least."""

    cut_s: int
    ratio: float | None


class ServiceTold(Part, frozen=True, kw_only=True):
    """One service of the officer. median_s: of the legs that are in the ratio; None where there are few."""

    code: str
    name_id: str
    name_en: str
    done: int
    counted: int
    median_s: float | None
    within: int
    judged: int


class DeskTold(Part, frozen=True, kw_only=True):
    """Hours at the counters, from desk sessions. seconds: by value of stretch.Doing. breaks_s: by key of BREAKS.

    expected_s: in which the office was open, less approved leave; None where the office says no hours.
    """

    sessions: int
    days: int
    seconds: dict[str, float]
    breaks_s: dict[str, float]
    expected_s: float | None = None

    @property
    def open_s(self) -> float:
        """The whole length of the sessions."""
        return sum(self.seconds.values())


class SignalTold(Part, frozen=True, kw_only=True):
    """Something of the process to look at together, never guilt. code: of signals. share, base_rate, limit: 0 to 1."""

    code: str
    count: int
    of: int
    share: float
    base_rate: float
    limit: float


class HeardTold(Part, frozen=True, kw_only=True):
    """One unsur of the survey: the mean of n answers (1 to 4), its interval, and the others' at the same services."""

    n: int
    mean: float
    low: float
    high: float
    others: float | None
    others_n: int


class VoiceTold(Part, frozen=True, kw_only=True):
    """What citizens answered of the officer. n: sets of answers. own_device: of these, at the counter's own device.

    u6, u7: None under `least` answers.
    """

    n: int
    own_device: int
    least: int
    u6: HeardTold | None
    u7: HeardTold | None


class FiguresTold(Part, frozen=True, kw_only=True):
    """What the log says. Speed never stands alone: volume and quality are beside it.

    volume: services done. priority: of these. returned: ended otherwise than done. rework: done again by another.
    judged, within: against the standard. short: services under the cut, of `of_short`; in no ratio.
    n: services in the ratio. untimed: of the volume those that are not; left_out: why, a service may have several
    reasons ("not_done": served, and not of the volume). ratio: None with why_no_ratio: "few" (under Parameters.least),
    "alone" (nobody else did these services), "one_day". service_s: time in service at the counter. u6, u7: SKM elements
    of competence and conduct, from voice; None: too few. voice: left out of a letter whose period's answers were not
    closed when it was made, and of those from before there were any.
    """

    volume: int
    priority: int
    returned: int
    rework: int
    no_shows: int
    judged: int
    within: int
    short: int
    of_short: int
    share_short: float | None
    office_share_short: float
    service_s: float
    n: int
    left_out: dict[str, int]
    ratio: RatioTold | None
    cuts: tuple[CutTold, ...]
    services: tuple[ServiceTold, ...]
    desk: DeskTold
    untimed: int = 0
    why_no_ratio: str | None = None
    signals: tuple[SignalTold, ...] = ()
    u6: float | None = None
    u7: float | None = None
    voice: VoiceTold | msgspec.UnsetType = msgspec.UNSET
    held_s: float = 0.0  # during these services, and in no time of them
    walk_s: float | None = None  # from call to start, the mean of these services; None under Parameters.least
    office_walk_s: float | None = None


class Snapshot(Part, frozen=True, kw_only=True):
    """What is published: figures, and where they are from. Words are added to it until the letter is locked."""

    format: int = FORMAT
    made_at: datetime
    log: LogPlace
    parameters: Parameters
    figures: FiguresTold


class Realised(Part, frozen=True, kw_only=True):
    """What the log answers to a target. measure: a key of targets.MEASURES. value: None where nothing can be said.

    of: out of how many, for a share (value 0 to 1).
    """

    measure: str
    value: float | None
    of: int | None = None


class TargetTold(Part, frozen=True, kw_only=True):
    """A row of the SKP as the officer typed it. aspect: a key of targets.ASPECTS. realised: None: not of the log."""

    leader_plan: str
    plan: str
    aspect: str
    indicator: str
    target: str
    realised: Realised | None


class RecordTold(Part, frozen=True, kw_only=True):
    """One record: a service of a visit. number: of its ticket, as on paper; "" of an imported one."""

    day: date
    number: str
    service_id: str
    service_en: str


class DisputeTold(Part, frozen=True, kw_only=True):
    """A dispute (sanggah) with its decision. about: None: the report as a whole. decision: a value of Decision."""

    about: RecordTold | None
    reason: str
    made_at: datetime
    decision: str | None
    answer: str
    decided_at: datetime | None
    decided_by: str


class Said(Part, frozen=True, kw_only=True):
    """Words or a mark of somebody. text: "" where only that it was done is told."""

    by: str
    at: datetime
    text: str = ""


class Letter(Part, frozen=True, kw_only=True):
    """The whole report. state: a value of cycle.State. version: of the draft, 0 before one is published.

    dispute_until: the last business date for a dispute; None before it was received. discussed: by the officer, and by
    the supervisor. lock_reason: why it was locked without the officer's word; "" otherwise.
    """

    format: int = FORMAT
    office: OfOffice
    officer: OfOfficer
    period: OfPeriod
    state: str
    version: int
    made_at: datetime  # of the figures
    log: LogPlace
    parameters: Parameters
    figures: FiguresTold
    targets: tuple[TargetTold, ...] = ()
    note: Said | None = None
    disputes: tuple[DisputeTold, ...] = ()
    feedback: Said | None = None
    published: Said | None = None
    received_at: datetime | None = None
    dispute_until: date | None = None
    officer_discussed: Said | None = None
    supervisor_discussed: Said | None = None
    locked: Said | None = None
    lock_reason: str = ""


_ENCODE = msgspec.json.Encoder(order="sorted").encode
_DECODE = msgspec.json.Decoder(Letter).decode
_DECODE_SNAPSHOT = msgspec.json.Decoder(Snapshot).decode


def canonical(part: Part) -> bytes:
    """The one way to write a letter or a part of it: UTF-8 JSON, names in order, nothing left out.

    Whoever reads it and writes it again has the same bytes: a whole number that stands for a measure is 3.0 at once.
    """
    return _ENCODE(msgspec.json.decode(_ENCODE(part), type=type(part)))


def sha256(content: bytes) -> str:
    """The hash (hex) under which the log keeps these bytes."""
    return hashlib.sha256(content).hexdigest()


def replaced(made: Letter, **changes: object) -> Letter:
    """The letter with something else in some fields."""
    return msgspec.structs.replace(made, **changes)


def read(content: bytes) -> Letter:
    """The letter of its canonical bytes. Raises msgspec.ValidationError for anything else."""
    return _DECODE(content)


def read_snapshot(content: bytes) -> Snapshot:
    """What was published, of its canonical bytes. Raises msgspec.ValidationError for anything else."""
    return _DECODE_SNAPSHOT(content)
