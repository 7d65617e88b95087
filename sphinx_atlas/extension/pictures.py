"""The pictures of the diagrams that a project shows: drawn in one batch before pages are written, which only take them
from the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation
from sphinx.util.display import progress_message

from ..drawing import Drawing, file_job
from ..rendering import (
    FORMAT,
    Cache,
    Form,
    Job,
    Picture,
    Renderer,
    RendererMissing,
    RenderingFailed,
    RenderingsFailed,
    converter,
    find_renderer,
    key_of,
    render,
    to_pdf,
)
from ..rendering import open_links as open_
from ..views.diagrams import split_id
from . import problems
from .environment import domain_of
from .outputs import write_output
from .warnings import Subtype, logger, warn

if TYPE_CHECKING:
    from .domain import AtlasDomain

_ = get_translation("sphinx_atlas")

#: Where the files of the diagrams lie, below a builder's folder of images.
FOLDER = "atlas"

#: What a diagram can be downloaded as: the picture, and the text it is drawn from.
SUFFIXES = (".svg", ".mmd")


class ToDraw(NamedTuple):
    """What is kept of a diagram that is shown until it is drawn.

    :param file: the job of its file
    :param nodes: ids of the nodes that may lead somewhere
    :param place: file and line of the record that it is of
    """

    file: Job
    nodes: tuple[str, ...]
    place: str

    @classmethod
    def of(cls, drawing: Drawing) -> ToDraw:
        """What is kept of a diagram."""
        record = drawing.record
        return cls(file_job(drawing), drawing.nodes, f"{record.file}:{record.mark().line}")

    @property
    def inline(self) -> Job:
        """The job of its picture in a page."""
        return inline_job(self.file.text, self.file.id, self.nodes)


class Pictures:
    """What draws, and where the pictures are kept.

    :param renderer: None where the reader's browser draws
    """

    def __init__(self, renderer: Renderer | None, cache: Cache) -> None:
        self.renderer = renderer
        self.cache = cache
        self.failures: dict[str, RenderingFailed] = {}
        #: the diagrams that were read in this build
        self.to_draw: dict[str, ToDraw] = {}

    def note(self, drawing: Drawing) -> None:
        """Note that a diagram is shown, so that it need not be made again to be drawn."""
        if self.renderer is not None:
            self.to_draw[drawing.diagram.id] = ToDraw.of(drawing)

    @property
    def drawn_by(self) -> str:
        """Names all that a picture depends on beside its diagram."""
        return f"{self.renderer.name} {self.renderer.version}, format {FORMAT}" if self.renderer else "client"

    def missing(self, jobs: Iterable[Job]) -> list[Job]:
        """Those whose pictures are not in the cache."""
        assert self.renderer is not None
        return [job for job in jobs if not self.cache.has(key_of(job, self.renderer))]

    def of(self, jobs: Sequence[Job]) -> list[Picture | None]:
        """The pictures of the jobs, in their order; None where there is none, the reason being in ``failures``."""
        assert self.renderer is not None
        wanted = [job for job in jobs if job.id not in self.failures]
        try:
            made = iter(render(wanted, self.renderer, self.cache))
        except RenderingsFailed as failed:
            self.failures |= {failure.id: failure for failure in failed.failures}
            return self.of(jobs)
        return [None if job.id in self.failures else next(made) for job in jobs]


def choose(app: Sphinx) -> None:
    """Find what draws; that it is there was checked with the configuration."""
    domain = domain_of(app.env)
    domain.pictures = Pictures(find_renderer(app.config.atlas_renderer), Cache(Path(app.doctreedir) / "atlas-pictures"))
    domain.read_now = frozenset()
    logger.verbose("diagrams are drawn by %s", domain.pictures.drawn_by)


def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note which pages are read in this build."""
    domain = domain_of(env)
    domain.read_now = frozenset(docnames)
    if docnames:
        # Before processes are forked, each of which would read it for itself.
        domain.read_catalog()


def inline_job(code: str, id_: str, nodes: Sequence[str], copy: int = 1) -> Job:
    """The job of a picture that stands in a page.

    :param code: Mermaid
    :param nodes: ids of the nodes that may lead somewhere
    :param copy: the how-manieth of its diagram on the page: each has ids of its own
    """
    return Job(f"{id_}-{copy}" if copy > 1 else id_, code, open_(nodes))


#: What a build shows of a diagram: by its builder, else by the format.
_FORMS = {"html": (Form.FILE, Form.INLINE), "epub": (Form.INLINE,), "latex": (Form.FILE,)}


def draw(app: Sphinx, pages: Set[str]) -> None:
    """Draw what pages show that are about to be written, and write the files that readers can take away."""
    domain = domain_of(app.env)
    forms = _FORMS.get(app.builder.name, _FORMS.get(app.builder.format))
    if domain.pictures.renderer is None or forms is None:
        return
    shown = _shown(domain)
    folder = Path(app.outdir, "_images", FOLDER) if app.builder.format == "html" and Form.FILE in forms else None
    wanted = {id_: page for id_, page in shown.items() if page in pages or (folder and not _has_files(folder, id_))}
    _draw(domain, wanted, folder, forms)
    if folder:
        _remove_others(folder, shown)


def _has_files(folder: Path, id_: str) -> bool:
    return all((folder / f"{id_}{suffix}").is_file() for suffix in SUFFIXES)


def _shown(domain: AtlasDomain) -> dict[str, str]:
    """Id of each diagram that is shown to the first page that shows it."""
    return {name: docname for (kind, name), (docname, _anchor) in domain.settled_targets.items() if kind == "diagram"}


def _draw(domain: AtlasDomain, wanted: dict[str, str], folder: Path | None, forms: Sequence[Form]) -> None:
    found = [one for id_ in wanted if (one := _find(domain, id_))]
    files = [one.file for one in found] if Form.FILE in forms else []
    # Pages take theirs from the cache as they are written.
    inline = domain.pictures.missing(one.inline for one in found) if Form.INLINE in forms else []
    if not files and not inline:
        return
    with progress_message(_("drawing diagrams")):
        pictures = take(domain, [*files, *inline], wanted)
    if folder:
        for job, picture in zip(files, pictures[: len(files)], strict=True):
            if picture:
                _write(folder, job.id, picture.svg, job.text)


def _find(domain: AtlasDomain, id_: str) -> ToDraw | None:
    """A diagram by its full id; None if the catalogue has none of that id."""
    if (known := domain.pictures.to_draw.get(id_)) is not None:
        return known
    records = domain.catalog.records
    parts = split_id(id_, records)
    drawing = domain.drawing(records[parts[0]], parts[1]) if parts else None
    return ToDraw.of(drawing) if drawing else None


def take(domain: AtlasDomain, jobs: Sequence[Job], docnames: Mapping[str, str]) -> list[Picture | None]:
    """The pictures of the jobs; a failure is reported where it first comes up, at the record that it comes from.

    :param docnames: id of each job to the page that shows it
    """
    known = set(domain.pictures.failures)
    pictures = domain.pictures.of(jobs)
    for id_, failure in domain.pictures.failures.items():
        if id_ not in known:
            found = _find(domain, id_)
            where = found.place if found else docnames[id_]
            problems.report(domain, docnames[id_], f"{failure}; please report this, with the record", where)
    return pictures


def tell_size(domain: AtlasDomain, picture: Picture, id_: str) -> None:
    """Warn, at its record, of a picture that is too large.

    :param id_: of its diagram
    """
    if picture.is_too_large:
        found = _find(domain, id_)
        # A builder of books looks at each page several times.
        message = f"{id_}: its picture has {picture.size:,} bytes"
        warn(Subtype.DIAGRAM, message, found.place if found else None, once=True)


def printed(domain: AtlasDomain, docname: str, id_: str) -> str | None:
    """The path of a diagram's PDF; None where none can be made."""
    found = _find(domain, id_) if domain.pictures.renderer else None
    (picture,) = take(domain, [found.file], {id_: docname}) if found else [None]
    if picture is None:
        return None
    tell_size(domain, picture, id_)
    try:
        return str(domain.pictures.cache.pdf(picture, to_pdf, converter()))
    except RendererMissing as missing:
        logger.info("diagrams are printed as text: %s", missing, once=True)
        return None


def _write(folder: Path, id_: str, svg: str, text: str) -> None:
    for suffix, content in zip(SUFFIXES, (f"{svg}\n", text), strict=True):
        write_output(folder / f"{id_}{suffix}", content, Subtype.DIAGRAM)


def _remove_others(folder: Path, shown: dict[str, str]) -> None:
    """Remove the files of diagrams that are no longer shown."""
    for path in folder.glob("CS-*"):
        if path.stem not in shown and path.suffix in SUFFIXES:
            path.unlink(missing_ok=True)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Remove pictures that no build has used for long; and let a build fail in which a picture failed at the last."""
    if exception is None:
        domain = domain_of(app.env)
        domain.pictures.cache.prune()
        app.statuscode = app.statuscode or int(bool(domain.pictures.failures))
