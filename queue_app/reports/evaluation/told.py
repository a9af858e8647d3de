"""What a letter says, part by part, in sentences: no number stands alone, and speed not without quality beside it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UnsetType

from queue_app.domain.evidence.cycle import DECISIONS, LOCKED_ALONE
from queue_app.domain.evidence.letter import (
    DisputeTold,
    HeardTold,
    Letter,
    OutageTold,
    RatioTold,
    VoiceTold,
    canonical,
    sha256,
)
from queue_app.domain.evidence.outages import KINDS
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.performance import DOUBTS
from queue_app.reports.evaluation.words import LEFT_OUT, NONE, SIGNALS, UNSUR, Words

REASONS = {**DOUBTS, **LEFT_OUT}


def opening(letter: Letter, words: Words) -> str:
    """What it is, before anything else."""
    return words.say("opening", name=letter.officer.name)


def work(letter: Letter, words: Words) -> Iterator[str]:
    told, desk = letter.figures, letter.figures.desk
    count = words.number
    yield words.say("done", name=letter.officer.name, volume=count(told.volume), priority=count(told.priority))
    if told.returned:
        yield words.say("returned", count=count(told.returned))
    if told.no_shows:
        yield words.say("no_shows", count=count(told.no_shows))
    yield words.say(
        "desk", hours=words.hours(desk.open_s), sessions=desk.sessions, days=desk.days,
        serving=words.hours(told.service_s),
    )  # fmt: skip
    if desk.expected_s is not None:
        yield words.say("expected", hours=words.hours(desk.expected_s))
    breaks = [
        words.say("break", reason=words.of(BREAKS, reason), hours=words.hours(seconds))
        for reason, seconds in desk.breaks_s.items()
    ]
    if breaks:
        yield words.say("breaks", breaks="; ".join(breaks))


def quality(letter: Letter, words: Words) -> Iterator[str]:
    told, least = letter.figures, letter.parameters.least
    if told.judged < least:
        yield words.say("within_few", n=told.judged, least=least)
    else:
        share = words.share_of(told.within, told.judged)
        yield words.say("within", judged=words.number(told.judged), within=words.number(told.within), share=share)
    yield words.say("rework", count=words.number(told.rework))
    yield from _voice(told.voice, words)
    yield words.say("no_complaints")


def _voice(voice: VoiceTold | UnsetType, words: Words) -> Iterator[str]:
    if isinstance(voice, UnsetType):
        yield words.say("no_skm")
        return
    for name, heard in (("U6", voice.u6), ("U7", voice.u7)):
        yield (
            _heard(name, heard, words)
            if heard
            else words.say("few_skm", unsur=words.of(UNSUR, name), least=voice.least)
        )
    if voice.u6 or voice.u7:
        yield words.say("skm_own", own=words.share_of(voice.own_device, voice.n), n=words.number(voice.n))
        yield words.say("skm_use")


def _heard(name: str, heard: HeardTold, words: Words) -> str:
    mean, low, high = (words.number(each, 2) for each in (heard.mean, heard.low, heard.high))
    said = words.say("skm", unsur=words.of(UNSUR, name), mean=mean, n=words.number(heard.n), low=low, high=high)
    if heard.others is None:
        return said
    others, count = words.number(heard.others, 2), words.number(heard.others_n)
    return f"{said} {words.say('skm_others', others=others, n=count)}"


def time(letter: Letter, words: Words) -> Iterator[str]:
    told = letter.figures
    if told.ratio is None:
        why = told.why_no_ratio if told.why_no_ratio in {"alone", "one_day"} else "few"
        yield words.say(why, n=told.n, least=letter.parameters.least)
    else:
        yield from _ratio(told.ratio, letter, words)


def beside_time(letter: Letter, words: Words) -> Iterator[str]:
    """What is in no ratio and could make one look short."""
    told, rules = letter.figures, letter.parameters
    if told.share_short is not None:
        yield words.say(
            "short", short=words.number(told.short), of=words.number(told.of_short),
            share=words.share(told.share_short), cut=words.number(rules.short_cut_s),
            office=words.share(told.office_share_short),
        )  # fmt: skip
    if told.walk_s is not None:
        yield words.say("walk", own=words.minutes(told.walk_s), office=words.minutes(told.office_walk_s))
    if told.held_s:
        yield words.say("held", hours=words.hours(told.held_s), serving=words.hours(told.service_s))


def _ratio(ratio: RatioTold, letter: Letter, words: Words) -> Iterator[str]:
    two = {name: words.number(getattr(ratio, name), 2) for name in ("ratio", "low", "high")}
    differs = words.say("differs" if ratio.differs else "same")
    yield words.say("ratio", **two, level=f"{round(100 * letter.parameters.level)} %", differs=differs)
    yield words.say("compares", name=letter.officer.name)
    yield words.say(
        "ratio_from", n=words.number(ratio.n), days=ratio.days, observed=words.minutes(ratio.observed_s),
        expected=words.minutes(ratio.expected_s),
    )  # fmt: skip
    cuts = letter.figures.cuts
    if cuts:
        ratios = "; ".join(NONE if each.ratio is None else words.number(each.ratio, 2) for each in cuts)
        yield words.say("cuts", cuts=", ".join(str(each.cut_s) for each in cuts), ratios=ratios)
    yield words.say("shrunk", shrunk=words.number(ratio.shrunk, 2))


def left_out(letter: Letter, words: Words) -> Iterator[str]:
    """How many of the finished ones, and each reason with its count; and how many were not finished as done."""
    found = {reason: count for reason, count in letter.figures.left_out.items() if count}
    otherwise = found.pop("not_done", 0)
    if found:
        told = (
            words.say("reason", reason=_small(words.of(REASONS, reason)), count=words.number(count))
            for reason, count in found.items()
        )
        text = "; ".join(told) + "."
        untimed, volume = (words.number(each) for each in (letter.figures.untimed, letter.figures.volume))
        yield words.say("left_out", untimed=untimed, volume=volume, reasons=text[0].upper() + text[1:])
    else:
        yield words.say("nothing_left_out")
    if otherwise:
        yield words.say("not_done", count=words.number(otherwise))


def _small(text: str) -> str:
    """As it stands within a sentence."""
    return text[:1].lower() + text[1:]


def outages(letter: Letter, words: Words) -> str:
    """When the office could not work as usual; "" where nothing was noted."""
    found = letter.parameters.outages
    told = "; ".join(_outage(each, words) for each in found)
    return words.say("outages", count=len(found), outages=told) if found else ""


def _outage(outage: OutageTold, words: Words) -> str:
    names = outage.services_en if words.lang == "en" else outage.services_id
    of = ", ".join(names) or words.say("all_services")
    first, last = (f"{minute // 60:02}.{minute % 60:02}" for minute in (outage.from_min, outage.until_min))
    what = words.of(KINDS, outage.kind)
    return words.say("outage", day=words.day(outage.day), first=first, last=last, what=what, services=of)


def services(letter: Letter, words: Words) -> list[list[str]]:
    """By name: a row for each service."""
    named = ((each.name_en if words.lang == "en" else each.name_id, each) for each in letter.figures.services)
    return [
        [
            name, words.number(each.done), words.number(each.counted), words.minutes(each.median_s),
            words.share_of(each.within, each.judged) if each.judged >= letter.parameters.least else NONE,
        ]
        for name, each in sorted(named, key=lambda pair: pair[0].casefold())
    ]  # fmt: skip


def signals(letter: Letter, words: Words) -> Iterator[str]:
    for each in letter.figures.signals:
        name = words.of(SIGNALS, each.code)
        yield words.say(
            "signal", name=name[:1].upper() + name[1:], count=words.number(each.count), of=words.number(each.of),
            share=words.share(each.share), base=words.share(each.base_rate), limit=words.share(each.limit),
        )  # fmt: skip


def disputes(letter: Letter, words: Words) -> list[list[str]]:
    """A row for each: what it is about, why, and what became of it."""
    return [[_about(each, words), each.reason, _decided(each, words)] for each in letter.disputes]


def _about(dispute: DisputeTold, words: Words) -> str:
    record = dispute.about
    if record is None:
        return words.say("whole")
    name = "record" if record.number else "record_imported"
    service = record.service_en if words.lang == "en" else record.service_id
    return words.say(name, day=words.day(record.day), number=record.number, service=service)


def _decided(dispute: DisputeTold, words: Words) -> str:
    if dispute.decision is None or dispute.decided_at is None:
        return words.say("undecided")
    decision, at = words.of(DECISIONS, dispute.decision), words.day_of(dispute.decided_at)
    return words.say("decided", decision=decision, by=dispute.decided_by, at=at, answer=dispute.answer).strip()


def steps(letter: Letter, words: Words) -> Iterator[str]:
    """What was done with it, in order."""
    if letter.published:
        yield words.say("published", by=letter.published.by, at=words.time(letter.published.at))
    if letter.received_at and letter.dispute_until:
        yield words.say("received", at=words.time(letter.received_at), until=words.day(letter.dispute_until))
    for said in (letter.officer_discussed, letter.supervisor_discussed):
        if said:
            yield words.say("discussed", by=said.by, at=words.time(said.at))
    if letter.locked:
        yield words.say("locked", by=letter.locked.by, at=words.time(letter.locked.at))
    if letter.lock_reason:
        yield words.say("locked_alone", reason=words.of(LOCKED_ALONE, letter.lock_reason))


def source(letter: Letter, words: Words) -> Iterator[str]:
    rules, log = letter.parameters, letter.log
    yield words.say("log", seq=words.number(log.seq))
    yield words.say("log_hash", hash=log.hash)
    yield words.say("letter_hash", hash=sha256(canonical(letter)))
    more = "".join(
        words.say("parameters_more", service=code, cut=words.number(cut)) for code, cut in rules.short_cuts.items()
    )
    yield words.say(
        "parameters", method=rules.method, cut=words.number(rules.short_cut_s), more=more, least=rules.least,
        level=f"{round(100 * rules.level)} %", days=rules.first_days,
    )  # fmt: skip
    yield words.say("verify", command=f"antrean verify-log --expect {letter.office.slug}:{log.seq}:{log.hash}")
