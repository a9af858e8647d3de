from __future__ import annotations

from tests.benchmarks.frames import Frames, text_frame
from tests.benchmarks.table import Row, as_json, latency, percentile, table, typical


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(value) for value in range(100, 0, -1)]

    assert (percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)) == (50, 99, 100)
    assert percentile([7.0], 0.99) == 7


def test_latencies_are_told_in_milliseconds() -> None:
    assert latency([0.001, 0.002, 0.25]) == {"p50_ms": 2, "p99_ms": 250}


def test_a_disturbed_round_does_not_count() -> None:
    assert typical([{"per_s": 800}, {"per_s": 90}, {"per_s": 820}]) == {"per_s": 800}


def test_an_aim_is_met_when_every_figure_reaches_it() -> None:
    aims = {"per_s": 800.0, "p99_ms": 60.0}

    assert Row("issue", {"per_s": 801, "p99_ms": 59}, aims).is_met is True
    assert Row("issue", {"per_s": 799, "p99_ms": 59}, aims).is_met is False
    assert Row("issue", {"per_s": 801, "p99_ms": 61}, aims).is_met is False
    assert Row("issue", {"per_s": 801}).is_met is None


def test_the_table_shows_what_was_reached_beside_the_aim_and_the_floor() -> None:
    rows = [
        Row("issue", {"p50_ms": 20.04, "per_s": 1234.5}, {"per_s": 800, "p50_ms": 30}, {"per_s": 3000}, "bare"),
        Row("memory", {"rss_mb": 130}, {"rss_mb": 120}),
    ]

    assert table(rows).splitlines() == [
        "what    reached               aim                     met  floor",
        "------  --------------------  ----------------------  ---  --------------",
        "issue   1,234/s, p50 20.0 ms  ≥ 800/s, p50 ≤ 30.0 ms  yes  3,000/s (bare)",
        "memory  130 MB                ≤ 120 MB                NO",
    ]


def test_a_row_is_written_with_all_its_figures() -> None:
    row = Row("start", {"start_s": 1.25}, {"start_s": 2})

    assert as_json(row) == {
        "name": "start", "reached": {"start_s": 1.25}, "aim": {"start_s": 2}, "is_met": True, "floor": {},
        "floor_name": "",
    }  # fmt: skip


def test_messages_are_whole_however_the_stream_is_cut() -> None:
    texts = [b"2", b"x" * 200, b"y" * 70]
    stream = b"".join(text_frame(text, mask=128) for text in texts)
    frames = Frames()

    heard = [text for place in range(len(stream)) for text in frames.feed(stream[place : place + 1])]

    assert heard == texts
