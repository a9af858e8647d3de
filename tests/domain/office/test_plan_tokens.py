"""What no parser of a set-up file ought to see, found in one walk over its text."""

from __future__ import annotations

import tracemalloc
from datetime import date
from time import process_time

import pytest

from queue_app.actions.office.setup import demo_plan, export
from queue_app.domain.log.errors import FaultyPlan
from queue_app.domain.office import plan_file
from queue_app.domain.office.plan_tokens import DEEPEST, too_deep

TODAY = date(2026, 11, 2)
MOST_BYTES, MOST_S = 60_000_000, 8
LONG = ["a"] * 20_000
DEEP: dict[str, str] = {
    "key": ".".join(LONG) + " = 1",
    "quoted key": ".".join(['"a.a"'] * 20_000) + " = 1",
    "key with spaces": " . ".join(LONG) + " = 1",
    "header": "[" + ".".join(LONG) + "]",
    "list of tables": "[[" + ".".join(LONG) + "]]",
    "inline table": "x = {" + ".".join(LONG) + " = 1}",
    "list": "x = " + "[" * 200 + "1," * 100_000 + "]" * 200,
    "tables in tables": "x = " + "{a=" * 5_000 + "1" + "}" * 5_000,
}
LONG_WALKS: dict[str, str] = {
    "counters": "[[counter]]\nnumber = 1\n" * 20_000,
    "unclosed text": 'x = "' + '\\"' * 200_000,
    "unclosed lines": 'x = """' + '\\"' * 200_000,
    "quotation marks": "x = " + "'\"" * 200_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_too_deep_is_refused_on_its_line_before_it_is_parsed(text: str) -> None:
    tracemalloc.start()

    with pytest.raises(FaultyPlan) as refusal:
        plan_file.read("# a comment\n" + text, today=TODAY)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    faults = refusal.value.data["faults"]
    assert isinstance(faults, list)
    assert [(fault.code, fault.line) for fault in faults] == [("too_deep", 2)]
    assert peak < MOST_BYTES


@pytest.mark.slow("half a megabyte each, as large as a file may be")
@pytest.mark.parametrize("text", LONG_WALKS.values(), ids=LONG_WALKS)
def test_a_large_file_is_refused_in_seconds_whatever_is_in_it(text: str) -> None:
    began = process_time()

    with pytest.raises(FaultyPlan):
        plan_file.read(text, today=TODAY)

    assert process_time() - began < MOST_S


@pytest.mark.parametrize(
    "text",
    [
        export(demo_plan()),
        'name = "' + "a." * 200 + '"',
        'name = """\n' + "a.b.c = [[[\n" * 200 + '"""',
        "# " + "a." * 200 + "[" * 200,
        ".".join(["a"] * DEEPEST) + " = 1.5",
        "x = [" + "[1.5, 2.5], " * 200 + "]",
    ],
    ids=["set-up", "text", "lines of text", "comment", "as deep as may be", "list of lists"],
)
def test_texts_and_comments_may_say_what_they_like(text: str) -> None:
    assert too_deep(text) is None
