"""Accounts that nobody can sign in to any more: for whoever runs the server."""

from __future__ import annotations

import argparse

from queue_app.actions.office import second_factor, single_sign_on
from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.store.office import accounts


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="the user name of whoever lost the phone; they are told at the next sign-in")
    parser.set_defaults(command=reset)


def reset(config: Config, arguments: argparse.Namespace) -> int:
    """No code is asked of them until they set up another. Raises NotFound."""
    username = str(arguments.username).strip().lower()
    with open_desk(config) as desk:
        with desk.reading() as connection:
            account = accounts.account(connection, username)
        if account is None:
            raise NotFound(what="officer")
        second_factor.reset(desk, account.office_id, username=username, by=None)
    return 0


def _release_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="the user name of whoever has a new account at the provider")
    parser.set_defaults(command=release)


def release(config: Config, arguments: argparse.Namespace) -> int:
    """The next one who comes from the provider with that name has the account. Raises NotFound."""
    with open_desk(config) as desk:
        single_sign_on.release(desk, username=str(arguments.username).strip().lower())
    return 0


COMMANDS = {"reset-second-factor": _options, "release-sso": _release_options}
