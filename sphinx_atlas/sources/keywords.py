"""The words that make a page relevant, unless a registry says otherwise: architecture, scale and what is new."""

from __future__ import annotations

from typing import NamedTuple


class Default(NamedTuple):
    """A group of words, as :class:`.registry.Group` has them: weight, enough, words."""

    weight: float
    enough: int
    words: list[str]


def _words(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split("|")]


#: A page below this score is dropped, unless a registry says otherwise.
THRESHOLD = 0.4

#: Names of groups to what they are. The terms of the vocabulary count as words of ``architecture``, too.
DEFAULT_GROUPS = {
    "architecture": Default(
        0.5,
        12,
        _words("""
            active-active|actor model|architecture|async replication|availability zone|blast radius|
            brownout|cassandra|cell|cell-based|cockroachdb|control plane|CQRS|data center|data plane|
            distributed system|dynamodb|elasticsearch|envoy|event-driven|event sourcing|
            eventual consistency|failover|fanout|fan-out|flink|foundationdb|grpc|guild|hot partition|
            kafka|kubernetes|linearizability|memcached|microservices|multi-region|mysql|outage|paxos|
            post-mortem|postgres|postgresql|pulsar|queue|raft|redis|rocksdb|saga|scylladb|
            serializable|service mesh|shard|sharding|single point of failure|spanner|stateful|stateless|
            storage engine|tail latency|throughput|vector search|vitess|websocket|zookeeper
        """),
    ),
    "scale": Default(
        0.35,
        6,
        _words("""
            at scale|billions of|concurrent connections|concurrent users|daily active|events per second|
            exabyte|high throughput|messages per second|millions of|monthly active|p50|p95|p99|p999|
            peak traffic|per second|petabyte|QPS|queries per second|requests per second|RPS|terabyte|
            TPS|transactions per second|trillions of
        """),
    ),
    "innovation": Default(
        0.15,
        4,
        _words("""
            deep dive|from scratch|how we built|how we scaled|in-house|introducing|lessons learned|
            migrated|migrating|migration|new architecture|next generation|open source|open-sourcing|
            re-architecture|rebuilding|rebuilt|rearchitected|redesign|redesigned|replaced|rewrite|
            rewrote|rust
        """),
    ),
}
