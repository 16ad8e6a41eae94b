"""Documents to search in tests, made by hand or by chance."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any

from indexer import FACETS, Aliases, Document, Filter, Query, Section, Sort, parse
from indexer.posts.relations import NONE, Relations, Series

LANGUAGES = ("en", "de", "es", "fr", "ru", "ja", None)


def document(name: str, title: str = "", body: str = "", **fields: Any) -> Document:
    """A document with the id *name*; what is not given is empty."""
    return Document(
        **{
            "id": name,
            "path": f"{name}.md",
            "url": f"/{name}/",
            "title": title,
            "body": body,
            "fingerprint": f"{name} as it was",
            **fields,
        }
    )


def on(text: str) -> datetime:
    """Noon of the day *text*, in UTC."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)


def with_headings(name: str, title: str, *sections: tuple[str, str], **fields: Any) -> Document:
    """A document whose body is made of *sections*: headings, each with its text."""
    body = ""
    found = []
    for number, (heading, text) in enumerate(sections):
        found.append(Section(heading, f"s{number}", 2, len(body)))
        body += f"{heading}\n\n{text}\n\n"
    return document(name, title, body.rstrip(), sections=tuple(found), **fields)


# Few words, chosen so that forms, spellings, parts and scripts collide.
WORDS = (
    *("search", "searching", "searches", "serach", "research", "index", "indexes", "indices", "inedx", "indexed"),
    *("algorithm", "algorithms", "algoritm", "logarithm", "house", "houses", "the", "and", "of", "not", "is", "a"),
    *("Haus", "Häuser", "haeuser", "der", "und", "Straße", "strasse", "canción", "canciones", "cancion", "el"),
    *("été", "ete", "l'été", "résumé", "resume", "книга", "книги", "книг", "don't", "dont", "user's", "users"),
    *("C++", "C", "c#", ".NET", "net", "node.js", "node", "js", "snake_case", "snake", "k8s", "2024", "v1.2.3"),
    *("日本語", "日本", "本", "語", "検索エンジン", "ภาษาไทย", "हिन्दी", "हिंदी", "🎉", "state-of-the-art", "state"),
    *("python", "pyhton", "pythons", "x" * 70, "ﬁle", "file", "İstanbul", "e\u0301te\u0301"),
)
RELATIONS = (NONE, NONE, Relations(Series("Días", 2)), Relations(Series("días"), related=("b",), original="a.md"))
TAGS = (
    *("python", "Python", "web dev", "Web-Dev", "WebDev", "c++", "日本", "été", "ÉTÉ"),
    *("Lang/Python", "lang / python", "lang/c++", "Lang", "web/a/b", "web/a/c", "I/O", "py", "wd"),
)
ALIASES = Aliases({"wd": "Web Dev", "PY": "snake", "snake": "python", "cpp": "lang/c++"})

_GAPS = (" ", " ", " ", " ", ", ", ". ", "\n\n", "-", "/")
_VALUES = ("author:ana", "lang:de", "year:2020", "category:NOTES", "tag:nothing")
_FILTERS = (
    ("tags", ("python",)),
    ("tags", ("lang", "web-dev")),
    ("tags", ("été", "PYTHON")),
    ("tags", ("snake", "CPP")),
    ("lang", ("de", "EN")),
    ("authors", ("ANA", "bo")),
)


class Chance:
    """Makes documents and queries of few words; the same ones for the same *seed*."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311  (nothing is kept secret here)
        self._words = self._random.sample(WORDS, 16)

    def documents(self, most: int) -> list[Document]:
        """Up to *most* documents with different ids out of eight."""
        return [self._document(name) for name in self.names(most)]

    def many(self, number: int) -> list[Document]:
        """*number* documents of all words."""
        self._words = list(WORDS)
        return [self._document(f"post-{i}") for i in range(number)]

    def names(self, most: int) -> list[str]:
        """Up to *most* different ids."""
        return self._random.sample("abcdefgh", self._random.randint(0, most))

    def query(self) -> Query:
        """Anything that a reader may ask for; mostly without limits, as few documents pass many."""
        choose, seldom = self._random.choice, self._seldom
        text = self._typed()
        return Query(
            text,
            parse(text),
            filters=tuple(Filter(*choose(_FILTERS)) for _ in range(choose([0, 0, 0, 1, 2]))),
            since=self._day() if seldom() else None,
            until=self._day() if seldom() else None,
            sort=choose([Sort.RELEVANCE, Sort.RELEVANCE, *Sort]),
            offset=choose([1, 7, 1000]) if seldom() else 0,
            limit=choose([0, 1, 3]) if seldom() else 10,
            facets=choose([(), FACETS, ("tags",)]),
            facet_values=choose([None, None, 2]),
            sections=choose([True, True, False]),
            explain=choose([True, False]),
        )

    def _document(self, name: str) -> Document:
        choose, seldom = self._random.choice, self._seldom
        day = None if seldom() else self._day()
        tags = tuple(self._random.sample(TAGS, choose([0, 1, 2])))
        return with_headings(
            name,
            self._text(1, 4).strip(),
            *((self._text(0, 2).strip(), self._text(0, 12).strip()) for _ in range(choose([0, 1, 1, 2]))),
            summary=self._text(0, 4).strip(),
            tags=tags,
            tag_names=ALIASES.renamed(tags),
            authors=choose([(), ("Ana",), ("ana",), ("Bo", "Ana")]),
            categories=choose([(), ("Notes",), ("notes",)]),
            date=datetime(day.year, day.month, day.day, choose([0, 12, 23]), tzinfo=UTC) if day else None,
            lang=choose(LANGUAGES),
            relations=choose(RELATIONS),
            fingerprint=str(choose(range(99))),
        )

    def _typed(self) -> str:
        if self._seldom():
            return " ".join(self._word() for _ in range(self._random.randint(0, 14)))
        return " ".join(self._clause() for _ in range(self._random.choice([0, 1, 1, 2, 2, 3])))

    def _clause(self) -> str:
        if self._seldom():
            return " OR ".join(self._node() for _ in range(self._random.choice([2, 2, 3])))
        return ("-" if self._seldom() else "") + self._node()

    def _node(self) -> str:
        choose = self._random.choice
        if not self._seldom():
            return self._word()
        return choose(
            [
                f'"{" ".join(self._word() for _ in range(choose([1, 2, 3])))}"',
                f"title:{self._word()}",
                f'tag:"{choose(TAGS)}"',
                choose(_VALUES),
            ]
        )

    def _word(self) -> str:
        """A word of this blog or, at times, of another, its beginning, with a letter changed or a space forgotten."""
        word = self._random.choice(WORDS if self._seldom() else self._words)
        place = self._random.randint(1, len(word))
        misspelt, joined = word[: place - 1] + "e" + word[place:], word + self._random.choice(self._words)
        return self._random.choice([word, word, word, word[:place], misspelt, joined])

    def _text(self, least: int, most: int) -> str:
        words = (self._random.choice(self._words) for _ in range(self._random.randint(least, most)))
        return "".join(word + self._random.choice(_GAPS) for word in words)

    def _day(self) -> date:
        return date(2020, 1, self._random.randint(1, 5))

    def _seldom(self) -> bool:
        return self._random.random() < 0.15
