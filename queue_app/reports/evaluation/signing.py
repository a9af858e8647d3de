"""Who puts an electronic signature under a letter. What is hashed, kept and compared is always the unsigned file.

An adapter (BSrE, of the agency's own choice) is one function and one entry in PROVIDERS. It is given the unsigned
bytes and the place of the box, and answers a file that begins with those bytes whole: a signature is an update behind
them, so that whoever has the log can still hold the unsigned part against its hash.
"""

from __future__ import annotations

from typing import Protocol

from queue_app.reports.evaluation.pdf import Place


class Signer(Protocol):
    def __call__(self, pdf: bytes, *, at: Place) -> bytes:
        """The signed file. Raises OSError where the signature cannot be had now."""


def unsigned(pdf: bytes, *, at: Place) -> bytes:  # noqa: ARG001 - as every signer is asked
    """As it is: people sign on paper."""
    return pdf


PROVIDERS: dict[str, Signer] = {"none": unsigned}  # by the name in the settings: sign.provider
