"""Cases of the rules on terms of the vocabulary."""

from __future__ import annotations

from tests.rules.case import Case

CASES = [
    Case("ATL201", "category: messaging", "category: ¦mesaging", "category: messaging", says="did you mean 'messaging'?"),
    Case("ATL201", "also_in: [social-feeds]", "also_in: [social-feeds, ¦games]", "also_in: [social-feeds, messaging]"),
    Case("ATL202", "{name: sharding, how", "{name: ¦shardin, how", "{name: cqrs, how", says="did you mean 'sharding'?"),
    Case("ATL202", "{name: fan_out, how", "{name: ¦zzz, how", "{name: cell_based, how", says="or define it"),
    Case("ATL202", "{name: request_coalescing, how", "{name: ¦request_coalesing, how", "{name: outbox, how"),
    Case("ATL203", "{name: partitioning, how", "{name: ¦p13_x, how", "{name: p11_cache, how", also=("ATL210",), given={
        "    - {name: sharding, how: Groups are spread by their id., source: storage-2023}": "    - {name: cqrs, source: storage-2023}"
    }),
    Case("ATL203", "[p3_durable_log, p2_replication]", "[p3_durable_log, ¦p9_circut_breaker]", "[p9_circuit_breaker]",
         says="did you mean 'p9_circuit_breaker'?"),
    Case("ATL203", "{name: p12_load_shedding, when", "{name: ¦load_shedding_2, when", "{name: p10_bulkhead, when"),
    Case("ATL204", "{name: per_key_order, scope", "{name: ¦per_key_oder, scope", "{name: at_least_once, scope"),
    Case("ATL204", "ux_guarantees:\n    - {name: read_your_writes", "ux_guarantees:\n    - {name: ¦nothing_lost",
         "ux_guarantees:\n    - {name: read_your_writes_in_region"),
    Case("ATL204", "guarantee: at_least_once", "guarantee: ¦at_least_twice", "guarantee: at_least_once"),
    Case("ATL204", "consistency: bounded_staleness_2s", "consistency: ¦strong", "consistency: linearizability"),
    Case("ATL205", "- {name: bounded_staleness_2s", "- {name: ¦bounded_staleness", "- {name: bounded_staleness_500ms",
         says="'bounded_staleness_2s'"),
    Case("ATL206", "{name: per_key_order, scope", "{name: ¦per_key_order_2s, scope", "{name: per_key_order, scope",
         says="'per_key_order' takes no such parameter"),
    Case("ATL206", "guarantee: at_least_once", "guarantee: ¦at_least_once(3 times)", "guarantee: at_least_once"),
    Case("ATL207", "{name: fan_out, how", "{name: ¦fanout, how", "{name: fan_out, how", says="'fan_out'"),
    Case("ATL207", "- {name: p1_consistent_hash, how", "- {name: ¦consistent_hashing, how", "- {name: p1_consistent_hash, how"),
    Case("ATL208", "{name: sharding, how", "{name: ¦fan_out, how", "{name: cqrs, how", says="first at line"),
    Case("ATL209", "{name: p12_load_shedding, when", "{name: ¦p2_replication, when", "{name: p8_timeout_retry, when"),
    Case("ATL210", "    - {name: sharding, how", "    - {name: ¦event_sourcing, how", "    - {name: cqrs, how", given={
        "    - {name: p3_durable_log, how: Keeps the messages., source: storage-2023}\n": "",
        "    mechanisms: [p3_durable_log, p2_replication]\n": "",
    }, says="requires 'p3_durable_log'"),
    Case("ATL210", "    - {name: sharding, how", "    - {name: ¦event_sourcing, how", "    - {name: cqrs, how", given={
        "    - {name: p3_durable_log, how: Keeps the messages., source: storage-2023}\n": "",
        "[p3_durable_log, p2_replication]": "[p2_replication]",
    }),
]  # fmt: skip
