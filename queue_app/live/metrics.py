"""What this worker says of itself to a Prometheus: its own counts, and a few levels that are read when it asks.

Nothing here leads to a person: no number, no token, no officer; offices and kinds are the only labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry
from sqlalchemy import Connection

from queue_app import metered
from queue_app.config import Config
from queue_app.live.sockets import Live
from queue_app.metered import Count, Level, Spreading
from queue_app.screens import unheard
from queue_app.store.desk import Desk
from queue_app.store.log import chain
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import OfficeRow
from queue_app.store.paper import jobs
from queue_app.store.queue import lines

OFFICE = ["office"]


def exposed(desk: Desk, live: Live, config: Config) -> bytes:
    """All of it in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Own())
    registry.register(_Read(desk, live, config))
    return generate_latest(registry)


class _Own(Collector):
    """What was counted since this worker's start."""

    def collect(self) -> Iterator[Metric]:
        for each in metered.COUNTS:
            yield _family(each)


class _Read(Collector):
    """What is asked now."""

    def __init__(self, desk: Desk, live: Live, config: Config) -> None:
        self._desk, self._live, self._config = desk, live, config

    def collect(self) -> Iterator[Metric]:
        yield _sockets(self._live)
        with self._desk.reading() as connection:
            offices = catalogue.offices(connection)
            yield from self._of_offices(connection, offices)

    def _of_offices(self, connection: Connection, offices: list[OfficeRow]) -> Iterator[Metric]:
        now = self._desk.clock()
        waiting = GaugeMetricFamily("antrean_waiting", "People who wait", labels=OFFICE)
        silent = GaugeMetricFamily("antrean_unheard_calls", "Calls that no display spoke", labels=OFFICE)
        head = GaugeMetricFamily("antrean_log_head_age_seconds", "Since the log's last event", labels=OFFICE)
        paper = GaugeMetricFamily(
            "antrean_papers_in_trouble", "Papers that wait or broke off", labels=[*OFFICE, "state"]
        )
        for each in offices:
            waiting.add_metric([each.slug], _waiting(connection, each.id))
            told = unheard.unheard(connection, each.id, now=now, unheard_s=self._config.display.unheard_s)
            silent.add_metric([each.slug], len(told))
            if at := chain.latest_at(connection, each.id):
                head.add_metric([each.slug], max(0.0, (now - at).total_seconds()))
            states = Counter(job.state.value for job in jobs.troubled(connection, each.id, now=now))
            for state, count in states.items():
                paper.add_metric([each.slug, state], count)
        yield from (waiting, silent, head, paper)


def _waiting(connection: Connection, office_id: int) -> int:
    return sum(count for services in lines.of_office(connection, office_id).values() for count in services.values())


def _sockets(live: Live) -> Metric:
    family = GaugeMetricFamily("antrean_sockets", "Open lines of screens", labels=["kind"])
    for kind, count in live.audience().items():
        family.add_metric([kind], count)
    return family


def _family(meter: Count | Level | Spreading) -> Metric:
    if isinstance(meter, Spreading):
        return _histogram(meter)
    kind = CounterMetricFamily if isinstance(meter, Count) else GaugeMetricFamily
    family: CounterMetricFamily | GaugeMetricFamily = kind(meter.name, meter.says, labels=meter.names)
    for labels, value in list(meter.values.items()):
        family.add_metric(labels, value)
    return family


def _histogram(meter: Spreading) -> Metric:
    family = HistogramMetricFamily(meter.name, meter.says, labels=meter.names)
    for labels, spread in list(meter.values.items()):
        so_far, buckets = 0, []
        for step, count in zip([*map(str, meter.steps), "+Inf"], spread.counts, strict=True):
            so_far += count
            buckets.append((step, so_far))
        family.add_metric(labels, buckets, spread.total)
    return family
