"""A report about an officer with dull values, for whoever makes something of one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from queue_app.domain.evidence import letter

AT = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)


def make_figures(**other: Any) -> letter.FiguresTold:
    dull: dict[str, Any] = {
        "volume": 412,
        "priority": 21,
        "returned": 18,
        "rework": 3,
        "no_shows": 25,
        "judged": 371,
        "within": 330,
        "short": 6,
        "of_short": 391,
        "share_short": 6 / 391,
        "office_share_short": 0.02,
        "service_s": 190_000.0,
        "n": 358,
        "left_out": {"doubts": 7, "priority": 21, "short": 6, "not_done": 18},
        "ratio": letter.RatioTold(
            n=358, days=20, observed_s=171_840.0, expected_s=177_155.0, ratio=0.97, low=0.91, high=1.034,
            shrunk=0.978, design_effect=2.4,
        ),
        "cuts": tuple(letter.CutTold(cut_s=cut, ratio=ratio) for cut, ratio in ((10, 0.965), (20, 0.97), (30, 0.98))),
        "services": (
            letter.ServiceTold(
                code="KTP", name_id="KTP elektronik", name_en="Electronic identity card", done=412, counted=358,
                median_s=455.0, within=330, judged=371,
            ),
        ),
        "desk": letter.DeskTold(
            sessions=41, days=20, seconds={"serve": 190_000.0, "free": 150_000.0, "break": 40_000.0},
            breaks_s={"istirahat": 30_000.0, "salat": 10_000.0},
        ),
        "signals": (letter.SignalTold(code="long_gaps", count=9, of=380, share=0.024, base_rate=0.01, limit=0.02),),
    }  # fmt: skip
    return letter.FiguresTold(**{**dull, **other})


def make_letter(**other: Any) -> letter.Letter:
    dull: dict[str, Any] = {
        "office": letter.OfOffice(
            id=1, slug="medan", name="Disdukcapil Kota Medan", address="Jl. Iskandar Muda 270", time_zone="Asia/Jakarta"
        ),
        "officer": letter.OfOfficer(id=7, name="Tini Sitorus", nip="199001012015051001", employment="PNS"),
        "period": letter.OfPeriod(code="2026-11", first=date(2026, 11, 1), last=date(2026, 11, 30)),
        "state": "locked",
        "version": 1,
        "made_at": AT,
        "log": letter.LogPlace(seq=4711, hash="ab" * 32),
        "parameters": letter.Parameters(short_cut_s=20.0, short_cuts={}, least=30, level=0.9, first_days=30),
        "figures": make_figures(),
        "targets": (
            letter.TargetTold(
                leader_plan="", plan="Terlayaninya pemohon KTP-el di loket", aspect="kualitas",
                indicator="Persentase layanan dalam standar waktu", target="90 %",
                realised=letter.Realised(measure="within", value=330 / 371, of=371),
            ),
        ),
        "note": letter.Said(by="Tini Sitorus", at=AT, text="Printer loket 3 rusak 12–14 November."),
        "disputes": (
            letter.DisputeTold(
                about=letter.RecordTold(
                    day=date(2026, 11, 12), number="A-041", service_id="KTP elektronik",
                    service_en="Electronic identity card",
                ),
                reason="Jaringan mati.", made_at=AT, decision="accepted", answer="", decided_at=AT,
                decided_by="Ratna Hutapea",
            ),
        ),
        "feedback": letter.Said(by="Ratna Hutapea", at=AT, text="Teliti dan sabar."),
        "published": letter.Said(by="Ratna Hutapea", at=AT),
        "received_at": AT,
        "dispute_until": date(2026, 12, 15),
        "officer_discussed": letter.Said(by="Tini Sitorus", at=AT),
        "supervisor_discussed": letter.Said(by="Ratna Hutapea", at=AT),
        "locked": letter.Said(by="Ratna Hutapea", at=AT),
    }  # fmt: skip
    return letter.Letter(**{**dull, **other})
