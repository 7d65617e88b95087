"""Valid records in which every text is as bad as text can be: the same seed gives the same records.

They are plain data, as YAML would hold it. Each is of the shape that :func:`~sphinx_atlas.catalog.reading.read_record`
accepts without a finding; ids and terms are real, as they must be, and everything else is hostile.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import yaml

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.sections import FlowMode, Level, Plane, Role, Topology
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary
from tests.hostile_texts import SLUGS, STRINGS

Data = dict[str, Any]

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def records(count: int, vocabulary: Vocabulary, seed: int = 0) -> Iterator[CaseStudy]:
    """So many hostile records."""
    for number in range(count):
        data = record(number, vocabulary, seed)
        found, findings = read_record(
            read_text(yaml.dump(data, Dumper=_Dumper, sort_keys=False), f"hostile-{number}.yaml")
        )
        assert found is not None
        assert findings == []
        yield found


def record(number: int, vocabulary: Vocabulary, seed: int = 0) -> Data:
    """One hostile record as plain data; the number is also its id."""
    return _Maker(Random(f"{seed}/{number}"), vocabulary).record(number)


class _Maker:
    def __init__(self, random: Random, vocabulary: Vocabulary) -> None:
        self.random = random
        self.vocabulary = vocabulary
        self.slugs = random.sample(SLUGS, random.choice((0, 1, 4, 12, 20)))

    # --- values ---

    def text(self) -> str:
        """One to three hostile strings, glued or spaced, now and then among plain words."""
        parts = self.random.choices(STRINGS, k=self.random.choice((1, 1, 2, 3)))
        text = self.random.choice(("", " ", "\n")).join(parts)
        text = self.random.choice((text, text, f"Plain words {text}", f"{text} and so on", f"The {text} of it"))
        return text if text.strip() else "x"

    def evidence(self) -> Data:
        kind = self.random.choice(("sourced", "sourced", "inferred", "plain"))
        if kind == "plain":
            return {}
        return {"source": "s-1"} if kind == "sourced" else {"inferred": self.text()}

    def claim(self) -> Any:
        """A text, with or without evidence."""
        evidence = self.evidence()
        return {"value": self.text(), **evidence} if evidence else self.text()

    def figure(self) -> Data:
        number = self.random.choice(("12", "< 60", "10M+", "2.3k", "99.99%", "1,200", "~5", "$3", "1-2", ".5"))
        unit = self.random.choice(("", " ms", " requests per second", f" {self.text()}"[:120]))
        return {"value": number + unit, **self.maybe(note=self.text), **self.evidence()}

    def figures(self) -> Data:
        keys = self.random.sample(
            ("latency_p99_ms", "nodes", "end", "a b", 'q"x', "<b>", "x;y#z"), self.random.randrange(4)
        )
        return {key: self.figure() for key in keys}

    def term(self, kind: TermKind) -> str:
        return str(self.random.choice(self.vocabulary.of(kind)).id)

    def component(self) -> str:
        return self.random.choice(self.slugs)

    def maybe(self, **makers: Any) -> Data:
        """Each field with even odds."""
        return {name: make() for name, make in makers.items() if self.random.random() < 0.5}

    def some(self, make: Any, most: int) -> list[Any]:
        return [make() for _ in range(self.random.randrange(most + 1))]

    def named(self, kind: TermKind) -> Data:
        return {"name": self.term(kind), **self.maybe(how=self.text), **self.evidence()}

    # --- sections ---

    def record(self, number: int) -> Data:
        return {
            "id": f"CS-HOSTILE-{number}",
            "name": self.text(),
            "category": self.term(TermKind.CATEGORY),
            "org": self.text(),
            "confidence": self.random.choice("ABC"),
            "sources": [{"id": "s-1", "type": "blog", "title": self.text(), "url": "https://example.com/?q=<\"'>"}],
            **self.maybe(
                summary=self.claim,
                scale=self.figures,
                slos=self.figures,
                regions=self.regions,
                attribution=self.text,
                planes_heat=self.heat,
                guarantees=self.guarantees,
                patterns=self.patterns,
                backpressure=self.backpressure,
            ),
            **self.maybe(
                multi_region=self.multi_region,
                failures_top5=self.failures,
                incidents=self.incidents,
                migrations=self.migrations,
                capacity_planning=self.capacity,
                cloud_mapping=self.cloud,
                scale_tiers=self.tiers,
                innovations=self.innovations,
            ),
            "mechanisms": {
                "mandatory": self.some(lambda: self.named(TermKind.MECHANISM), 4),
                "conditional": self.some(lambda: self.named(TermKind.MECHANISM) | self.maybe(when=self.text), 3),
            },
            "components": [self.a_component(slug) for slug in self.slugs],
            "flows": self.some(self.flow, 25) if self.slugs else [],
        }

    def a_component(self, slug: str) -> Data:
        return {
            "id": slug,
            "name": self.text(),
            "plane": str(self.random.choice(list(Plane))),
            "role": str(self.random.choice(list(Role))),
            "mechanisms": self.some(lambda: self.term(TermKind.MECHANISM), 3),
            "facts": self.figures(),
            **self.maybe(
                technology=self.claim, description=self.text, consistency=lambda: self.term(TermKind.GUARANTEE)
            ),
            **self.evidence(),
        }

    def flow(self) -> Data:
        return {
            "from": self.component(),
            "to": self.component(),
            "critical": self.random.random() < 0.4,
            **self.maybe(label=self.text, mode=lambda: str(self.random.choice(list(FlowMode))), latency=self.figure),
            **self.maybe(guarantee=lambda: self.term(TermKind.GUARANTEE)),
            **self.evidence(),
        }

    def heat(self) -> Data:
        return {str(plane): {"level": str(self.random.choice(list(Level))), **self.evidence()} for plane in Plane}

    def regions(self) -> Data:
        names = self.some(lambda: {"name": self.text(), **self.maybe(role=self.text), **self.evidence()}, 6)
        topology = str(self.random.choice(list(Topology)))
        return {"topology": topology, "names": names, **self.maybe(count=self.figure, strategy=self.claim)}

    def guarantees(self) -> list[Data]:
        return self.some(
            lambda: {"name": self.term(TermKind.GUARANTEE), **self.maybe(scope=self.text, test=self.text)}, 5
        )

    def patterns(self) -> Data:
        return {"primary": self.named(TermKind.PATTERN), "overlays": self.some(lambda: self.named(TermKind.PATTERN), 3)}

    def measure(self) -> Data:
        at = {"at": self.component()} if self.slugs and self.random.random() < 0.5 else {}
        return {
            "name": self.text(),
            **at,
            **self.maybe(limit=self.figure, overflow=self.text, detail=self.text),
            **self.evidence(),
        }

    def backpressure(self) -> Data:
        rungs = ("admission", "queues", "caps", "timeouts", "circuit_breakers", "brownouts")
        return {rung: self.some(self.measure, 3) for rung in rungs}

    def strategy(self) -> Data:
        def mode() -> Any:
            return self.random.choice(
                ({"mode": "hybrid", "detail": self.text()}, {"detail": self.text()}, {"mode": self.text()})
            )

        return (
            self.maybe(writes=mode, replication=mode, failover=mode, rpo=self.figure, rto=self.figure) | self.evidence()
        )

    def multi_region(self) -> Data:
        variants = self.some(lambda: {"name": self.text(), **self.maybe(detail=self.text), **self.strategy()}, 2)
        return {"ux_guarantees": self.guarantees(), "variants": variants, **self.strategy()}

    def failures(self) -> list[Data]:
        slugs = self.random.sample(SLUGS, self.random.randrange(6))
        texts: Data = dict.fromkeys(("description", "detection", "mitigation", "recovery", "drill"), self.claim)
        at = {"component": self.component()} if self.slugs else {}
        return [{"name": slug, **at, **self.maybe(**texts), **self.evidence()} for slug in slugs]

    def incidents(self) -> list[Data]:
        return self.some(
            lambda: {"name": self.text(), "facts": self.figures(), **self.maybe(impact=self.text, cause=self.text)}, 2
        )

    def capacity(self) -> Data:
        keys = self.random.sample(("end", "state tier", 'q"', "<x>", "graph"), self.random.randrange(4))
        fields = ("arrival_rate", "service_time", "latency_p95", "latency_p99", "hedging", "pool_size", "partitions")
        return {
            key: {"name": self.text(), **self.maybe(**dict.fromkeys(fields, self.figure)), **self.evidence()}
            for key in keys
        }

    def cloud(self) -> Data:
        vendors = dict.fromkeys(("aws", "gcp", "azure", "oss"), self.text)
        return {
            key: {"service": self.text(), **self.maybe(**vendors), **self.evidence()}
            for key in ("compute", "end", '"x"')
        }

    def migrations(self) -> list[Data]:
        def one() -> Data:
            facts = {"from_facts": self.figures(), "to_facts": self.figures()}
            return {
                "from": self.text(),
                "to": self.text(),
                **facts,
                **self.maybe(why=self.text, detail=self.text),
                **self.evidence(),
            }

        return self.some(one, 3)

    def tiers(self) -> list[Data]:
        slugs = self.random.sample(SLUGS, self.random.randrange(4))
        return [
            {"id": slug, "name": self.text(), "facts": self.figures(), **self.maybe(description=self.text)}
            for slug in slugs
        ]

    def innovations(self) -> list[Data]:
        return self.some(lambda: {"name": self.text(), **self.maybe(description=self.text), **self.evidence()}, 3)
