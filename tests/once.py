"""What is the same for every test is compiled once for a worker: addresses by Werkzeug, templates by Jinja.

An application of its own for each test costs a tenth of a second without this, most of it for the same 113 addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

Built = Callable[..., tuple[str, str]]


class Compiled(BytecodeCache):
    """Templates by the content of their files."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def compile_once() -> None:
    """From now on, in this process."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
    builders: dict[Any, Built] = {}
    own = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Built:
        """Its code knows nothing but the text of the rule and what its blanks are filled with by default."""
        asked = (rule.rule, tuple((rule.defaults or {}).items()), append_unknown)
        if asked not in builders:
            builders[asked] = own(rule, append_unknown)
        return builders[asked]

    Rule._compile_builder = builder  # type: ignore[method-assign, assignment]
