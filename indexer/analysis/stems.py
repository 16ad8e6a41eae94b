"""Stems by NLTK's Snowball stemmers, each word stemmed once in the life of a blog."""

import json
from collections.abc import Callable
from pathlib import Path

from indexer.analysis.folding import fold
from indexer.analysis.languages import DEFAULT, STEMMERS
from indexer.analysis.tokens import is_unspaced
from indexer.durable import replace_file

FILE = "stems.json"
MAX_WORDS = 2_000_000
"""Words of a language that are remembered; more than any blog has, fewer than would fill the memory."""
_VERSION = 1  # raise it when the same word would be stemmed differently


class Stems:
    """Word to stems, by language, remembered in memory and in *folder*.

    Args:
        folder: Where the cache is kept between runs; None keeps it in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}
        self._stemmers: dict[str, Callable[[str], str]] = {}
        self._added = 0
        self._load()

    def of(self, word: str, language: str | None) -> tuple[str, ...]:
        """The folded stems of *word* (a token's word) in *language*; mostly one.

        A word with accents has a second stem if it is stemmed differently when typed without them. Words
        that are not made of letters alone (``k8s``, ``node.js``) are their own stem, as are words of languages
        without a stemmer.
        """
        language = language or DEFAULT
        known = self._known.setdefault(language, {})
        stems = known.get(word)
        if stems is not None:
            return stems
        if language not in STEMMERS or not word.isalpha() or (not word.isascii() and is_unspaced(word)):
            return (fold(word),)
        stems = self._stem(word, language)
        if len(known) < MAX_WORDS:
            known[word] = stems
            self._added += 1
        return stems

    def save(self) -> None:
        """Keep what was learnt, if anything was; the file is replaced as a whole."""
        if self._file and self._added:
            words = {
                lang: {word: " ".join(stems) for word, stems in known.items()} for lang, known in self._known.items()
            }
            content = json.dumps({"version": _VERSION, "words": words}, ensure_ascii=False, separators=(",", ":"))
            replace_file(self._file, content.encode("utf-8", "surrogatepass"))
            self._added = 0

    def _load(self) -> None:
        """A cache that is missing, damaged or of another version is started anew: it only costs time."""
        if not (self._file and self._file.is_file()):
            return
        try:
            content = json.loads(self._file.read_bytes().decode("utf-8", "surrogatepass"))
            if content["version"] == _VERSION:
                self._known = {
                    lang: {word: tuple(stems.split()) for word, stems in words.items()}
                    for lang, words in content["words"].items()
                }
        except (ValueError, KeyError, TypeError, AttributeError):
            self._known = {}

    def _stem(self, word: str, language: str) -> tuple[str, ...]:
        exact = fold(word)
        stem = self._stemmer(language)
        stems = (fold(stem(word)) or exact, fold(stem(exact)) or exact)
        return stems if stems[0] != stems[1] else stems[:1]

    def _stemmer(self, language: str) -> Callable[[str], str]:
        if language not in self._stemmers:
            from nltk.stem.snowball import SnowballStemmer  # noqa: PLC0415  (0.4 s, and often nothing is left to stem)

            self._stemmers[language] = SnowballStemmer(STEMMERS[language]).stem
        return self._stemmers[language]
