"""Cases of the rules on evidence and on quotes."""

from __future__ import annotations

from tests.rules.case import Case

_SUMMARY = (
    "  value: Group chat in which one process per group sends each message to every member. "
    "Messages are kept in a sharded log.\n  source: storage-2023\n"
)
_QUOTE = 'quote: "two million concurrent users"'
_TWELVE = "one two million four five six seven eight nine ten eleven twelve"

CASES = [
    Case("ATL301", f"summary:\n{_SUMMARY}", "summary: ¦A chat.\n", "summary: {value: A chat., source: scale-2024}\n"),
    Case("ATL301", "  - {id: client, name: App, plane: edge, role: client, source: scale-2024}",
         "  - ¦{id: client, name: App, plane: edge, role: client}",
         "  - {id: client, name: App, plane: edge, role: client, inferred: Somebody has to hold the phone.}",
         says="components 'client' has no evidence"),
    Case("ATL301", "ux_guarantees:\n    - {name: read_your_writes, scope: in region}",
         "ux_guarantees:\n    - {name: read_your_writes, scope: in region}",
         "ux_guarantees:\n    - {name: read_your_writes, scope: in region}",
         given={"multi_region:\n  source: storage-2023\n": "multi_region:\n"}) if False else
    Case("ATL301", "{value: 0.9, inferred: One message costs as many deliveries as the group has members.}", "¦0.9",
         "{value: 0.9, source: scale-2024}", says="stressor_scores.fanout"),
    Case("ATL301", "{name: per_key_order, scope: within a group, test: \"Number the messages, then compare.\", source: storage-2023}",
         "¦per_key_order", "{name: per_key_order, source: [storage-2023]}"),
    Case("ATL301", "  source: scale-2024\n  admission:\n", "  ¦admission:\n", "  inferred: The talk lists them together.\n  admission:\n",
         given={"      limit: {value: \"50 per minute\", source: scale-2024, quote: \"no more than 50 a minute\"}\n": ""},
         says="backpressure has no evidence"),
    Case("ATL301", "      nodes: {value: \"50 nodes\", source: storage-2023, quote: \"fifty nodes\"}\n    source: storage-2023\n",
         "      nodes: {value: \"50 nodes\", source: storage-2023, quote: \"fifty nodes\"}\n",
         "      nodes: {value: \"50 nodes\", source: storage-2023, quote: \"fifty nodes\"}\n    source: scale-2024\n",
         given={"from: One database": "from: ¦One database", "    when: 2022-05\n    why: The database could not be split any further.\n": "",
                "    to: A sharded log\n": "    to: {value: A log, source: storage-2023}\n"}, says="migrations.from_ "),
    Case("ATL302", "org: Ferry Labs, Inc.", "org: {value: Ferry Labs, source: ¦scale-2024}", "org: {value: Ferry Labs}"),
    Case("ATL302", "    type: talk\n", "    type: talk\n    inferred: ¦The link says so quite clearly.\n", "    type: talk\n"),
    Case("ATL302", "the team says two million.}", "the team says two million., as_of: ¦2024}", "the team says less.}"),
    Case("ATL303", "    label: finds the group\n", "    label: {value: finds it, source: scale-2024, inferred: ¦The picture shows it so.}\n",
         "    label: {value: finds it, source: scale-2024}\n"),
    Case("ATL304", "inferred: Named only in the description of an outage.", "inferred: ¦Seems so",
         "inferred: Needed by all others", says="gives no reason"),
    Case("ATL304", "inferred: Named only in the description of an outage.", "inferred: ¦TODO say later what it rests on",
         "inferred: The only one that can"),
    Case("ATL305", f'kind: session, source: scale-2024, {_QUOTE}', "kind: session, inferred: ¦The fleet is as large as that.",
         f'kind: session, source: [scale-2024], {_QUOTE}', says="scale.concurrency is inferred"),
    Case("ATL305", "scope: reads in another region, source: storage-2023", "scope: reads, inferred: ¦Replication is asynchronous there.",
         "scope: reads, source: scale-2024"),
    Case("ATL305", "{name: read_your_writes, scope: in region}", "{name: read_your_writes, inferred: ¦Each group has one home region.}",
         "{name: read_your_writes, source: scale-2024}"),
    Case("ATL306", "{name: bounded_staleness_2s, scope", "{name: ¦tenant_isolation, scope",
         "{name: tenant_isolation, test: no public test, scope"),
    Case("ATL307", "confidence: B\nconfidence_r", "confidence: ¦A\nconfidence_r", "confidence: A\nconfidence_r",
         says="component 'placer' is inferred") if False else
    Case("ATL307", "role: controller, inferred: Named only in the description of an outage.}",
         "role: controller, inferred: Named only in the description of an outage.}", "role: controller, source: scale-2024}",
         given={"confidence: B\nconfidence_r": "confidence: ¦A\nconfidence_r"}, says="component 'placer' is inferred"),
    Case("ATL307", "oss: Kubernetes, confidence: claimed", "oss: Kubernetes, confidence: inferred", "oss: Kubernetes, confidence: verified",
         given={"confidence: B\nconfidence_r": "confidence: ¦A\nconfidence_r",
                "role: controller, inferred: Named only in the description of an outage.}": "role: controller, source: scale-2024}"},
         says="cloud_mapping.groups is inferred"),
    Case("ATL308", "confidence: A\n  - id: scale-2024", "confidence: C\n  - id: scale-2024", "confidence: B\n  - id: scale-2024",
         given={"confidence: A\n    legacy": "confidence: C\n    legacy", "confidence: B\nconfidence_r": "confidence: ¦B\nconfidence_r",
                "confidence: B\n  - id: launch": "confidence: C\n  - id: launch"}, says="best source has C"),
    Case("ATL309", "confidence_rationale: The storage and the fan-out are described by the team; the control plane is named only in passing.",
         "confidence_rationale: ¦TBD", "confidence_rationale: The team says it all."),
    Case("ATL310", "50 nodes\", source: scale-2024,", "50 nodes\", historical: ¦true, source: scale-2024,",
         "50 nodes\", historical: true, as_of: 2024, source: scale-2024,"),
    Case("ATL310", "8B messages per day\",", "8B messages per day\", historical: ¦true,", "8B messages per day\", historical: false,"),
    Case("ATL320", _QUOTE, f'quote: ¦"{_TWELVE} thirteen"', f'quote: "{_TWELVE}"', says="13 words"),
    Case("ATL321", "{id: client, name: App, plane: edge, role: client, source: scale-2024}",
         "{id: client, name: {value: App, inferred: It is called so on phones., quote: ¦\"the app\"}, plane: edge, source: scale-2024}",
         "{id: client, name: {value: App, quote: \"the app\"}, plane: edge, source: scale-2024}"),
    Case("ATL322", '"2M concurrent users", kind: session, source: scale-2024, ' + _QUOTE,
         '¦"2M concurrent users", kind: session, source: scale-2024',
         f'"2M concurrent users", kind: session, source: scale-2024, {_QUOTE}'),
    Case("ATL322", '{value: "30 s", source: storage-2023, quote: "at most 30 seconds of messages"}', '¦"30 s"',
         '{value: "30 s", quote: "30 seconds"}', says="multi_region.rpo is sourced"),
    Case("ATL323", _QUOTE, 'quote: "three million concurrent users"', 'quote: "2,000,000 concurrent users"',
         given={'concurrency: {value: "2M': 'concurrency: {value: ¦"2M'}, says="'2M concurrent users' is not in the quote"),
    Case("ATL323", "8 billion messages every day", "8 million messages every day", "eight billion messages every day",
         given={'daily_messages: {value: "8B': 'daily_messages: {value: ¦"8B'}),
]  # fmt: skip
