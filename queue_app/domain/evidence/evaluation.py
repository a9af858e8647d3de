"""What an officer's cases of one period fairly say, put together: evidence for people, never a rank and no score.

PermenPANRB 6/2022 asks for evidence (bukti dukung) and leaves the rating to people. The method stands in
docs/evidence.md. Here are its results, which any page may hold; what computes them loads numpy, and only once asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from queue_app.domain.evidence.facts import CaseFact, DeskFact
from queue_app.domain.evidence.parameters import Outage, Parameters
from queue_app.domain.evidence.ratio import Ratio, ServiceEvidence
from queue_app.domain.evidence.signals import Code, Funnel, Signal, funnel, signals
from queue_app.domain.evidence.tally import Counts, Tally
from queue_app.domain.evidence.voice import Voice, odd

__all__ = ["Evaluation", "OfficerEvidence", "Outage", "Parameters", "Ratio", "ServiceEvidence", "Signal", "evaluate"]


@dataclass(frozen=True, slots=True)
class OfficerEvidence:
    """n: legs in the ratio. volume: cases done. ratio: None with why_none: few (under the least number of legs), alone
    (nobody else did these services), one_day (how much days differ is unknown).

    by_cut: the ratio once more, by a cut in seconds for all services. short: services under their cut, of short_of
    done ones; share_short is None under the least number. within: of judged ones, as long as the standard at most.
    returned: ended without what the citizen came for, such as a file sent back. rework: done cases that a colleague
    had to take up again in the same visit. untimed: cases of volume that are not in the ratio. left_out: why, by
    reason, of which a case may have several; and "not_done": served, and not in the volume. held: cases of volume that
    were on hold; held_s, service_s: what all of them were on hold, and served. walk_s: from call to start, of all
    `walks` of which it is known. desk_s, breaks_s: seconds at the
    counters by what they went to, and of breaks by reason. voice: what citizens answered; None: nothing, or not closed.
    """

    officer_id: int
    n: int = 0
    volume: int = 0
    ratio: Ratio | None = None
    why_none: str | None = None
    by_cut: Mapping[int, float | None] = field(default_factory=dict)
    share_short: float | None = None
    short: int = 0
    short_of: int = 0
    within: int = 0
    judged: int = 0
    share_within: float | None = None
    returned: int = 0
    rework: int = 0
    held: int = 0
    held_s: float = 0.0
    service_s: float = 0.0
    walks: int = 0
    walk_s: float = 0.0
    untimed: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    flags: tuple[Signal, ...] = ()
    voice: Voice | None = None
    desk_s: Mapping[str, float] = field(default_factory=dict)
    breaks_s: Mapping[str, float] = field(default_factory=dict)

    @property
    def held_share(self) -> float | None:
        """Of the time of the done cases; who holds through the work looks faster than the work was."""
        whole_s = self.held_s + self.service_s
        return self.held_s / whole_s if whole_s > 0 else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """funnels: of each process signal that has officers enough, what its limits are drawn from."""

    parameters: Parameters
    officers: Mapping[int, OfficerEvidence]
    services: Mapping[int, ServiceEvidence]
    design_effect: float
    office_short_share: float
    funnels: Mapping[Code, Funnel]
    heard_is_closed: bool = False  # citizens' answers of the period are all in


def evaluate(
    cases: Sequence[CaseFact],
    desks: Sequence[DeskFact],
    parameters: Parameters,
    *,
    started: Mapping[int, date],
    heard: Mapping[int, Voice] | None = None,
) -> Evaluation:
    """The evidence of every officer of one office in one period, from all its cases and desk sessions of that time.

    started: first day at a counter, by officer. heard: what citizens answered of each; None: not closed yet.
    The order of the cases says nothing.
    """
    from queue_app.domain.evidence.compared import Columns  # noqa: PLC0415 - loads numpy; pages hold only the results

    tally = Tally(parameters, started)
    tally.count(cases, desks)
    columns = Columns(tally.timed, parameters)
    compared = columns.with_own_cuts()
    by_cut = {cut: columns.with_cut(cut) for cut in parameters.cuts_s}
    funnels = {
        code: found
        for code, each in {**tally.odd(), **odd(heard or {})}.items()
        if (found := funnel(each, least=parameters.least))
    }
    flags = [signals(code, found) for code, found in funnels.items()]
    return Evaluation(
        parameters=parameters,
        officers={
            officer: replace(
                _counted(officer, counts, parameters.least),
                n=compared.legs.get(officer, 0),
                ratio=compared.ratios.get(officer),
                why_none=compared.why_none(officer),
                by_cut={cut: ratios.get(officer) for cut, ratios in by_cut.items()},
                untimed=counts.volume - compared.legs.get(officer, 0),
                left_out=_left_out(counts, compared.unmatched.get(officer, 0)),
                flags=tuple(each[officer] for each in flags if officer in each),
                voice=(heard or {}).get(officer),
            )
            for officer, counts in sorted(tally.officers.items())
        },
        services=columns.services(),
        design_effect=compared.design_effect,
        office_short_share=tally.short_share(),
        funnels=funnels,
        heard_is_closed=heard is not None,
    )


def _counted(officer_id: int, counts: Counts, least: int) -> OfficerEvidence:
    return OfficerEvidence(
        officer_id=officer_id,
        volume=counts.volume,
        share_short=counts.short / counts.short_of if counts.short_of >= least else None,
        short=counts.short,
        short_of=counts.short_of,
        within=counts.within,
        judged=counts.judged,
        share_within=counts.within / counts.judged if counts.judged >= least else None,
        returned=counts.returned,
        rework=counts.rework,
        held=counts.held,
        held_s=counts.held_s,
        service_s=counts.service_s,
        walks=counts.walks,
        walk_s=counts.walk_s,
        desk_s=dict(counts.desk_s),
        breaks_s=dict(counts.breaks_s),
    )


def _left_out(counts: Counts, unmatched: int) -> dict[str, int]:
    return {**dict(sorted(counts.left_out.items())), **({"alone": unmatched} if unmatched else {})}
