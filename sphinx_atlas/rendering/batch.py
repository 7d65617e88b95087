"""Many pictures at once: each text drawn once, by several threads, and whatever fails reported together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from .cache import Cache, key_of
from .errors import RenderingFailed, RenderingsFailed
from .layouts import draw
from .picture import PREFIX, Job, Picture, make_picture
from .renderer import Renderer

#: More would wait for each other: what is not drawn but tidied is done by one thread at a time.
_MOST_WORKERS = 4

_Outcome = Picture | RenderingFailed


def render(
    jobs: Iterable[Job],
    renderer: Renderer,
    cache: Cache | None = None,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Picture]:
    """The pictures of the jobs, in their order; the same for any number of workers.

    :param cache: where pictures are looked for, and kept
    :param workers: threads; else as many as there are cores, up to four
    :param progress: called in this thread with how many of how many jobs are done
    :raises RenderingsFailed: with all failures in the order of the jobs; what succeeded is in the cache
    """
    listed = list(jobs)
    # A text is drawn once, however many pictures are made of it: one for a page, one for a file.
    positions: dict[str, list[int]] = {}
    for position, job in enumerate(listed):
        positions.setdefault(job.text, []).append(position)
    outcomes: dict[int, _Outcome] = {}

    def made_of(some: list[int]) -> list[_Outcome]:
        return list(_outcomes([listed[position] for position in some], renderer, cache))

    with ThreadPoolExecutor(workers or min(os.cpu_count() or 1, _MOST_WORKERS)) as pool:
        for some, made in zip(positions.values(), pool.map(made_of, positions.values()), strict=True):
            outcomes.update(zip(some, made, strict=True))
            if progress is not None:
                progress(len(outcomes), len(listed))
    ordered = [outcomes[position] for position in range(len(listed))]
    if failures := [one for one in ordered if isinstance(one, RenderingFailed)]:
        raise RenderingsFailed(failures)
    return [one for one in ordered if isinstance(one, Picture)]


def _outcomes(jobs: list[Job], renderer: Renderer, cache: Cache | None) -> Iterator[_Outcome]:
    """A picture of each job, or why there is none; the jobs have one text."""
    drawn: str | None = None
    for job in jobs:
        key = key_of(job, renderer)
        picture = cache.get(key) if cache else None
        if picture is None:
            try:
                drawn = draw(job.text, renderer, PREFIX) if drawn is None else drawn
                picture = make_picture(job, drawn)
            except RenderingFailed as failure:
                yield RenderingFailed(job.id, failure.message, failure.line)
                continue
            if cache:
                cache.put(key, picture)
        yield picture
