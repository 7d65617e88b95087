"""Write the table that the pictures' text is measured with: advance widths of Liberation Sans, in its two weights.

Liberation Sans has the metrics of Arial, and a licence that lets anyone use it: SIL OFL 1.1, from version 2 on. The
table holds numbers alone, no outlines. Run it again when the font, or what is taken of it, changes::

    pip install fonttools
    python tools/font_widths.py /usr/share/fonts/truetype/liberation2
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

TARGET = Path(__file__).resolve().parents[1] / "sphinx_atlas" / "rendering" / "widths.json"
FACES = {"regular": "LiberationSans-Regular.ttf", "bold": "LiberationSans-Bold.ttf"}
#: Beyond it are private use, presentation forms and what other fonts draw better.
LAST = 0x2BFF


def main() -> None:
    """Read both faces and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("fonts", type=Path, help="the folder of LiberationSans-*.ttf, version 2 or later")
    folder = parser.parse_args().fonts
    fonts = {face: TTFont(folder / name) for face, name in FACES.items()}
    units = {font["head"].unitsPerEm for font in fonts.values()}
    licence = {font["name"].getDebugName(13) for font in fonts.values()}
    if len(units) != 1 or not all("SIL Open Font License" in str(text) for text in licence):
        raise SystemExit(f"not the fonts expected: units {units}, licence {licence}")
    table = {
        "font": f"Liberation Sans, {fonts['regular']['name'].getDebugName(5)}; SIL Open Font License 1.1",
        "units": units.pop(),
        **{face: runs(font) for face, font in fonts.items()},
    }
    lines = ",\n".join(f'"{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in table.items())
    TARGET.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def runs(font: TTFont) -> dict[str, str]:
    """First code point of each run of neighbours to their widths, where ``w*n`` is n times the width w."""
    widths = {
        code: font["hmtx"][name][0]
        for code, name in sorted(font.getBestCmap().items())
        if 0x20 <= code <= LAST and unicodedata.combining(chr(code)) == 0
    }
    found: dict[str, str] = {}
    for _, group in groupby(enumerate(widths), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in group]
        same = ((width, len(list(times))) for width, times in groupby(widths[code] for code in codes))
        found[f"{codes[0]:x}"] = " ".join(f"{width}*{count}" if count > 1 else str(width) for width, count in same)
    return found


if __name__ == "__main__":
    main()
