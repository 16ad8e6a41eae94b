"""Whatever is typed gets an answer, and its HTML is well-formed."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from indexer import FACETS, Engine, Query, open_engine, parse
from tests.documents import Chance

PIECES = (
    *('"', '"', "-", "-", ":", "::", "(", ")", "[", "*", "?", "\\", "/", "|", "&", "^", "~", "+", ".", ",", "'", "`"),
    *("OR", "OR OR", "AND", "NOT", "tag:", "title:", "author:", 'tag:"', "-tag:", "year:", "lang:", "Title:title:"),
    *(
        "search",
        "serach",
        "the",
        "C++",
        ".NET",
        "a",
        "日本語",
        "語",
        "ไทย",
        "हिन्दी",
        "é",
        "e\u0301",
        "ß",
        "İ",
        "ﷺ",
        "🎉",
    ),
    *("\x00", "\x1b[0m", "\n", "\t", "\u200b", "\u202e", "\ufeff", "\ud800", "\udfff", "\U0010ffff", "&amp;"),
    *("[a-z]+$", "(?i)x", "body:*", "*:*", "%00", "../..", "' OR 1=1 --", "<script>", "👩\u200d👧"),
    *("x" * 300, "\u0301" * 50, "a.b" * 40, "_" * 40),
)
HTML = re.compile(r"(?:[^<>\n]|<mark>[^<>\n]+</mark>)*")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Two hundred posts of the same few words."""
    opened = open_engine("whoosh", tmp_path_factory.mktemp("index"))
    opened.apply(Chance(1).many(200), [])
    yield opened
    opened.close()


def assert_answered(engine: Engine, text: str) -> None:
    """The query is answered."""
    query = Query(text, parse(text), limit=3, facets=FACETS, explain=True)
    results = engine.search(query)

    assert len(results.hits) <= results.total <= 200
    for hit in results.hits:
        assert 0 <= hit.score <= 1
        for html in (hit.title_html, hit.snippet, *(section.snippet for section in hit.sections)):
            assert HTML.fullmatch(html)


def _nasty(random: Random) -> str:
    pieces = random.choices(PIECES, k=random.choice([1, 2, 3, 5, 9, 20]))
    return random.choice(["", " "]).join(pieces)


@pytest.mark.slow
def test_short_nasty_queries(engine: Engine) -> None:
    """Unbalanced quotes, stray operators, invisible characters, code, many scripts."""
    random = Random(7)  # noqa: S311  (nothing is kept secret here)
    for _ in range(300):
        assert_answered(engine, _nasty(random))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "search " * 20_000,
        '"' * 100_000,
        "-" * 100_000,
        "OR " * 50_000,
        "tag:" * 25_000,
        "日本" * 50_000,
        "\u0301" * 100_000,
        "\ud800" * 100_000,
        "a.b_c" * 20_000,
        '"search the" ' * 10_000,
        "x OR " * 20_000,
        "l'" * 50_000,
        " ".join(map(str, range(20_000))),
        "🎉" * 100_000,
        "ไ" * 100_000,
        "".join(map(chr, range(0x3000))),
    ],
    ids=lambda text: ascii(text[:9]),
)
def test_endless_queries(engine: Engine, text: str) -> None:
    """A hundred thousand characters of anything."""
    assert_answered(engine, text)


@pytest.mark.slow
def test_many_nasty_queries(engine: Engine) -> None:
    """Five thousand of them."""
    random = Random(11)  # noqa: S311  (nothing is kept secret here)
    for _ in range(5000):
        assert_answered(engine, _nasty(random))
