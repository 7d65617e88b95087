"""What all parts of a record have in common: a shorthand, a place in the file, and evidence for every field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from .evidence import NO_EVIDENCE, Claim, Evidence
from .finding import START, Mark
from .packed import Packed
from .quantity import Quantity, complete, parse
from .tree import CONTAINERS, Mapping, Path


class Kind(StrEnum):
    """What kind of number a figure is."""

    SUSTAINED = "sustained"
    PEAK = "peak"
    SESSION = "session"
    WEBSOCKET = "websocket"
    VOICE = "voice"
    HOT = "hot"
    TOTAL = "total"
    MOVED = "moved"


class Bar(StrEnum):
    """The six bars of scale, and what is measured by none of them."""

    REQUESTS = "requests"
    CONCURRENCY = "concurrency"
    DATA = "data"
    FAN_OUT = "fan_out"
    FOOTPRINT = "footprint"
    COST = "cost"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Place(Packed):
    """Where a part stands in its file, and what stands behind it."""

    path: Path = ()
    node: Any = None
    mark: Mark = START
    evidence: Evidence = NO_EVIDENCE


_NOWHERE = _Place()


class Part(BaseModel):
    """A part of a record.

    A subclass that names a ``shorthand`` field may be written as that field's value alone:
    ``- per_key_order`` for ``- {name: per_key_order}``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    shorthand: ClassVar[str | None] = None
    #: Bookkeeping says something about the record, not about the system, and needs no evidence.
    bookkeeping: ClassVar[bool] = False

    @cached_property
    def _place(self) -> _Place:
        # A plain attribute once the part is bound: pydantic's private ones cost ten times as much to read.
        return _NOWHERE

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any) -> Any:
        if cls.shorthand is None or isinstance(data, dict) or data is None:
            return data
        return {cls.shorthand: data}

    @property
    def path(self) -> Path:
        """Keys and indices that lead to this part from the top of the record."""
        return self._place.path

    @property
    def evidence(self) -> Evidence:
        """The evidence of the part as a whole, completed by that of what it stands in."""
        return self._place.evidence

    @property
    def claim(self) -> Claim[Any]:
        """The part itself as a claim."""
        return Claim(self, self._place.evidence)

    def field(self, name: str) -> Claim[Any]:
        """The value of one field with its evidence."""
        return Claim(getattr(self, name), self._field_evidence(name))

    def mark(self, name: str | None = None, at: str | int | None = None) -> Mark:
        """Where the part stands in its file, or one of its fields; the part's own place for a field not written.

        :param at: key or index of one value inside a field that holds plain values
        """
        node = self._place.node
        if name is None or not isinstance(node, Mapping):
            return self._place.mark
        key: str | int = self._key(name)
        inside = node.get(str(key))
        places: dict[Any, Mark] = node.values_at
        if at is not None and isinstance(inside, CONTAINERS) and at in inside.values_at:
            key, places = at, inside.values_at
        return places.get(key, self._place.mark)

    def is_written(self, name: str) -> bool:
        """Whether the record has a value for this field."""
        return getattr(self, name) not in (None, "", [], {})

    def is_given(self, name: str) -> bool:
        """Whether the record itself says what is in this field, and it is not the model's default."""
        if not self.is_written(name):
            return False
        info = type(self).model_fields.get(name)
        return self.has_key(name) or info is None or getattr(self, name) != info.get_default(call_default_factory=True)

    def has_key(self, name: str) -> bool:
        """Whether the field's key stands in the file, with a value or without."""
        node = self._place.node
        return isinstance(node, Mapping) and self._key(name) in node

    def valueless(self) -> list[str]:
        """The fields whose key stands in the file with nothing behind it; a value that was refused is something."""
        node = self._place.node
        if not isinstance(node, Mapping):
            return []
        empty = {key for key, value in node.items() if _is_nothing(value)}
        return [name for name in type(self).model_fields if self._key(name) in empty] if empty else []

    def children(self) -> tuple[Part, ...]:
        """The parts directly inside this one, from the top of the file down."""
        return self._children

    def parts(self) -> Iterator[Part]:
        """This part and every part inside it, from the top of the file down."""
        yield self
        for child in self._children:
            yield from child.parts()

    def written_evidence(self) -> tuple[Evidence, ...]:
        """The evidence of every value inside this part that has its own, completed by that of what it stands in."""
        return self._written_evidence

    def bind(self, node: Any, path: Path, mark: Mark, evidence: Evidence) -> None:
        """Tell the part, and all inside it, where it stands and what stands behind it."""
        self.__dict__["_place"] = _Place(path, node, mark, evidence)
        handed = evidence.handed_down()
        for key, value in self._holders():
            if isinstance(node, Mapping) and key in node:
                own = node.claimed.get(key, NO_EVIDENCE).under(handed)
                _bind(value, node[key], (*path, key), node.values_at[key], own)
            elif key == self.shorthand:
                _bind(value, node, path, mark, evidence)

    @cached_property
    def _children(self) -> tuple[Part, ...]:
        return tuple(part for _key, value in self._holders() for part in _inside(value))

    @cached_property
    def _written_evidence(self) -> tuple[Evidence, ...]:
        return tuple(_written(self._place.node, self._place.evidence))

    def _holders(self) -> Iterator[tuple[str, Any]]:
        """The keys whose values may be parts or hold them, with the values."""
        for name in _holding(type(self)):
            if value := getattr(self, name):
                yield self._key(name), value
        yield from (self.__pydantic_extra__ or {}).items()

    def _field_evidence(self, name: str) -> Evidence:
        place = self._place
        if isinstance(place.node, Mapping) and (own := place.node.claimed.get(self._key(name))) is not None:
            return own.under(place.evidence.handed_down())  # type: ignore[no-any-return]
        return place.evidence

    @classmethod
    def _key(cls, name: str) -> str:
        info = cls.model_fields.get(name)
        return info.alias if info is not None and info.alias else name


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """The parts that a field of a model may be or hold."""
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


@cache
def _holding(model: type[Part]) -> tuple[str, ...]:
    return tuple(name for name, info in model.model_fields.items() if any(models_in(info.annotation)))


def _inside(value: Any) -> Iterator[Part]:
    if isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inside(item)
    elif isinstance(value, Part):
        yield value


def _is_nothing(value: Any) -> bool:
    return value in (None, "") or (isinstance(value, CONTAINERS) and not value.values_at)


def _written(node: Any, above: Evidence) -> Iterator[Evidence]:
    if not isinstance(node, CONTAINERS):
        return
    for key, child in node.entries():
        evidence = above
        if (own := node.claimed.get(key)) is not None:
            evidence = own.under(above.handed_down())
            yield evidence
        if isinstance(child, CONTAINERS):
            yield from _written(child, evidence)


def _bind(value: Any, node: Any, path: Path, mark: Mark, evidence: Evidence) -> None:
    if isinstance(value, list | dict):
        if not isinstance(node, CONTAINERS):
            return
        handed = evidence.handed_down()
        children: Any = node
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            own = node.claimed.get(key, NO_EVIDENCE).under(handed)
            _bind(item, children[key], (*path, key), node.values_at[key], own)
    elif isinstance(value, Part):
        value.bind(node, path, mark, evidence)


def _figure(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("must be a number with its unit, as text")
    return parse(value)


#: What a figure may be before it is read: no text without a digit is one, and no number below 0.
_Written = Annotated[str, Field(pattern="[0-9]")] | Annotated[int, Field(ge=0)] | Annotated[float, Field(ge=0)]


class Keyed(Part):
    """A part that stands under a key of a mapping and is known by it."""

    @property
    def key(self) -> str:
        """The key it stands under."""
        return str(self.path[-1]) if self.path else ""


class Figure(Keyed):
    """A number with its unit, what kind of number it is, and its evidence."""

    shorthand = "value"

    value: Annotated[
        Quantity,
        PlainValidator(_figure, json_schema_input_type=_Written),
        Field(description="The figure with its unit: `2.3M queries per second`, `< 60 s`, `99.99%`."),
    ]
    kind: Annotated[
        Kind | None,
        Field(description="What kind of rate, concurrency or volume; a rate per second needs one of the first two."),
    ] = None
    dimension: Annotated[
        Bar | None, Field(description="Which scale bar it is measured by, where the unit does not tell.")
    ] = None
    note: Annotated[str | None, Field(description="What exactly was measured, in our words.")] = None

    @cached_property
    def quantity(self) -> Quantity:
        """The figure completed by its key: ``latency_p95_ms: 250`` is 250 milliseconds."""
        return complete(self.value, self.key)


Figures = dict[str, Figure]
