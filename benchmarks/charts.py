"""Bar charts as SVG, readable on light and on dark pages."""

import html
import math
from collections.abc import Mapping
from pathlib import Path

_WIDTH, _NAMES, _ROW, _TOP = 720, 120, 26, 44
_OURS, _OTHERS, _INK = "#c2410c", "#8a94a6", "#7a8290"


def bars(file: Path, title: str, figures: Mapping[str, float], ours: str) -> None:
    """Write a chart with one bar for each of *figures*, shortest first, on a logarithmic scale; *ours* stands out."""
    ordered = sorted(figures.items(), key=lambda figure: figure[1])
    low, high = math.log10(ordered[0][1]) - 0.5, math.log10(ordered[-1][1])
    room = _WIDTH - _NAMES - 80
    rows = []
    for place, (name, value) in enumerate(ordered):
        y = _TOP + place * _ROW
        length = room * (math.log10(value) - low) / (high - low or 1)
        weight, colour = ("bold", _OURS) if name == ours else ("normal", _OTHERS)
        rows.append(
            f'<text x="{_NAMES - 8}" y="{y + 14}" text-anchor="end" font-weight="{weight}">{html.escape(name)}</text>'
            f'<rect x="{_NAMES}" y="{y}" width="{length:.1f}" height="{_ROW - 8}" rx="2" fill="{colour}"/>'
            f'<text x="{_NAMES + length + 6:.1f}" y="{y + 14}" font-weight="{weight}">{_short(value)}</text>'
        )
    height = _TOP + len(rows) * _ROW + 8
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{html.escape(title)}" font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">\n'
        f'<text x="0" y="20" font-size="15">{html.escape(title)} (logarithmic)</text>\n'
        + "\n".join(rows)
        + "\n</svg>\n",
        encoding="utf-8",
    )


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
