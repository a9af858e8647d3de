"""The sentences of a letter, and how its numbers are written; msgids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from queue_app.domain.evidence.letter import Letter, Realised
from queue_app.domain.evidence.targets import ASPECTS, MEASURES
from queue_app.texts import long_time, translate

NONE = "–"
HEADINGS: dict[str, str] = {
    "title": "Evidence of performance",
    "officer": "Officer evaluated",
    "assessor": "Evaluated by",
    "work": "The work",
    "quality": "Quality",
    "time": "Time",
    "left_out": "What is in no time, and why",
    "signals": "To look at together",
    "note": "The officer’s note",
    "feedback": "The supervisor’s feedback",
    "disputes": "Disputes (sanggah)",
    "discussed": "How it came to be",
    "source": "Where the figures come from",
    "sign": "Signatures",
    "annex": "Annex: work results and what the log answers",
}
LABELS: dict[str, str] = {
    "name": "Name",
    "nip": "NIP",
    "employment": "Employed as",
    "unit": "Unit",
    "period": "Period",
    "state": "State",
    "signature": "Signature",
    "date": "Date",
}
STATES: dict[str, str] = {  # cycle.State -> msgid
    "draft": "Draft, nothing is published yet",
    "published": "Published, and may still change",
    "disputed": "Disputed, and may still change",
    "revised": "A dispute was accepted; the figures are to be published again",
    "half_discussed": "Discussed by one of the two",
    "discussed": "Discussed by both, not locked yet",
    "locked": "Locked: nothing in it can change",
}
LEFT_OUT: dict[str, str] = {  # reason -> msgid
    "priority": "priority or disability, which may rightly take longer",
    "short": "shorter than the limit of very short services",
    "outage": "during an outage",
    "first_days": "in the officer’s first days",
    "not_done": "ended otherwise than done",
    "not_timed": "without a time",
    "return": "done again after another officer",
    "alone": "a service that nobody else served",
}
SIGNALS: dict[str, str] = {  # code -> msgid
    "short_services": "very short services",
    "no_show_at_once": "no-shows said after one call",
    "long_gaps": "long gaps behind a finish while people waited",
    "out_of_order": "calls out of order",
    "own_device_surveys": "surveys from the counter’s own device",
    "best_on_own_device": "surveys of nothing but the best answer from the counter’s own device",
}
UNSUR: dict[str, str] = {  # of the survey's elements about officers -> msgid
    "U6": "Competence (U6)",
    "U7": "Conduct (U7)",
}
SAID: dict[str, str] = {
    "opening": "This letter tells what the office’s log holds of {name}’s work in this period. It is evidence beside "
    "other evidence: no mark, no rank, no score. What it means is for people to discuss.",
    "done": "{name} finished {volume} services in this period; {priority} of them were for citizens with priority.",
    "returned": "{count} more ended otherwise: papers were missing, or the citizen was referred elsewhere.",
    "no_shows": "{count} citizens who were called did not come.",
    "desk": "At the counters: {hours} hours in {sessions} sessions on {days} days, {serving} hours of them in service.",
    "expected": "By the calendar {hours} hours were expected: the office’s hours less approved leave and other duty.",
    "breaks": "Breaks: {breaks}.",
    "break": "{reason} {hours} hours",
    "within": "Of {judged} services that can be held against their standard, {within} ({share}) kept it.",
    "within_few": "Too few services can be held against their standard (n = {n}; {least} are needed).",
    "rework": "{count} of the services had to be taken up again by a colleague afterwards.",
    "skm": "{unsur}, from 1 to 4: mean {mean} of {n} citizens’ answers; 95 % interval {low} to {high}.",
    "skm_others": "The others at the same services: {others} (n = {n}).",
    "skm_own": "Of all {n} sets of answers, {own} were given at the counter’s own device, where the officer stood by.",
    "skm_use": "No mean of the survey is a judgement by itself: it knows neither the case nor what the citizen hoped "
    "for.",
    "few_skm": "{unsur}: too few citizens’ answers in this period (at least {least} are needed).",
    "no_skm": "No answers of the citizens’ survey are in this report: they are counted once all days of the period are "
    "closed.",
    "no_complaints": "Complaints are in no figure of this report.",
    "ratio": "Time ratio, observed against fair: {ratio}, {level} interval {low} to {high}. {differs}",
    "compares": "The ratio compares {name} with colleagues who did the same services, with as many papers, at the same "
    "hours. The interval says how sure it is: with other days and other citizens it could as well have come out "
    "anywhere inside.",
    "differs": "It differs from what is fair for these services.",
    "same": "It does not differ from what is fair for these services.",
    "ratio_from": "It was computed from {n} services on {days} days: one of them typically took {observed} minutes, "
    "where {expected} are fair for the same service, papers, hour of the day and family. Under 1 is shorter, over 1 "
    "longer.",
    "shrunk": "Drawn toward 1 by its own uncertainty: {shrunk}.",
    "cuts": "With very short services cut at {cuts} seconds the ratio is {ratios}.",
    "few": "Not enough data for a time ratio (n = {n}; {least} are needed).",
    "short": "{short} of {of} services ({share}) were shorter than {cut} seconds; in the whole office {office}. "
    "A very short service is not a fast one: none of these is in the ratio.",
    "walk": "From call to “start” it took {own} minutes on average, in the whole office {office}. That time is in no "
    "ratio: where “start” is pressed late, a service looks short.",
    "held": "{hours} hours of hold stand beside {serving} hours of service. They are in no time above: much hold makes "
    "a time look short, and its reasons belong to the talk.",
    "alone": "No time ratio: nobody else did these services in this period (n = {n}).",
    "one_day": "No time ratio: all services were done on one day (n = {n}).",
    "nothing_left_out": "Nothing was left out.",
    "left_out": "{untimed} of {volume} finished services are in no ratio; one may have several reasons. {reasons}",
    "reason": "{reason}: {count}",
    "outages": "Outages that the office noted in this period, for all officers ({count}): {outages}.",
    "outage": "{day}, {first}–{last}, {what} ({services})",
    "all_services": "all services",
    "not_done": "Not among them: {count} that ended otherwise than done. Their times are in no ratio either.",
    "signals": "These are signs of the process, no judgement of a person; each has many fair explanations.",
    "signal": "{name}: {count} of {of} ({share}); usual in the office {base}, worth a look from {limit}.",
    "published": "Published by {by} on {at}.",
    "received": "Opened by the officer on {at}; disputes were possible until {until}.",
    "discussed": "Marked as discussed by {by} on {at}.",
    "locked": "Locked by {by} on {at}.",
    "locked_alone": "It was locked without the officer’s word. The reason: {reason}",
    "by": "{by}, {at}",
    "whole": "The report as a whole",
    "record": "{day}, number {number}, {service}",
    "record_imported": "{day}, {service}",
    "undecided": "Not decided yet",
    "decided": "{decision} by {by} on {at}. {answer}",
    "log": "Every figure was counted from the office’s log, whose chain of entries was checked up to entry {seq}.",
    "log_hash": "Hash of that entry: {hash}",
    "letter_hash": "Hash of this report: {hash}",
    "parameters": "Rules: method {method}; very short: under {cut} seconds{more}; ratio from {least} services; "
    "interval of {level}; first {days} days of a new officer left out.",
    "parameters_more": " ({service}: {cut})",
    "verify": "It can be checked with {command}",
    "use": "This is supporting evidence, one of several. It is no rank and no score; the rating is a person’s decision"
    ". Confidential: for the officer and the direct assessor.",
    "draft": "Draft: the figures may still change.",
    "no_targets": "The officer has typed no targets.",
    "page": "page {number} of {all}",
    "not_of_log": "Not answered by the log: see the officer’s other evidence.",
    "few_target": "Not enough data (n = {n}).",
    "share_of": "{share} (of {of})",
    "hours": "{hours} hours",
}
SERVICES = ("Service", "Done", "In the ratio", "Median (minutes)", "Within standard")
DISPUTES = ("Which record", "Reason", "Decision")
SKP = (  # as the forms of PermenPANRB 6/2022 head them; the words are theirs in every language
    "No", "Rencana Hasil Kerja Pimpinan yang Diintervensi", "Rencana Hasil Kerja", "Aspek",
    "Indikator Kinerja Individu", "Target", "Realisasi Berdasarkan Bukti Dukung",
    "Umpan Balik Berkelanjutan Berdasarkan Bukti Dukung",
)  # fmt: skip


class Words:
    """The words of one language, and the numbers as it writes them."""

    def __init__(self, lang: str, zone: str) -> None:
        self.lang, self._zone = lang, zone

    def say(self, name: str, /, **values: object) -> str:
        return translate(self.lang, SAID[name], **values)

    def head(self, name: str) -> str:
        return translate(self.lang, HEADINGS[name])

    def label(self, name: str) -> str:
        return translate(self.lang, LABELS[name])

    def of(self, table: Mapping[str, str], code: str) -> str:
        """What a code is called; one of a later version stands as it is."""
        return translate(self.lang, table[code]) if code in table else code

    def aspect(self, code: str) -> str:
        """An aspect of the SKP; the forms know four."""
        return self.of(ASPECTS, code)

    def number(self, value: float, digits: int = 0) -> str:
        """As people write it there: 1.234 or 0,97."""
        return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=self.lang))

    def share(self, value: float) -> str:
        """Of one: 0.905 -> 90,5 %."""
        return f"{self.number(100 * value, 1)} %"

    def share_of(self, count: int, whole: int) -> str:
        return self.share(count / whole) if whole else NONE

    def hours(self, seconds: float) -> str:
        return self.number(seconds / 3600, 1)

    def minutes(self, seconds: float | None) -> str:
        return NONE if seconds is None else self.number(seconds / 60, 1)

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=self.lang))

    def time(self, at: datetime) -> str:
        return long_time(at, self._zone, lang=self.lang)

    def day_of(self, at: datetime) -> str:
        return self.day(at.astimezone(ZoneInfo(self._zone)).date())

    def days(self, letter: Letter) -> str:
        return f"{self.day(letter.period.first)} – {self.day(letter.period.last)}"


def realisation(told: Realised | None, words: Words) -> str:
    """What the log answers to a target, in words."""
    if told is None:
        return words.say("not_of_log")
    if told.value is None:
        return words.say("few_target", n=told.of)
    unit = MEASURES[told.measure].unit if told.measure in MEASURES else "count"
    if unit == "share":
        return words.say("share_of", share=words.share(told.value), of=words.number(told.of or 0))
    return words.say("hours", hours=words.hours(told.value)) if unit == "hours" else words.number(told.value)
