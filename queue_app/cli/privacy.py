"""antrean privacy keeping."""

from __future__ import annotations

import argparse
import sys

from queue_app.actions.citizen.privacy import keeping
from queue_app.cli.language import language_option
from queue_app.cli.office import office_option, open_desk
from queue_app.config import Config
from queue_app.domain.citizen.privacy.keeping import TIMED
from queue_app.store.citizen.privacy.proofs import Proof
from queue_app.texts import translate

NEVER = "–"


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("keeping",), help="what is kept how long, with its last proof")
    office_option(parser)
    language_option(parser)
    parser.set_defaults(command=_keeping)


def _keeping(config: Config, arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk:
        proofs = keeping.proved(desk, desk.office_called(arguments.office).id)
    for code, kind in TIMED.items():
        days = config.kept_days.get(code, kind.days)
        name = translate(arguments.lang, kind.name)
        sys.stdout.write(f"{code}\t{days}\t{_looked(proofs.get(code))}\t{_forgotten(proofs.get(code))}\t{name}\n")
    return 0


def _looked(proof: Proof | None) -> str:
    return proof.looked_on.isoformat() if proof else NEVER


def _forgotten(proof: Proof | None) -> str:
    """The day, what was of days before which, and how many where that is told."""
    if proof is None or proof.forgot_on is None or proof.before_day is None:
        return NEVER
    count = "" if proof.forgot_count is None else f" ({proof.forgot_count})"
    return f"{proof.forgot_on.isoformat()} <{proof.before_day.isoformat()}{count}"


COMMANDS = {"privacy": _options}
