"""One record with every section filled, that the strict profile finds nothing in; and a small vocabulary that it fits.

Tests take it as it is, or change one line of it. The system is invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sphinx_atlas.catalog.catalog import Catalog, read_record
from sphinx_atlas.catalog.manifest import Manifest
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.vocabulary import Vocabulary

#: The day that tests judge on, soon after the record's ``last_verified``.
AS_OF = date(2026, 1, 10)

#: The file that findings name.
SHOWN = "data/case-studies/messaging/ferry.yaml"


def good_record() -> str:
    """The record as YAML text."""
    return Path(__file__).with_name("good-record.yaml").read_text(encoding="utf-8")


def read(text: str, shown: str = SHOWN) -> CaseStudy:
    """The record of a text that has nothing wrong in its shape."""
    record, findings = read_record(read_text(text, shown))
    assert record is not None, findings
    return record


def small_vocabulary() -> Vocabulary:
    """The terms that the record uses, and a few more."""
    vocabulary = Vocabulary()
    vocabulary.add(read_text(_TERMS, "vocabulary.yaml"))
    vocabulary.check()
    return vocabulary


def catalog_of(*texts: str, manifest: Manifest | None = None, vocabulary: Vocabulary | None = None) -> Catalog:
    """A catalogue of records given as text, as if each were a file named by itself."""
    catalog = Catalog(vocabulary=vocabulary or small_vocabulary(), manifest=manifest or Manifest())
    for text in texts:
        record, findings = read_record(read_text(text, SHOWN))
        catalog.findings += findings
        if record is not None:
            catalog.records[record.id] = record
            catalog.manifests[record.id] = catalog.manifest
    return catalog


_TERMS = """
planes:
  - {id: edge, name: Edge, color: "#0066CC", definition: Where clients connect.}
  - {id: service, name: Service, color: "#00AA00", definition: Where requests are worked on.}
  - {id: stream, name: Stream, color: "#AA00AA", definition: Where events pass.}
  - {id: state, name: State, color: "#FF8800", definition: Where data is kept.}
  - {id: control, name: Control, color: "#CC0000", definition: Where the others are steered.}
categories:
  - {id: messaging, name: Messaging & Collaboration, definition: People write to each other.}
  - {id: social-feeds, name: Social & Feeds, definition: People follow each other.}
mechanisms:
  - {id: p1_consistent_hash, number: P1, name: Consistent hash, aliases: [consistent_hashing], definition: Keys to nodes.}
  - {id: p2_replication, number: P2, name: Replication, definition: Several copies.}
  - {id: p3_durable_log, number: P3, name: Durable log, definition: Append and keep.}
  - {id: p5_versioning, number: P5, name: Versioning, definition: Numbered states.}
  - {id: p6_causal_tokens, number: P6, name: Causal tokens, definition: What was seen before.}
  - {id: p7_idempotency, number: P7, name: Idempotency, definition: Twice is once.}
  - {id: p8_timeout_retry, number: P8, name: Timeout and retry, definition: Try again in time.}
  - {id: p9_circuit_breaker, number: P9, name: Circuit breaker, definition: Stop calling.}
  - {id: p10_bulkhead, number: P10, name: Bulkhead, definition: Keep failures apart.}
  - {id: p11_cache, number: P11, name: Cache, definition: Keep a copy near.}
  - {id: p12_load_shedding, number: P12, name: Load shedding, definition: Refuse some work.}
  - {id: partitioning, name: Partitioning, definition: Split by key.}
  - {id: pub_sub, name: Publish and subscribe, definition: Topics and readers.}
  - {id: rate_limiting, name: Rate limiting, definition: So many per time.}
guarantees:
  - {id: per_key_order, name: Order per key, definition: As sent., test: Number the messages of one key and compare.}
  - {id: bounded_staleness, name: Bounded staleness, parameter: duration, zone: bounded, definition: Never older., test: Write and poll.}
  - {id: at_least_once, name: At least once, definition: Never lost., test: Stop a consumer and count.}
  - {id: causal_consistency, name: Causal consistency, zone: bounded, definition: Causes first., test: Answer and read both.}
  - {id: read_your_writes, name: Read your writes, definition: One's own at once., test: Write and read.}
  - {id: eventual_consistency, name: Eventual consistency, zone: eventual, definition: In the end., test: Wait and compare.}
  - {id: linearizability, name: Linearizability, zone: linearizable, definition: One after another., test: Check a history.}
  - {id: tenant_isolation, name: Tenant isolation, definition: Apart from the others.}
patterns:
  - {id: fan_out, name: Fan-out, aliases: [fanout], requires: [pub_sub], definition: One to many.}
  - {id: sharding, name: Sharding, requires: [partitioning], definition: Split by key.}
  - {id: cell_based, name: Cell-based, definition: Many small copies.}
  - {id: cqrs, name: CQRS, definition: Reads apart from writes.}
  - {id: event_sourcing, name: Event sourcing, requires: [p3_durable_log], definition: Keep the events.}
  - {id: request_coalescing, name: Request coalescing, scale: micro, definition: Equal reads once.}
  - {id: outbox, name: Outbox, scale: micro, definition: Write first and send later.}
"""
