"""What all parts of a record have in common: a shorthand, a place in the file, and evidence for every field."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, PrivateAttr, model_validator

from .evidence import NO_EVIDENCE, Claim, Evidence
from .finding import START, Mark
from .quantity import Quantity, complete, parse
from .tree import Mapping, Path, Sequence


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


class Part(BaseModel):
    """A part of a record.

    A subclass that names a ``shorthand`` field may be written as that field's value alone:
    ``- per_key_order`` for ``- {name: per_key_order}``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    shorthand: ClassVar[str | None] = None
    #: Bookkeeping says something about the record, not about the system, and needs no evidence.
    bookkeeping: ClassVar[bool] = False

    _path: Path = PrivateAttr(default=())
    _node: Any = PrivateAttr(default=None)
    _mark: Mark = PrivateAttr(default_factory=lambda: START)
    _evidence: Evidence = PrivateAttr(default_factory=lambda: NO_EVIDENCE)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any) -> Any:
        if cls.shorthand is None or isinstance(data, dict) or data is None:
            return data
        return {cls.shorthand: data}

    @property
    def path(self) -> Path:
        """Keys and indices that lead to this part from the top of the record."""
        return self._path

    @property
    def evidence(self) -> Evidence:
        """The evidence of the part as a whole, completed by that of what it stands in."""
        return self._evidence

    @property
    def claim(self) -> Claim[Any]:
        """The part itself as a claim."""
        return Claim(self, self._evidence)

    def field(self, name: str) -> Claim[Any]:
        """The value of one field with its evidence."""
        return Claim(getattr(self, name), self._field_evidence(name))

    def mark(self, name: str | None = None, at: str | int | None = None) -> Mark:
        """Where the part stands in its file, or one of its fields; the part's own place for a field not written.

        :param at: key or index of one value inside a field that holds plain values
        """
        if name is None or not isinstance(self._node, Mapping):
            return self._mark
        key: str | int = self._key(name)
        inside = self._node.get(str(key))
        places = self._node.values_at
        if at is not None and isinstance(inside, Mapping | Sequence) and at in inside.values_at:
            key, places = at, inside.values_at
        return places.get(key, self._mark)

    def is_written(self, name: str) -> bool:
        """Whether the record has a value for this field."""
        return getattr(self, name) not in (None, "", [], {})

    def has_key(self, name: str) -> bool:
        """Whether the field's key stands in the file, with a value or without."""
        return isinstance(self._node, Mapping) and self._key(name) in self._node

    def lacks_value(self, name: str) -> bool:
        """Whether the field's key stands in the file with nothing behind it; a value that was refused is something."""
        if not self.has_key(name):
            return False
        value = self._node[self._key(name)]
        return value in (None, "") or (isinstance(value, Mapping | Sequence) and not value.values_at)

    def children(self) -> Iterator[Part]:
        """The parts directly inside this one, from the top of the file down."""
        for name in type(self).model_fields:
            yield from _inside(getattr(self, name))
        for value in (self.__pydantic_extra__ or {}).values():
            yield from _inside(value)

    def parts(self) -> Iterator[Part]:
        """This part and every part inside it, from the top of the file down."""
        yield self
        for child in self.children():
            yield from child.parts()

    def written_evidence(self) -> Iterator[Evidence]:
        """The evidence of every value inside this part that has its own, completed by that of what it stands in."""
        yield from _written(self._node, self._evidence)

    def bind(self, node: Any, path: Path, mark: Mark, evidence: Evidence) -> None:
        """Tell the part, and all inside it, where it stands and what stands behind it."""
        self._node, self._path, self._mark, self._evidence = node, path, mark, evidence
        values = {self._key(name): getattr(self, name) for name in type(self).model_fields}
        values |= self.__pydantic_extra__ or {}
        for key, value in values.items():
            if isinstance(node, Mapping) and key in node:
                own = node.claimed.get(key, NO_EVIDENCE).under(evidence.handed_down())
                _bind(value, node[key], (*path, key), node.values_at[key], own)
            elif key == self.shorthand:
                _bind(value, node, path, mark, evidence)

    def _field_evidence(self, name: str) -> Evidence:
        key = self._key(name)
        if isinstance(self._node, Mapping) and (own := self._node.claimed.get(key)) is not None:
            return own.under(self._evidence.handed_down())  # type: ignore[no-any-return]
        return self._evidence

    @classmethod
    def _key(cls, name: str) -> str:
        info = cls.model_fields.get(name)
        return info.alias if info is not None and info.alias else name


def _inside(value: Any) -> Iterator[Part]:
    if isinstance(value, Part):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _inside(item)


def _written(node: Any, above: Evidence) -> Iterator[Evidence]:
    if not isinstance(node, Mapping | Sequence):
        return
    for key, child in node.entries():
        evidence = above
        if (own := node.claimed.get(key)) is not None:
            evidence = own.under(above.handed_down())
            yield evidence
        yield from _written(child, evidence)


def _bind(value: Any, node: Any, path: Path, mark: Mark, evidence: Evidence) -> None:
    if isinstance(value, Part):
        value.bind(node, path, mark, evidence)
    elif isinstance(value, list | dict) and isinstance(node, Mapping | Sequence):
        children: Any = node
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            own = node.claimed.get(key, NO_EVIDENCE).under(evidence.handed_down())
            _bind(item, children[key], (*path, key), node.values_at[key], own)


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
