"""What reading a file can find: codes without a check of their own."""

from __future__ import annotations

from .registry import declare

declare(
    "ATL001",
    "The file cannot be read",
    why="A record that is silently left out is a page that silently disappears.",
    fix="Put a readable YAML file there, or remove the entry, the link or the path from the configuration.",
)
declare(
    "ATL002",
    "The file is not UTF-8",
    why="Guessing an encoding turns names and quotes into other names and quotes.",
    fix="Save the file as UTF-8.",
)
declare(
    "ATL003",
    "The file is too large",
    why="A record of megabytes is no record: something else was put in its place.",
    fix="Move what is not data out of the file.",
)
declare(
    "ATL004",
    "The file is not YAML",
    why="Nothing behind the error can be read, so nothing of it can be checked or shown.",
    fix="Mend the line that is named; text that holds ': ' or ' #' belongs in quotes.",
)
declare(
    "ATL005",
    "A key stands twice",
    why="YAML readers keep one of the two values, and which one is nobody's choice.",
    fix="Keep one of the two keys, or merge their values.",
)
declare(
    "ATL006",
    "Aliases without an end",
    why="A few lines of aliases can stand for billions of values.",
    fix="Write the values out instead of using anchors and aliases.",
)
declare(
    "ATL007",
    "Nested too deep",
    why="No record needs such depth; it is a mistake or an attack.",
    fix="Take out the levels that hold nothing.",
)
declare(
    "ATL008",
    "The file holds no data",
    why="An empty file in the catalogue's folder is a record that somebody meant to write.",
    fix="Write the record, beginning with its id, or remove the file.",
)
declare(
    "ATL009",
    "The file holds no mapping",
    why="A record consists of named fields; a list or a single value has none.",
    fix="Begin with lines of the form 'key: value'.",
)
declare(
    "ATL011",
    "Evidence is not well-formed",
    why="Evidence that cannot be read stands behind nothing.",
    fix="Give 'source' ids of sources, 'quote' and 'inferred' text, 'as_of' a date, 'historical' true or false.",
)
declare(
    "ATL012",
    "A catalogue without records",
    why="A folder that is taken for a catalogue and has no 'case-studies' is mostly a path with a slip in it.",
    fix="Name the folder that holds 'case-studies', or make that folder.",
)
