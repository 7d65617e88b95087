"""Cases of the rules on the shape of a record and the names of its figures."""

from __future__ import annotations

from tests.rules.case import Case

_TWO_FAILURES = "  - {name: hot_group, detection: a, mitigation: b, recovery: c, source: scale-2024}\n"

CASES = [
    Case("ATL101", "org: Ferry", "¦organ: Ferry", "org: Ferry", says="did you mean 'org'", also=("ATL112",)),
    Case("ATL102", "  - {id: client, name: App, ", "  - ¦{id: client, ", "  - {id: client, name: Client, ", says="'name'"),
    Case("ATL103", "strategy: Every group lives in the region of its founder.", "strategy: ¦12", "strategy: '12'"),
    Case("ATL104", "confidence: B\nconfidence_r", "confidence: ¦A+\nconfidence_r", "confidence: C\nconfidence_r", also=("ATL112",)),
    Case("ATL105", "{value: 0.9, inf", "{value: ¦1.1, inf", "{value: 1, inf"),
    Case("ATL112", "org: Ferry Labs, Inc.\n", "", "org: Ferry\n", says="no org;"),
    Case("ATL112", "license: \"© Ferry Labs, Inc. for the cited texts; this record is CC BY 4.0.\"\n", "", "license: CC BY 4.0\n"),
    Case(
        "ATL112",
        "  primary: {name: fan_out, how: One process per group sends to all members., source: scale-2024}\n",
        "",
        "  primary: {name: fan_out, source: scale-2024}\n",
        says="patterns.primary",
    ),
    Case("ATL113", "  brownouts: [{name: Typing marks off}]\n", "", "  brownouts: [{name: Some}]\n", says="backpressure.brownouts"),
    Case(
        "ATL114",
        "  - name: region_loss\n",
        "".join(_TWO_FAILURES.replace("hot_group", f"f{n}") for n in range(3))
        + "  - {name: f4, detection: a, mitigation: b, recovery: c, source: scale-2024}\n  - name: region_loss\n",
        "".join(_TWO_FAILURES.replace("hot_group", f"f{n}") for n in range(3)) + "  - name: region_loss\n",
        says="6 failures",
        given={"    description: A region cannot be reached.": "    description: It cannot be reached."},
    ),
    Case(
        "ATL115",
        "  - name: hot_group\n    description: One group gets more messages than its node can send.\n"
        "    detection: The mailbox of the group grows.\n",
        "  - name: ¦hot_group\n",
        "  - name: hot_group\n    detection: The mailbox grows.\n",
        says="detection",
    ),
    Case(
        "ATL116",
        "recovery: The group is split in two.",
        "recovery: ¦typing marks are  dropped",
        "recovery: Typing marks come back.",
    ),
    Case("ATL117", "[CS-FERRY]", "[CS-FERRY, ¦CS-FERRY-CHAT]", "[CS-FERRY, CS-FERRY-TALK]", says="own id"),
    Case("ATL118", "{id: placer, name: Placer", "{id: ¦bus, name: Placer", "{id: bus2, name: Placer", also=("ATL212",)),
    Case("ATL118", "- name: region_loss", "- name: ¦hot_group", "- name: region_gone", says="first at line"),
    Case("ATL118", "- id: launch-2018", "- id: ¦scale-2024", "- id: launch-2019"),
    Case("ATL118", "- id: hyperscale", "- id: ¦startup", "- id: grown-up"),
    Case(
        "ATL119",
        "    drill: {value: A weekly load test., inferred: The post names the test but not how often it is run.}\n",
        "    ¦drill:\n",
        "",
        says="failures_top5 'hot_group'.drill is empty",
    ),
    Case("ATL119", "also_in: [social-feeds]", "also_in: ¦[]", "also_in: [messaging]"),
    Case("ATL120", "concurrency: {value:", "concurency: {value: ¦", "concurrent_sessions: {value:", says="'concurrency'"),
    Case("ATL120", "pool_size: {value:", "pool_sizes: {value: ¦", "pool_threads: {value:", says="'pool_size'"),
    Case("ATL120", "availability: {value:", "avialability: {value: ¦", "read_availability: {value:"),
    Case("ATL120", "connections_per_node: {value:", "conections_per_node: {value: ¦", "open_per_node: {value:"),
]
