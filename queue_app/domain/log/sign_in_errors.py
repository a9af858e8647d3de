"""Refusals at the door: more than a password is asked, another program vouches, too much is asked."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class CodeWanted(QueueError):
    """Please give the code that your phone shows."""

    code = "code_wanted"


class CodeRefused(QueueError):
    """This code is not right, or was used already. Please wait for the next one. The server's clock shows {at}: \
where your phone shows another time, one of the two clocks is wrong.
    """

    code = "code_refused"


class TooManyCodes(QueueError):
    """Too many codes were tried. Please wait an hour, or ask an administrator."""

    code = "too_many_codes"


class CodeRequired(QueueError):
    """Before this step the code of your phone is asked again."""

    code = "code_required"


class SecondFactorRequired(QueueError):
    """Your office asks for a second code at sign-in. Please set it up first."""

    code = "second_factor_required"


class SecondFactorKept(QueueError):
    """Your office asks for a second code at sign-in, so it cannot be given up."""

    code = "second_factor_kept"


class SetUpExpired(QueueError):
    """This set-up was begun too long ago, or for somebody else. Please scan the new picture."""

    code = "set_up_expired"


class SingleSignOnRefused(QueueError):
    """The sign-in was not confirmed. Please try again, or sign in with your password."""

    code = "single_sign_on_refused"


class SingleSignOnAway(QueueError):
    """{label} does not answer now. Please sign in with your password."""

    code = "single_sign_on_away"


class NotKnownHere(QueueError):
    """You are known there, but no account here is yours. Please ask your administrator."""

    code = "not_known_here"


class TooManyRequests(QueueError):
    """Too much was asked from here in a short time. Please wait {seconds} seconds."""

    code = "too_many_requests"


class CommonPassword(QueueError):
    """This password is one of the first that somebody would try. Please take words of your own."""

    code = "common_password"
