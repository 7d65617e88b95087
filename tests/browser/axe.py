"""What axe-core, the usual set of accessibility rules, finds on a page.

It is installed by npm when it is first asked, in the version that ``package.json`` pins.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests import npm

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Violation:
    """One rule that one element breaks.

    :param ours: whether the element is one that we made, or is within one
    :param colour: of the text, where that is what is wrong
    """

    rule: str
    ours: bool
    colour: str | None
    text: str


#: What is ours on a page.
OURS = ("figure.atlas-diagram", "div.atlas-table", "div.atlas-tools", "div.atlas-tabs", "[class*='atlas-']")

#: WCAG 2.2 A and AA, and what axe recommends beside them.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def install() -> Path:
    """The script, installed if it is not yet there."""
    return npm.modules(HERE) / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[Violation]:
    """What is wrong on a page, rule by rule and element by element."""
    page.add_script_tag(path=install())
    found = page.evaluate(
        """async ([ours, tags]) => {
            const options = { resultTypes: ["violations"], runOnly: tags, elementRef: true };
            const { violations } = await axe.run(document, options);
            return violations.flatMap(({ id, nodes }) => nodes.map((node) => [
                id,
                node.element.closest(ours) !== null,
                node.any[0]?.data?.fgColor ?? null,
                `${node.html.slice(0, 200)} ${node.failureSummary}`,
            ]));
        }""",
        [", ".join(OURS), TAGS],
    )
    return [Violation(*fields) for fields in found]
