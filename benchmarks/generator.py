"""Invented catalogues of any size, of full records; the same seed writes the same.

A record holds every section of the model, in the block style that people write, and the strict profile finds nothing in
it. ::

    python -m benchmarks.generator FOLDER --count 1000
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import yaml

from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary

#: The day on which nothing that is invented here has grown old.
AS_OF = "2026-01-10"

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Tree = dict[str, Any]
_MANIFEST = {"name": "Invented systems", "license": "CC BY 4.0", "profile": "strict"}
_PLANES = ("edge", "service", "stream", "state", "control")
_NAMES = {
    "edge": ["App", "Gateway", "Edge cache", "Load balancer", "Connection broker"],
    "service": ["Timeline service", "Order service", "Search service", "Ranker", "Session service", "Billing"],
    "stream": ["Event bus", "Change feed", "Aggregator", "Notification fan-out"],
    "state": ["Primary store", "Index", "Object store", "Counter store", "Archive"],
    "control": ["Placer", "Configuration service", "Autoscaler"],
}
_ROLES = {"edge": "gateway", "service": "service", "stream": "stream", "state": "store", "control": "controller"}
_SUBJECTS = (
    "chat orders rides payments videos photos search maps games mail news ads music loans parcels tickets".split()
)
_RIVERS = (
    "Aare Bann Clyde Douro Ebro Foyle Garonne Havel Isar Jizera Kemi Loire Meuse Neva Oder Piave Rhine Saale".split()
)
_VERBS = ["asks", "writes to", "reads from", "publishes to", "forwards to", "checks with", "replicates to"]
_FAILURES = {
    "hot_key": ("One key gets more traffic than its node can serve.", "Queues of one shard grow."),
    "region_loss": ("A region cannot be reached.", "Health checks from outside fail."),
    "retry_storm": ("Clients ask again all at once.", "Requests double while successes fall."),
    "stale_cache": ("Old values are served after a change.", "Samples are compared with the store."),
    "bad_configuration": ("A change of configuration stops a whole cell.", "Errors rise within a minute of a change."),
}


def write(folder: Path, count: int, *, seed: int = 1) -> None:
    """Write a catalogue.

    :param folder: gets ``atlas.yaml`` and ``case-studies/<category>/<system>.yaml``
    :param count: how many records
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("atlas.yaml").write_text(_text(_MANIFEST), encoding="utf-8")
    for tree in records(count, seed=seed):
        path = folder / "case-studies" / tree["category"] / f"{tree['id'].removeprefix('CS-').lower()}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(tree), encoding="utf-8")


def records(count: int, *, seed: int = 1) -> Iterator[_Tree]:
    """The records, as what their YAML holds; the first are the same, however many are asked for."""
    vocabulary = default_vocabulary()
    for number in range(count):
        yield _Invention(Random(f"{seed}-{number}"), number, vocabulary).record()


def _text(tree: _Tree) -> str:
    return yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Invention:
    """One invented system."""

    def __init__(self, random: Random, number: int, vocabulary: Vocabulary) -> None:
        self.random, self.vocabulary = random, vocabulary
        categories = vocabulary.of(TermKind.CATEGORY)
        self.category = categories[number % len(categories)].id
        self.name = f"{random.choice(_RIVERS)} {random.choice(_SUBJECTS)} {number + 1}"
        self.id = "CS-" + self.name.upper().replace(" ", "-")
        self.sources = [f"{kind}-{year}" for kind, year in (("post", 2023), ("talk", 2024), ("paper", 2025))]

    def record(self) -> _Tree:
        """All that its file holds."""
        components = list(self.components())
        flows = list(self.flows(components))
        return {
            "id": self.id,
            "name": self.name,
            "category": self.category,
            "org": f"{self.name.split()[0]} Systems",
            "last_verified": "2025-12-01",
            "confidence": "B",
            "confidence_rationale": "The store and the service are described; the rest is named in passing.",
            "summary": {
                "value": f"Serves {self.name.split()[1]} to many, from {len(components)} parts. What is written is "
                "kept in a log, and read from copies of it.",
                "source": self.source(),
            },
            "planes_heat": {
                plane: self.inferred("Seen from what passes through it.", "level", self.level()) for plane in _PLANES
            },
            "scale": self.scale(),
            "regions": self.regions(),
            "slos": self.objectives(),
            "stressor_scores": {"fanout": self.inferred("One write costs several reads.", "value", 0.7)},
            **self.terms(),
            "components": components,
            "flows": flows,
            "backpressure": self.backpressure(components),
            "multi_region": self.multi_region(),
            "failures_top5": list(self.failures(components)),
            "incidents": [self.incident()],
            "capacity_planning": {"service_tier": self.capacity(components)},
            "migrations": [self.migration()],
            "scale_tiers": [self.tier("startup", 2021), self.tier("hyperscale", 2025)],
            "sources": list(self.listed()),
            "license": f"© {self.name.split()[0]} Systems for the cited texts; this record is CC BY 4.0.",
            "attribution": f"Based on public posts and talks by {self.name.split()[0]} Systems.",
        }

    def source(self) -> str:
        """One of its sources."""
        return self.random.choice(self.sources)

    def level(self) -> str:
        """How active a plane is."""
        return self.random.choice(["low", "medium", "high"])

    def inferred(self, why: str, key: str, value: Any) -> _Tree:
        """A value that nobody has stated."""
        return {key: value, "inferred": why}

    def figure(self, unit: str, *choices: int, **more: Any) -> _Tree:
        """A figure with its source and what the page says."""
        text = f"{self.random.choice(choices or (12, 40, 250, 900)):,} {unit}"
        return {"value": text, **more, "source": self.source(), "quote": f"we measured {text} in production"}

    def choose(self, kind: TermKind, count: int) -> list[str]:
        """Different terms."""
        names = [term.id for term in self.random.sample(self.vocabulary.of(kind), count)]
        return [f"{name}_2s" if name.startswith("bounded_") else name for name in names]

    def used(self, name: str, **more: str) -> _Tree:
        """A term, as the system has it."""
        return {"name": name, **more, "source": self.source()}

    def scale(self) -> _Tree:
        """Figures that meet the bar."""
        return {
            "concurrency": self.figure("million concurrent users", 2, 3, 8, kind="session"),
            "daily_events": self.figure("billion events per day", 2, 8, 40),
            "peak_requests": self.figure("requests per second", 250_000, 1_200_000, kind="peak"),
            "stored": self.figure("TB", 300, 900, kind="hot"),
        }

    def regions(self) -> _Tree:
        """Where it runs."""
        return {
            "topology": "multi_region",
            "count": {"value": 3, "source": self.source(), "quote": "our 3 regions"},
            "strategy": "Each account lives in one region.",
            "names": ["us-east", {"name": "eu-west", "role": "Also holds the backups."}, "ap-south"],
            "source": self.source(),
        }

    def objectives(self) -> _Tree:
        """What it promises to be."""
        return {
            "availability": {"value": "99.99%", "source": self.source(), "quote": "our objective is 99.99%"},
            "latency_p50": self.figure("ms", 12, 25, 40),
            "latency_p99": self.figure("ms", 250, 400, 900),
        }

    def terms(self) -> _Tree:
        """What it promises, follows and is made with."""
        names = self.choose(TermKind.PATTERN, 4)
        primary, *others = (self.used(name, how="As its team describes it.") for name in names)
        needed = [word for name in names for word in self.vocabulary.get(TermKind.PATTERN, name).requires]
        mechanisms = list(dict.fromkeys([*needed, *self.choose(TermKind.MECHANISM, 8)]))
        return {
            "guarantees": [self.used(name, scope="within an account") for name in self.choose(TermKind.GUARANTEE, 3)],
            "patterns": {"primary": primary, "overlays": others[:2], "micro_patterns": others[2:]},
            "mechanisms": {
                "mandatory": [self.used(name, how="In front of the store.") for name in mechanisms[:-2]],
                "conditional": [self.used(name, when="under load", how="On demand.") for name in mechanisms[-2:]],
            },
            "innovations": [
                {
                    "name": "Shards that split by themselves",
                    "year": 2023,
                    "description": "A large shard becomes two.",
                    "source": self.source(),
                }
            ],
        }

    def components(self) -> Iterator[_Tree]:
        """Two to five of each plane."""
        for plane in _PLANES:
            names = _NAMES[plane]
            for name in self.random.sample(names, self.random.randint(2, len(names))):
                yield {
                    "id": name.lower().replace(" ", "-"),
                    "name": name,
                    "plane": plane,
                    "role": "client" if name == "App" else _ROLES[plane],
                    "description": f"One of the parts of the {plane} plane.",
                    "mechanisms": self.choose(TermKind.MECHANISM, self.random.randint(1, 3)),
                    "facts": {"nodes": self.figure("nodes")},
                    "source": self.source(),
                }

    def flows(self, components: list[_Tree]) -> Iterator[_Tree]:
        """From each part to the next, and some across."""
        ids = [component["id"] for component in components]
        pairs = list(pairwise(ids))
        pairs += [(self.random.choice(ids[:-2]), ids[-1]) for _ in range(len(ids) // 3)]
        for number, (start, end) in enumerate(dict.fromkeys(pair for pair in pairs if len(set(pair)) == 2)):
            flow: _Tree = {
                "from": start,
                "to": end,
                "label": self.random.choice(_VERBS),
                "mode": self.random.choice(["sync", "async"]),
            }
            if number % 3 == 0:
                flow |= {"critical": True, "mode": "sync", "latency": self.figure("ms", 2, 5, 9)}
            if number % 4 == 0:
                flow["guarantee"] = self.choose(TermKind.GUARANTEE, 1)[0]
            yield flow | {"source": self.source()}

    def backpressure(self, components: list[_Tree]) -> _Tree:
        """What it does when there is too much."""
        ids = [component["id"] for component in components]
        return {
            "source": self.source(),
            "admission": [
                {
                    "name": "Requests per account",
                    "limit": self.figure("per minute", 50, 600),
                    "overflow": "The caller is told to wait.",
                    "at": ids[0],
                }
            ],
            "queues": [
                {"name": "Bounded queue", "overflow": "The oldest events are dropped.", "at": ids[len(ids) // 2]}
            ],
            "caps": [{"name": "Members of a group"}],
            "timeouts": [{"name": "Write timeout", "at": ids[-1]}],
            "circuit_breakers": [{"name": "Breaker per shard", "at": ids[len(ids) // 3]}],
            "brownouts": [{"name": "Recommendations off"}],
        }

    def multi_region(self) -> _Tree:
        """How its regions keep together."""
        return {
            "source": self.source(),
            "writes": {"mode": "region_pinned", "detail": "by account"},
            "replication": self.random.choice(["async", "sync"]),
            "failover": self.random.choice(["manual", "automatic"]),
            "rpo": self.figure("s", 5, 30),
            "rto": self.figure("min", 2, 10),
        }

    def failures(self, components: list[_Tree]) -> Iterator[_Tree]:
        """What has gone wrong with it, or might."""
        for name, (what, seen) in _FAILURES.items():
            yield {
                "name": name,
                "description": what,
                "detection": seen,
                "mitigation": "What matters least is switched off.",
                "recovery": "Traffic comes back step by step.",
                "component": self.random.choice(components)["id"],
                "source": self.source(),
            }

    def incident(self) -> _Tree:
        """Once it did."""
        return {
            "name": "Outage of March 2024",
            "date": "2024-03-08",
            "duration": self.figure("min", 40, 90),
            "impact": "Nothing could be written.",
            "cause": "A change of configuration reached every cell at once.",
            "failure": "bad_configuration",
            "source": self.source(),
        }

    def capacity(self, components: list[_Tree]) -> _Tree:
        """The tier that serves."""
        return {
            "name": "Service tier",
            "component": components[len(components) // 2]["id"],
            "arrival_rate": self.figure("requests per second", 5000, kind="peak"),
            "service_time": self.figure("ms", 20),
            "in_flight": self.figure("requests", 100),
            "nodes": self.figure("nodes", 50, 80),
        }

    def migration(self) -> _Tree:
        """What it was before."""
        return {
            "from": "One database",
            "to": "A sharded log",
            "when": "2022-05",
            "why": "The database could not be split any further.",
            "to_facts": {"nodes": self.figure("nodes", 50, 80)},
            "source": self.source(),
        }

    def tier(self, id_: str, year: int) -> _Tree:
        """How large it was once."""
        return {
            "id": id_,
            "name": str(year),
            "description": "As its team describes it.",
            "facts": {"shards": self.figure("shards", 50)},
            "source": self.source(),
        }

    def listed(self) -> Iterator[_Tree]:
        """Its sources."""
        types = {"post": "blog", "talk": "talk", "paper": "paper"}
        for source in self.sources:
            kind, year = source.split("-")
            url = f"https://{self.name.split()[0].lower()}.systems/{kind}s/{self.id.lower()}"
            venue = {} if kind == "post" else {"venue": "QCon London 2024" if kind == "talk" else "OSDI 2025"}
            yield {
                "id": source,
                "type": types[kind],
                "title": f"How {self.name} is built, as a {kind}",
                "url": url,
                "date": f"{year}-06-01",
                "retrieved": "2025-12-01",
                "archived": f"https://web.archive.org/web/2025/{url}",
                **venue,
                "confidence": self.random.choice("AB"),
            }


def main() -> None:
    """Write a catalogue."""
    parser = argparse.ArgumentParser(description="Write an invented catalogue.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=125, help="how many records (default: 125)")
    parser.add_argument("--seed", type=int, default=1, help="another one writes other records (default: 1)")
    options = parser.parse_args()
    write(options.folder, options.count, seed=options.seed)


if __name__ == "__main__":
    main()
