"""The registry of organisations and their feeds: what reading it can find, besides the shape of it."""

from __future__ import annotations

from ..catalog.manifest import Severity
from .registry import declare

declare(
    "ATL901",
    "Organisation listed twice",
    why="Two entries for one organisation are tended by two people, who do not know of each other.",
    fix="Merge the two entries.",
)
declare(
    "ATL902",
    "Feed without an address",
    why="What has no address cannot be looked at; a channel's name alone leads to nothing outside YouTube.",
    fix="Add 'url' for rss and blog, 'channel' or 'playlist' for youtube.",
)
declare(
    "ATL903",
    "Key of another kind of feed",
    why="It would be ignored, and whoever wrote it relies on it.",
    fix="Remove the key, or correct 'type': 'channel' and 'playlist' belong to youtube, 'filter' to rss and blog.",
)
declare(
    "ATL904",
    "Address that is not to be fetched",
    why="A machine fetches it every day: http can be changed on the way, and a private address leads inside.",
    fix="Write a public address that begins with https://.",
)
declare(
    "ATL905",
    "Feed listed twice",
    why="It would be fetched twice, and its host has not asked for that.",
    fix="Remove one of the two.",
)
declare(
    "ATL907",
    "Feed that cannot be read",
    why="What an organisation publishes there is not seen, and nobody notices that.",
    fix="Correct the address, or remove the feed; where its host is only in trouble, wait.",
    lenient=Severity.WARNING,
    strict=Severity.WARNING,
)
declare(
    "ATL906",
    "Keyword group that says nothing",
    why="A group without words never counts, and one without weight counts for nothing.",
    fix="Give it words and a weight above 0, or remove it.",
)
