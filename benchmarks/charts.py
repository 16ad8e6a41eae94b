"""Charts of what was measured, as SVG that can be read on light and on dark pages.

    python benchmarks/charts.py FOLDER FIGURES…

FIGURES are files that `peers.py` and `relevance.py` wrote with ``--json``; later ones add to earlier ones and replace
what they measured anew. Writes ``searching.svg``, ``indexing.svg`` and ``ranking.svg`` to FOLDER.
"""

import html
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.speed import mean_milliseconds, posts_per_second

OURS = "backmatter"
_WIDTH, _NAMES, _END, _ROW, _TOP = 720, 110, 40, 26, 64
_ROOM = _WIDTH - _NAMES - _END
_ACCENT, _OTHERS, _INK, _GRID = "#c2410c", "#8a94a6", "#7a8290", "#7a829055"
_RADII = (3.5, 5.5, 7.5)
_STEPS = [step * 10**power for power in range(-2, 6) for step in (1, 2, 5)]

Figures = TypeVar("Figures")
Rows = Mapping[str, Sequence[float]]
"""Figures of each system."""


def main(folder: Path, files: Sequence[Path]) -> None:
    """Draw what *files* hold."""
    figures: dict[str, Any] = {}
    for file in files:
        for part, told in json.loads(file.read_text(encoding="utf-8")).items():
            figures[part] = _added(figures.get(part, {}), told) if part.isdecimal() else told
    reports = {size: figures[size] for size in sorted(filter(str.isdecimal, figures), key=int)}
    sizes = [f"{int(size):,} posts" for size in reports]
    searching = _by_system([mean_milliseconds(report) for report in reports.values()])
    indexing = _by_system([posts_per_second(report) for report in reports.values()])
    folder.mkdir(parents=True, exist_ok=True)
    draw_dots(folder / "searching.svg", "CPU time of a search, in milliseconds (less is better)", sizes, searching)
    draw_dots(folder / "indexing.svg", "Posts indexed in a second of CPU time (more is better)", sizes, indexing)
    known: dict[str, float] = figures["known-item"]["tasks"]["macro mean"]
    draw_bars(folder / "ranking.svg", "Finding a known post: mean of 1 / rank (1 is best)", known)


def _added(report: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """*report* with the systems of *more*."""
    systems = {part: {**report.get(part, {}), **more[part]} for part in ("builds", "answers")}
    return {**report, **more, **systems}


def _by_system(reports: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    """From one mapping for each size to the figures of each system; NaN where it was not measured."""
    systems = dict.fromkeys(name for report in reports for name in report)
    return {name: [report.get(name, math.nan) for report in reports] for name in systems}


def draw_dots(file: Path, title: str, sizes: Sequence[str], rows: Rows) -> None:
    """Write a chart with a row for each system and in it a dot for each of *sizes*, on a logarithmic scale."""
    measured = [value for values in rows.values() for value in values if not math.isnan(value)]
    low, high = (math.log10(limit) for limit in (min(measured) / 1.3, max(measured) * 1.3))

    def x(value: float) -> float:
        return _NAMES + _ROOM * (math.log10(value) - low) / (high - low)

    shapes = [*_legend(sizes), *_grid(len(rows), {step: x(step) for step in _STEPS if low < math.log10(step) < high})]
    for y, (name, values) in _placed(rows):
        shapes.append(_name(name, y))
        dots = [(x(value), radius) for value, radius in zip(values, _RADII, strict=False) if not math.isnan(value)]
        shapes.append(f'<path d="M{dots[0][0]:.1f} {y}H{dots[-1][0]:.1f}" stroke="{_colour(name)}"/>')
        shapes.extend(f'<circle cx="{at:.1f}" cy="{y}" r="{radius}" fill="{_colour(name)}"/>' for at, radius in dots)
    _write(file, title, len(rows), shapes)


def draw_bars(file: Path, title: str, figures: Mapping[str, float]) -> None:
    """Write a chart with a bar for each of *figures*, which lie between 0 and 1, longest first."""
    ordered = dict(sorted(figures.items(), key=lambda figure: -figure[1]))
    shapes = list(_grid(len(ordered), {tenths / 10: _NAMES + _ROOM * tenths / 10 for tenths in range(0, 11, 2)}))
    for y, (name, value) in _placed(ordered):
        length = _ROOM * value
        shapes.append(_name(name, y))
        shapes.append(f'<rect x="{_NAMES}" y="{y - 8}" width="{length:.1f}" height="16" fill="{_colour(name)}"/>')
        shapes.append(f'<text x="{_NAMES + length + 5:.1f}" y="{y + 4}">{value:.2f}</text>')
    _write(file, title, len(ordered), shapes)


def _placed(rows: Mapping[str, Figures]) -> Iterator[tuple[int, tuple[str, Figures]]]:
    """Each row with the height of its middle."""
    return ((_TOP + place * _ROW + _ROW // 2, row) for place, row in enumerate(rows.items()))


def _legend(sizes: Sequence[str]) -> Iterator[str]:
    for place, (size, radius) in enumerate(zip(sizes, _RADII, strict=False)):
        x = _NAMES + 8 + place * 130
        yield f'<circle cx="{x}" cy="38" r="{radius}" fill="{_OTHERS}"/><text x="{x + 12}" y="42">{size}</text>'


def _grid(rows: int, lines: Mapping[float, float]) -> Iterator[str]:
    """Lines from top to bottom, each at its place with its figure below."""
    bottom = _TOP + rows * _ROW
    for value, x in lines.items():
        yield f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="{_GRID}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle" font-size="11">{value:,g}</text>'


def _name(name: str, y: int) -> str:
    weight = "bold" if name == OURS else "normal"
    return f'<text x="{_NAMES - 10}" y="{y + 4}" text-anchor="end" font-weight="{weight}">{html.escape(name)}</text>'


def _colour(name: str) -> str:
    return _ACCENT if name == OURS else _OTHERS


def _write(file: Path, title: str, rows: int, shapes: Sequence[str]) -> None:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_TOP + rows * _ROW + 24}" role="img" '
        f'aria-label="{html.escape(title)}" font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">'
    )
    heading = f'<text x="0" y="18" font-size="15">{html.escape(title)}</text>'
    file.write_text("\n".join((head, heading, *shapes, "</svg>\n")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(file) for file in sys.argv[2:]])
