"""antrean waits."""

from __future__ import annotations

import argparse
import sys

from queue_app.actions.citizen.models import train
from queue_app.actions.citizen.scores import renew_scores
from queue_app.cli.log import require_same
from queue_app.cli.office import office_option, open_desk
from queue_app.config import Config
from queue_app.domain.citizen.training import Trained
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.score_check import differences
from queue_app.store.desk import Desk, OfficeKey


def _options(parser: argparse.ArgumentParser) -> None:
    office_option(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--train", action="store_true", help="learn from the past now, instead of at night")
    what.add_argument(
        "--check", action="store_true", help="count again from the log; 1 where a sum says something else"
    )
    parser.set_defaults(command=_waits)


def _waits(config: Config, arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk:
        office = desk.office_called(arguments.office)
        if arguments.train:
            sys.stdout.write(f"{office.slug}: {_told(train(desk, office.id))}\n")
        elif arguments.check:
            _check(desk, office)
        else:
            sys.stdout.write(f"{office.slug}: {renew_scores(desk, office.id)} days counted\n")
    return 0


def _check(desk: Desk, office: OfficeKey) -> None:
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        require_same(office.slug, differences(connection, office.id, today))
    sys.stdout.write(f"{office.slug}: the sums are what the log tells\n")


def _told(found: Trained | None) -> str:
    if found is None:
        return "too little has passed to learn anything new"
    held = [f"{name} loses {each.pinball_s:.1f} s" for name, each in (
        ("the new one", found.figures.new), ("the one before", found.figures.before)) if each]  # fmt: skip
    return "; ".join([f"{found.figures.why} ({found.legs} calls until {found.last_day})", *held])


COMMANDS = {"waits": _options}
