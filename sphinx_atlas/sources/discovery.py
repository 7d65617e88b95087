"""Looking through what organisations publish for pages that may tell of a large system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urljoin, urlsplit

from ..catalog.finding import Finding
from .articles import article
from .candidates import Candidate, key_of
from .feeds import FEEDS, Entry, NotAFeed, advertised, is_page, listed, read_feed, read_sitemap
from .registry import Conference, Feed, FeedType, Organisation, Registry
from .relevance import Judge, Relevance
from .signals import signals
from .web import FetchError, Outcome, Response, Web

#: A feed that gives so many words of an entry gives the whole of it: its page need not be fetched.
_WHOLE_WORDS = 300
#: Of a text, so many characters are judged: those of a short book.
_MAX_TEXT = 200_000
#: Of an index of sitemaps, so many are looked at.
_MAX_SITEMAPS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """One place where an organisation publishes.

    :param file: the registry that it stands in, as findings name it
    """

    organisation: Organisation
    where: Feed | Conference
    file: str

    @property
    def url(self) -> str:
        """Its address."""
        return self.where.address if isinstance(self.where, Feed) else self.where.url

    def unreadable(self, reason: str) -> Finding:
        """That it could not be read, said where it stands."""
        line, column = self.where.mark("url") if self.where.is_written("url") else self.where.mark()
        return Finding("ATL907", f"{self.url}: {reason}", self.file, line, column)

    @property
    def wanted(self) -> str | None:
        """The word that its entries must hold, or None."""
        return self.where.wanted if isinstance(self.where, Feed) else None

    @property
    def categories(self) -> list[str]:
        """What it is about."""
        return self.where.categories if isinstance(self.where, Feed) else []


def places(registry: Registry, file: str, orgs: list[str] | None = None) -> list[Place]:
    """Every place of a registry, or those of some organisations, in its order."""
    found: list[Place] = []
    for organisation in registry.sources:
        if orgs is None or organisation.org in orgs:
            found += [Place(organisation, feed, file) for feed in organisation.feeds]
            found += [Place(organisation, conference, file) for conference in organisation.conferences]
    return found


@dataclass
class Tally:
    """What became of the entries that were looked at.

    :ivar dropped: why, to how many
    :ivar failed: the places that could not be looked at
    """

    entries: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    failed: list[Finding] = field(default_factory=list)


@dataclass
class Discovery:
    """Looks through places.

    :param known: what need not be found, as :func:`.candidates.key_of` gives it; what is found is added
    :param today: the day of the search
    :param since: what is older is dropped
    :param pages: how many pages of one place are fetched at most
    :param threshold: the lowest score
    :param tell: is told of an entry that falls below it
    """

    web: Web
    judge: Judge
    known: set[str]
    today: date
    since: date
    pages: int
    threshold: float
    tell: Callable[[Entry, Relevance], None] = lambda entry, relevance: None
    tally: Tally = field(default_factory=Tally)

    def look(self, place: Place) -> Iterator[Candidate]:
        """The candidates of a place, each as soon as it is found; a place that fails is noted."""
        try:
            entries = self._entries(place)
        except FetchError as error:
            self.tally.failed.append(place.unreadable(error.reason))
            return
        except NotAFeed as error:
            self.tally.failed.append(place.unreadable(str(error)))
            return
        fetched = 0
        for entry in map(self._dated, entries):
            self.tally.entries += 1
            if reason := self._why_not(place, entry):
                self.tally.dropped[reason] += 1
                continue
            if not _is_whole(entry):
                if fetched >= self.pages:
                    self.tally.dropped["beyond --pages"] += 1
                    continue
                fetched += 1
            completed = self._completed(entry)
            candidate = self._judged(place, completed or entry)
            if isinstance(candidate, str):
                # Of a page that nobody could read, nobody knows whether it is relevant.
                self.tally.dropped[candidate if completed else "not to be had"] += 1
                continue
            self.known |= {key_of(entry.url), key_of(candidate.entry.url)}
            yield candidate

    def _dated(self, entry: Entry) -> Entry:
        """An entry whose date is not to come."""
        return replace(entry, date=None) if entry.date and entry.date.earliest > self.today else entry

    def _why_not(self, place: Place, entry: Entry) -> str | None:
        """Why an entry is dropped, by what is known of it so far; None if it is not."""
        if key_of(entry.url) in self.known:
            return "already known"
        if entry.date and entry.date.latest < self.since:
            return "too old"
        is_told = entry.title and entry.tags
        return None if _holds(entry, place.wanted) or not is_told else "not of the filter"

    def _judged(self, place: Place, entry: Entry) -> Candidate | str:
        """The candidate, or why it is none."""
        if reason := self._why_not(place, entry):
            return reason
        if not _holds(entry, place.wanted):
            return "not of the filter"
        text = entry.text[:_MAX_TEXT]
        figures = signals(text)
        relevance = self.judge.judge(entry.title, text, figures)
        if relevance.score < self.threshold:
            self.tell(entry, relevance)
            return f"below {self.threshold:.2f}"
        entry = replace(entry, tags=tuple(dict.fromkeys((*entry.tags, *place.categories))))
        return Candidate(place.organisation, entry, relevance, figures)

    def _completed(self, entry: Entry) -> Entry | None:
        """An entry with what its page says; None where the page cannot be had."""
        if _is_whole(entry):
            return entry
        try:
            response = self.web.get(entry.url)
        except FetchError:
            return None
        if not is_page(response) or urlsplit(response.url).path in ("", "/"):
            # No page of its own any more, or none yet: what a front page says is not of this entry.
            return entry
        found = article(response.text, response.url, self.today)
        return replace(
            entry,
            url=response.url,
            title=entry.title or found.title,
            date=found.date if found.date and not entry.title else entry.date or found.date,
            tags=entry.tags or found.tags,
            text=max(entry.text, found.text, key=len),
        )

    def _entries(self, place: Place) -> list[Entry]:
        if isinstance(place.where, Conference):
            return list(listed(self.web.get(place.url)))
        # robots.txt speaks to those who crawl pages. A feed is there for programs, also where, as YouTube's, it is
        # forbidden to those.
        response = self.web.get(place.url, accept=FEEDS, is_page=place.where.is_page)
        if not place.where.is_page:
            return _read_named(response)
        with suppress(NotAFeed):
            return read_feed(response)
        failed: FetchError | NotAFeed | None = None
        for url in advertised(response):
            try:
                return read_feed(self.web.get(url, accept=FEEDS, is_page=False))
            except (FetchError, NotAFeed) as error:
                failed = failed or error
        if failed:
            raise failed
        if place.where.type is FeedType.YOUTUBE:
            raise NotAFeed("the page of the channel names no feed; write the channel's id (UC…)")
        return self._from_sitemap(response.url)

    def _from_sitemap(self, blog: str) -> list[Entry]:
        """The pages below a blog's address, the newest first, from the sitemaps of its host.

        :raises FetchError: if there are sitemaps, and none can be had
        :raises NotAFeed: if there is none, or none that lists such pages
        """
        waiting = [*self.web.sitemaps(blog), urljoin(blog, "/sitemap.xml")]
        entries: dict[str, Entry] = {}
        seen: set[str] = set()
        failed: FetchError | None = None
        is_any_read = False
        while waiting and len(seen) < _MAX_SITEMAPS:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            try:
                sitemap = read_sitemap(self.web.get(url, accept="application/xml,text/xml;q=0.9,*/*;q=0.5"))
            except NotAFeed:
                continue
            except FetchError as error:
                failed = failed if error.outcome is Outcome.DEAD else error
                continue
            is_any_read = True
            entries |= {entry.url: entry for entry in sitemap.entries if _is_below(entry.url, blog)}
            # Of many, those that are named for what is looked for.
            waiting += sorted(sitemap.sitemaps, key=lambda url: not any(word in url for word in ("blog", "post")))
        if failed and not is_any_read:
            raise FetchError(failed.outcome, failed.url, f"no sitemap of its host: {failed.reason}", failed.status)
        if not entries:
            raise NotAFeed("it names no feed, and no sitemap of its host lists its pages")
        return sorted(entries.values(), key=lambda entry: (str(entry.date or ""), entry.url), reverse=True)


def _read_named(response: Response) -> list[Entry]:
    try:
        return read_feed(response)
    except NotAFeed as error:
        named = advertised(response) if is_page(response) else []
        raise NotAFeed(f"{error}{f'; it names the feed {named[0]}' if named else ''}") from None


def _is_below(url: str, blog: str) -> bool:
    """Whether a page lies below a blog's address, on the same host."""
    there, above = urlsplit(url), urlsplit(blog)
    path = above.path.rstrip("/")
    return there.hostname == above.hostname and there.path.startswith(f"{path}/") and there.path.rstrip("/") != path


def _is_whole(entry: Entry) -> bool:
    return entry.is_video or (bool(entry.title) and len(entry.text.split()) >= _WHOLE_WORDS)


def _holds(entry: Entry, word: str | None) -> bool:
    if not word:
        return True
    places = (entry.url, entry.title, *entry.tags)
    return any(word.casefold() in text.casefold() for text in places)
