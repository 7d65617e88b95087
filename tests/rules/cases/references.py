"""Cases of the rules on what a record refers to inside itself."""

from __future__ import annotations

from tests.rules.case import Case

CASES = [
    Case("ATL211", "{id: client, name: App, plane: edge, role: client, source: scale-2024}",
         "{id: client, name: App, plane: edge, role: client, source: ¦scale-2023}",
         "{id: client, name: App, plane: edge, role: client, source: [scale-2024, launch-2018]}",
         says="did you mean 'scale-2024'?"),
    Case("ATL211", "mechanisms: [rate_limiting]", "mechanisms: [{value: rate_limiting, source: ¦nowhere}]",
         "mechanisms: [{value: rate_limiting, source: scale-2024}]"),
    Case("ATL211", "  value: Group chat in which one process per group sends each message to every member. "
         "Messages are kept in a sharded log.\n  source: storage-2023",
         "  value: A chat.\n  source: ¦[storage-2023, unknown]", "  value: A chat.\n  source: [storage-2023, scale-2024]"),
    Case("ATL212", "{from: groups, to: bus,", "{from: groups, to: ¦buss,", "{from: groups, to: log,", says="'bus'"),
    Case("ATL212", "{from: placer, to: groups,", "{from: ¦place, to: groups,", "{from: placer, to: bus,"),
    Case("ATL212", "at: gateway", "at: ¦gate", "at: client"),
    Case("ATL212", "    component: groups\n    source", "    component: ¦group\n    source", "    component: bus\n    source"),
    Case("ATL212", "    component: groups\n    arrival", "    component: ¦group\n    arrival", "    component: bus\n    arrival"),
    Case("ATL212", "keeper: {component: log,", "keeper: {component: ¦logs,", "keeper: {"),
    Case("ATL213", "failure: hot_group", "failure: ¦hot_groups", "failure: region_loss", says="did you mean 'hot_group'?"),
    Case("ATL214", "replication: async", "replication: ¦async_with_consensus", "replication: {mode: async, detail: x}",
         says="none of sync, async, hybrid; did you mean 'async'?"),
    Case("ATL214", "writes: {mode: region_pinned, detail", "writes: {mode: ¦anywhere, detail",
         "writes: {mode: partitioned, detail"),
    Case("ATL214", "failover: manual", "failover: ¦by hand", "failover: automatic"),
    Case("ATL214", "replication: sync, detail", "replication: ¦quorum, detail", "replication: hybrid, detail"),
]  # fmt: skip
