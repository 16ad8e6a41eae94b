"""What a header's fields mean: the conventions of many generators, in tables of keys."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from indexer.posts import dates, language
from indexer.posts.headers import Header
from indexer.posts.labels import authors, labels
from indexer.posts.markup import inline_text
from indexer.posts.problem import Problem
from indexer.posts.relations import Relations, Series, named_posts, part_of, series_of
from indexer.posts.values import text_of, texts_of

T = TypeVar("T")

_DATE = ("date", "pubdate", "pubdatetime", "publishdate", "published", "created", "rss_pubdate")
_UPDATED = ("updated", "moddatetime", "lastmod", "last_modified_at", "modified")
_PUBLISHED_FROM = ("publishdate",)
_PUBLISHED_UNTIL = ("expirydate", "unpublishdate")
_TAGS = ("tags", "tag", "topics", "keywords")
_CATEGORIES = ("categories", "category", "section")
_AUTHORS = ("authors", "author", "by")
_LANGUAGE = ("lang", "language", "locale")
_SUMMARY = ("description", "summary", "excerpt", "tldr", "deck", "abstract", "rss_description", "rss")
_SLUG = ("slug", "postslug")
_SERIES = ("series", "serie", "series_name", "seriesname", "series_title")
_PART = (
    *("series_order", "series_index", "series_part", "series_number", "series_weight"),
    *("seriesorder", "seriesindex", "seriespart", "part", "order"),
)
_RELATED = ("related", "related_posts", "relatedposts", "related-posts", "see_also", "seealso", "see-also")
_EXCLUDED = ("related_exclude", "relatedexclude", "related-exclude", "exclude_related", "excluderelated")
_TRANSLATION = (
    *("translationkey", "translation_key", "translation-key", "translation_id", "translationid"),
    *("lang_ref", "lang-ref", "langref", "ref"),
)
_ORIGINAL = ("translation_of", "translation-of", "translationof")
_ADDRESS = ("permalink", "url", "path", "slug", "postslug")

_NESTED = ("params", "extra", "taxonomies")
"""Where Hugo and Zola let authors put keys of their own."""
_SPLIT_AT_SPACES = frozenset(("tags", "categories"))
"""The keys whose texts Jekyll splits at spaces; one in the singular it takes as a whole."""

_NOTHING: tuple[object, ...] = (None, "", [], {})
_YES = frozenset(("true", "yes", "on", "1", "y"))
_NO = frozenset(("false", "no", "off", "0", "n"))
_YES_OR_NO = _YES | _NO
_HIDING_STATUS = {"draft": "draft", "hidden": "unpublished", "private": "unpublished", "pending": "draft"}


class Fields:
    """The fields of one post's *header*, at *path*; `problems` grows as they are asked for."""

    def __init__(self, header: Header, path: str) -> None:
        self.problems: list[Problem] = []
        self._header = header
        self._path = path
        self._values: dict[str, list[object]] = {}
        self._take(header.fields)
        for key in _NESTED:
            if isinstance(own := header.fields.get(key), Mapping):
                self._take({str(name).casefold(): value for name, value in own.items()})

    def _take(self, level: Mapping[str, object]) -> None:
        for key, value in level.items():
            if value not in _NOTHING:
                self._values.setdefault(key, []).append(value)

    def title(self) -> str:
        """The title without its markup, or ""."""
        return self._text("title")

    def summary(self) -> str:
        """The author's own summary without its markup, or ""."""
        return self._text(*_SUMMARY)

    def slug(self) -> str | None:
        """What the author wants the post to be called in its URL."""
        return next((slug for _, value in self._given(_SLUG) if (slug := text_of(value))), None)

    def tags(self) -> tuple[str, ...]:
        """The tags as typed, in order."""
        return self._labels(_TAGS)

    def categories(self) -> tuple[str, ...]:
        """The categories as typed, in order."""
        return self._labels(_CATEGORIES)

    def authors(self) -> tuple[str, ...]:
        """The authors' names, in order."""
        return next((names for _, value in self._given(_AUTHORS) if (names := authors(value))), ())

    def language(self) -> str | None:
        """The two-letter code of the language that the header or the path names."""
        named = (language.normalise(text_of(value)) for _, value in self._given(_LANGUAGE))
        return next(filter(None, named), None) or language.language_of_path(self._path)

    def relations(self) -> Relations:
        """What the header says of the post's place among the others."""
        return Relations(
            series=self._series(),
            related=self._named(_RELATED),
            excluded=self._named(_EXCLUDED),
            suggests=not any(self._flag(key) is False for key in _RELATED),
            is_suggested=not any(self._flag(key) for key in _EXCLUDED),
            translation_key=self._first(_TRANSLATION),
            original=self._first(_ORIGINAL),
        )

    def date(self) -> datetime | None:
        """The date of the header, else of the path, else of the address that the header gives; never invented."""
        return self._moment(_DATE) or self._in_path(self._path) or self._in_address()

    def updated(self) -> datetime | None:
        """When the author says the post was changed last."""
        return self._moment(_UPDATED)

    def published_from(self) -> datetime | None:
        """When the post is due, if its header says so besides its date."""
        return self._moment(_PUBLISHED_FROM)

    def published_until(self) -> datetime | None:
        """When the post expires."""
        return self._moment(_PUBLISHED_UNTIL)

    def hidden(self) -> str | None:
        """Why the post must not be shown: "draft" or "unpublished"; None if nothing speaks against it."""
        if self._flag("draft") or "_drafts" in self._path.split("/"):
            return "draft"
        status = next((text_of(value).casefold() for _, value in self._given(("status",))), "")
        return _HIDING_STATUS.get(status) or ("unpublished" if self._flag("published") is False else None)

    def _given(self, keys: Iterable[str]) -> Iterator[tuple[str, object]]:
        """The values that are given for *keys*, in the order of *keys*."""
        for key in keys:
            for value in self._values.get(key, ()):
                yield key, value

    def _first(self, keys: Iterable[str]) -> str:
        """The first text that is given for *keys*, or ""."""
        return next((text for _, value in self._given(keys) if (text := text_of(value))), "")

    def _series(self) -> Series | None:
        found = next(filter(None, (series_of(value) for _, value in self._given(_SERIES))), None)
        if found is None or found.part is not None:
            return found
        parts = (part for _, value in self._given(_PART) if (part := part_of(value)) is not None)
        return found._replace(part=next(parts, None))

    def _named(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The posts that are named under the first of *keys* that names some; yes and no name none."""
        lists = (named_posts(value) for _, value in self._given(keys) if text_of(value).casefold() not in _YES_OR_NO)
        return next(filter(None, lists), ())

    def _text(self, *keys: str) -> str:
        typed = (text_of(value) or " ".join(texts_of(value)) for _, value in self._given(keys))
        return next((text for markup in typed if (text := text_of(inline_text(markup)))), "")

    def _labels(self, keys: Iterable[str]) -> tuple[str, ...]:
        yaml = self._header.dialect == "yaml"
        for key, value in self._given(keys):
            if found := labels(value, spaces_separate=yaml and key in _SPLIT_AT_SPACES):
                return found
        return ()

    def _flag(self, key: str) -> bool | None:
        """Whether *key* says yes or no, or None if it says neither."""
        said = next((text_of(value).casefold() for _, value in self._given((key,))), "")
        return True if said in _YES else False if said in _NO else None

    def _moment(self, keys: Iterable[str]) -> datetime | None:
        for key, value in self._given(keys):
            if text_of(value).casefold() in _YES_OR_NO:  # "published: false" is no date
                continue
            if moment := self._tried(dates.parse, value, key):
                return moment
        return None

    def _in_path(self, path: str, key: str = "") -> datetime | None:
        return self._tried(dates.in_path, path, key)

    def _in_address(self) -> datetime | None:
        addresses = ((text_of(value), key) for key, value in self._given(_ADDRESS))
        return next((found for address, key in addresses if (found := self._in_path(address, key))), None)

    def _tried(self, read: Callable[[T], datetime | None], value: T, key: str) -> datetime | None:
        """What *read* makes of *value*; a date that cannot be used becomes a problem at the line of *key*, if any."""
        try:
            return read(value)
        except dates.BadDate as bad:
            line = self._header.line_of(key) if key else 1
            problem = Problem(self._path, line, bad.code, str(bad))
            if problem not in self.problems:
                self.problems.append(problem)
            return None
