"""From an evaluation to what a letter tells of one officer: plain numbers, rounded once, where they are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from msgspec import UNSET

from queue_app.domain.citizen.survey.groups import MIN_OFFICER
from queue_app.domain.evidence import letter
from queue_app.domain.evidence.evaluation import Evaluation, OfficerEvidence, Ratio
from queue_app.domain.evidence.facts import CaseFact, DeskFact, End
from queue_app.domain.evidence.left_out import LeftOut, is_volume
from queue_app.domain.evidence.parameters import Parameters
from queue_app.domain.evidence.voice import Heard, Voice

PLACES = 4  # of ratios and shares: far finer than any interval


@dataclass(frozen=True, slots=True)
class Named:
    """A service as a letter names it."""

    code: str
    name_id: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Own:
    """What of the office's facts is one officer's. expected_s: as DeskTold has it."""

    cases: Sequence[CaseFact]
    desks: Sequence[DeskFact]
    expected_s: float | None = None


def own(cases: Iterable[CaseFact], desks: Iterable[DeskFact], officer_id: int) -> Own:
    """Those that this officer ended or had last, and the own desk sessions."""
    return Own(
        [case for case in cases if case.officer_id == officer_id],
        [desk for desk in desks if desk.officer_id == officer_id],
    )


def why_left_out(case: CaseFact, left_out: LeftOut, parameters: Parameters) -> list[str]:
    """Why a case is in no ratio: none for one that is. What no cell of comparison holds is not told here."""
    if case.is_return:
        return ["return"]
    if not is_volume(case):
        return ["not_done"]
    if case.service_s is None:
        return ["not_timed"]
    is_short = case.service_s < parameters.cut_s(case.service_id)
    reasons = left_out.reasons(case, is_short=is_short)
    return [*reasons, "short"] if is_short else reasons


def parameters_told(parameters: Parameters, services: Mapping[int, Named]) -> letter.Parameters:
    """The rules of the figures, with services by their codes."""
    return letter.Parameters(
        short_cut_s=parameters.short_cut_s,
        short_cuts={services[each].code: cut for each, cut in sorted(parameters.short_cuts.items())},
        least=parameters.least,
        level=parameters.level,
        first_days=parameters.first_days,
        priority_in_speed=parameters.priority_in_speed,
        imported_priority_in_speed=parameters.imported_priority_in_speed,
        cuts_s=parameters.cuts_s,
        long_gap_s=parameters.long_gap_s,
        outages=tuple(
            letter.OutageTold(
                day=each.business_date, from_min=each.from_min, until_min=each.until_min,
                services_id=tuple(services[service].name_id for service in each.services),
                services_en=tuple(services[service].name_en for service in each.services), kind=each.kind,
            )
            for each in parameters.outages
        ),
    )  # fmt: skip


def figures_told(
    evaluation: Evaluation, mine: Own, officer_id: int, *, services: Mapping[int, Named], left_out: LeftOut
) -> letter.FiguresTold:
    """What the log says of the officer; zeros of one of whom it tells nothing."""
    found = evaluation.officers.get(officer_id, OfficerEvidence(officer_id))
    voice = _voice(evaluation, found.voice)
    return letter.FiguresTold(
        volume=found.volume,
        priority=sum(case.is_priority for case in mine.cases if is_volume(case)),
        returned=found.returned,
        rework=found.rework,
        no_shows=sum(case.end is End.NO_SHOW for case in mine.cases),
        judged=found.judged,
        within=found.within,
        short=found.short,
        of_short=found.short_of,
        share_short=_rounded(found.share_short),
        office_share_short=round(evaluation.office_short_share, PLACES),
        service_s=round(sum(case.service_s or 0.0 for case in mine.cases), 1),
        held_s=round(sum(case.held_s for case in mine.cases if case.service_s is not None), 1),
        walk_s=_mean_walk([found], evaluation.parameters.least),
        office_walk_s=_mean_walk(evaluation.officers.values(), evaluation.parameters.least),
        n=found.n,
        untimed=found.untimed,
        left_out=dict(sorted(found.left_out.items())),
        ratio=_ratio(found.ratio),
        why_no_ratio=found.why_none,
        cuts=tuple(letter.CutTold(cut_s=cut, ratio=_rounded(ratio)) for cut, ratio in sorted(found.by_cut.items())),
        services=tuple(_services(mine.cases, evaluation.parameters, services, left_out)),
        desk=_desk(mine),
        signals=tuple(
            letter.SignalTold(
                code=each.code, count=each.count, of=each.of, share=round(each.share, PLACES),
                base_rate=round(each.base, PLACES), limit=round(each.limit, PLACES),
            )
            for each in found.flags
        ),
        u6=voice.u6.mean if voice and voice.u6 else None,
        u7=voice.u7.mean if voice and voice.u7 else None,
        voice=voice or UNSET,
    )  # fmt: skip


def _voice(evaluation: Evaluation, found: Voice | None) -> letter.VoiceTold | None:
    """None while the period's answers are not closed."""
    if not evaluation.heard_is_closed:
        return None
    heard = found or Voice(0, 0, 0, None, None)
    return letter.VoiceTold(
        n=heard.n, own_device=heard.own_device, least=MIN_OFFICER, u6=_heard(heard.u6), u7=_heard(heard.u7)
    )


def _heard(found: Heard | None) -> letter.HeardTold | None:
    if found is None:
        return None
    return letter.HeardTold(
        n=found.n, mean=round(found.mean, PLACES), low=round(found.low, PLACES), high=round(found.high, PLACES),
        others=_rounded(found.others), others_n=found.others_n,
    )  # fmt: skip


def _mean_walk(found: Collection[OfficerEvidence], least: int) -> float | None:
    walks = sum(each.walks for each in found)
    return round(sum(each.walk_s for each in found) / walks, 1) if walks >= least else None


def _services(
    cases: Iterable[CaseFact], parameters: Parameters, services: Mapping[int, Named], left_out: LeftOut
) -> Iterable[letter.ServiceTold]:
    by_service: dict[int, list[CaseFact]] = {}
    for case in cases:
        if is_volume(case):
            by_service.setdefault(case.service_id, []).append(case)
    for service_id, done in sorted(by_service.items(), key=lambda each: services[each[0]].code):
        counted = [case for case in done if not why_left_out(case, left_out, parameters)]
        times = [case.service_s for case in counted if case.service_s is not None]
        name = services[service_id]
        yield letter.ServiceTold(
            code=name.code, name_id=name.name_id, name_en=name.name_en, done=len(done), counted=len(counted),
            median_s=round(median(times), 1) if len(times) >= parameters.least else None,
            within=sum((case.service_s or 0.0) <= case.standard_s for case in counted), judged=len(counted),
        )  # fmt: skip


def _desk(mine: Own) -> letter.DeskTold:
    desks = mine.desks
    return letter.DeskTold(
        sessions=len(desks),
        days=len({desk.business_date for desk in desks}),
        seconds=_summed(desk.seconds for desk in desks),
        breaks_s=_summed(desk.breaks_s for desk in desks),
        expected_s=mine.expected_s,
    )


def _summed(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in parts:
        for name, seconds in each.items():
            found[str(name)] = found.get(str(name), 0.0) + seconds
    return {name: round(seconds, 1) for name, seconds in sorted(found.items())}


def _ratio(found: Ratio | None) -> letter.RatioTold | None:
    if found is None:
        return None
    return letter.RatioTold(
        n=found.n, days=found.days, observed_s=round(found.observed_s, 1), expected_s=round(found.expected_s, 1),
        ratio=round(found.ratio, PLACES), low=round(found.low, PLACES), high=round(found.high, PLACES),
        shrunk=round(found.shrunk, PLACES), design_effect=round(found.design_effect, 2),
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)
