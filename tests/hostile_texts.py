"""Texts and ids that are as bad as they can be."""

from __future__ import annotations

#: Texts that some parser on the way takes for something else.
STRINGS: tuple[str, ...] = (
    # Mermaid's syntax
    *"( ) [ ] { } \" ' ` # ; % < > & \\ | / ~ $ @ : - = * _ ^ + , . ! ?".split(),
    *"-- --> ==> -.-> --- === ->> -->> <--> o--o x--x ~~~ :::x %% %%{init:{}}%%".split(),
    *"[[x]] [(x)] ([x]) {{x}} ((x)) >x] @{shape:rect} end; a;b |x| ';--".split(),
    *"end graph subgraph flowchart sequenceDiagram participant default click style classDef linkStyle class".split(),
    *"alt else loop opt par and note over activate autonumber accTitle: accDescr:".split(),
    *"$$x^2$$ fa:fa-car fab:fa-x mdi:x ::icon(x) wrap:x nowrap:x :wrap:x #35; #quot; #lt;b#gt; ﬂ°°35¶ß ﬂ° ¶ß".split(),
    "Note over p: x", "style x:#a b;", "style n fill:#fff;", "classDef a fill:#fff;", "lifestyle a:#x &lt; b;",
    "---\na", "x end", "a #b; c", "a: b", "links x: {}", "p_style", "direction LR", "in direction  TB", "%% comment",
    # Markdown
    "1. x", "- x", "* x", "# x", "**b**", "_i_", "__b__", "`c`", '"`x`"', "[a](http://b.c)", "![a](b)", "> q", "~~s~~",
    # HTML and entities
    "<br>", "<br/>", "<b>x</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- c -->",
    "</p></div>", '<a href="javascript:x">', "a<b", "a < b > c", "&amp;", "&lt;", "&lt", "&#35;", "&copy;", "&nbsp;x",
    "R&D", "]]>", "--!>",
    # templates, paths, formats
    *r"{{x}} ${x} {0} %s C:\temp\new \n \ \(x\) x\ $(x) ../.. :smile:".split(),
    # scripts, directions, marks
    "日本語のテスト", "한국어", "עברית abc", "العربية ١٢٣", "می‌خواهم", "ไทยไม่มีช่องว่าง", "Ünïcödé ß", "ﬁ ﬀ",
    "中文\uff0c标点\uff1b", "\U0001d518 I\ufe0f", "¼ ≤ × → “x” \u2018y\u2019 «z»", "e\u0301",
    "Z\u0351\u036b\u0343a\u0315l\u0322g\u031bo\u0489", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "😀",
    # what nobody sees
    "a\u200bb", "a\u200fb", "\u202ex", "\u2066x", "a\ufeffb", "a\u2060b", "a\xadb", "a\xa0b", "\u2028x", "a\u2029b",
    "a\x85b", "a\x00b", "\x1b[0m", "a\x7fb", "\x0bx", "\x9f", "a\r\nb", "a\nb", "a\n\nb", "\ta", "a\tb", "  a   b  ",
    "\uffff", "\ue000",
    # lengths
    "x" * 70, "Donaudampfschifffahrtsgesellschaftskapitän" * 2, "many words " * 12, "日本語" * 20,
    "https://a.example/" + "p/" * 30, "a_snake_case_identifier_of_some_length",
)  # fmt: skip

#: Ids that are words to Mermaid, CSS or JavaScript.
SLUGS = (
    "end graph subgraph flowchart default style class click call href linkstyle o x a e1 node edge cluster label note "
    "state lifestyle constructor prototype null true 1 42 a-b a_b end-x x-o alt else and over client actor title "
    "direction lr tb"
).split()
