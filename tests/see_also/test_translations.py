"""The same post in other languages."""

from typing import Any

import pytest

from indexer import Document, Engine
from indexer.posts.relations import NONE, Relations
from indexer.see_also.translations import translations
from tests.documents import document, on


def post(path: str, lang: str | None, relations: Relations = NONE, **fields: Any) -> Document:
    """A post at *path*."""
    name = path.removesuffix(".md").replace("/", "_").replace(".", "-")
    return document(name, path=path, url=f"/{name}/", lang=lang, relations=relations, **fields)


KEY = Relations(translation_key="bread")


@pytest.mark.parametrize(
    "posts",
    [
        [post("bread.md", "en"), post("bread.es.md", "es"), post("bread.de.md", "de")],
        [post("2024/bread.md", "en"), post("es/2024/bread.md", "es")],
        [post("en/bread.md", "en"), post("es/bread.md", "es")],
        [post("bread/index.md", "en"), post("bread/index.fr.md", "fr")],
        [post("bread.md", "en", KEY), post("pan.md", "es", KEY), post("brot.md", "de", KEY)],
        [post("bread.md", "en"), post("pan.md", "es", Relations(original="bread.md"))],
        [post("bread.md", "en"), *(post(f"{lang}.md", lang, Relations(original="/Bread/")) for lang in ("es", "de"))],
        [post("bread.md", "en"), post("es/bread.md", "es", KEY), post("brot.md", "de", Relations(original="bread"))],
    ],
)
def test_each_translation_leads_to_all_others(engine: Engine, posts: list[Document]) -> None:
    """By path, by key, or by the original's name; in order of languages, and never to itself."""
    engine.apply([*posts, post("other.md", "es"), post("more/bread.md", "es")], [])

    for one in posts:
        others = sorted((other for other in posts if other is not one), key=lambda other: other.lang or "")
        assert [found.id for found in translations(engine, one)] == [other.id for other in others]


def test_the_same_language_twice_is_no_translation(engine: Engine) -> None:
    """Nor is a post whose language nobody knows; of two in one language the newer counts."""
    own = post("bread.md", "en", KEY)
    others = [post("loaf.md", "en", KEY), post("x.md", None, KEY)]
    spanish = [post(f"{day}.md", "es", KEY, date=on(f"2024-01-{day}")) for day in ("01", "02")]
    engine.apply([own, *others, *spanish], [])

    assert [found.id for found in translations(engine, own)] == ["02"]


def test_an_original_that_is_not_there_leads_nowhere(engine: Engine) -> None:
    """It may be a draft."""
    own = post("pan.md", "es", Relations(original="bread.md"))
    engine.apply([own], [])

    assert translations(engine, own) == ()
