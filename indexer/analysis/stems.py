"""Stems by NLTK's Snowball stemmers, each word stemmed once in the life of a blog.

The file in which they are remembered is text, made to be read fast and to grow at its end:

    backmatter stems 3
    en ⇥ words that are their own stem ⇥ other words ⇥ the stems of these ⇥ checksum of the line (CRC-32)
    es ⇥ sol ⇥ casas canción ⇥ cas cancion,cancion ⇥ 4c1d7a02

Each sync that has learnt words adds a line for each of their languages. A line that was not finished is ignored.
Who asks for few words, as a server does or the sync of a single post, never reads it: to stem them costs less.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from zlib import crc32

from indexer.analysis.folding import fold
from indexer.analysis.languages import DEFAULT, STEMMERS
from indexer.analysis.snowball import stemmer
from indexer.analysis.tokens import is_unspaced
from indexer.durable import replace_file

FILE = "stems"  # no ending of a post: the index may lie in the posts folder
MAX_WORDS = 2_000_000
"""Words of a language that are remembered; more than any blog has, fewer than would fill the memory."""
FEW = 1_000
"""So many words are stemmed before the file is read; it takes as long as stemming three times as many."""
MAX_LINES = 200
"""A file of more lines is written anew."""
_HEADER = "backmatter stems 3"  # raise the number when the same word would be stemmed differently
_ENGLISH_ENDINGS = ("s", "ed", "ing", "y", "e", "l", "i", "ion", "ism", "er", "or", "ant", "ent", "ic")
"""Nothing else is replaced at the end of an English word. Half the words have none; for them NLTK's 10 µs are saved."""
_AND = ","
"""Between the stems of a word, in the file and in memory; a folded word holds none."""


class Stems:
    """Word to stems, by language, remembered in memory and in *folder*.

    Args:
        folder: Where the cache is kept between runs; None keeps it in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._known: dict[str, dict[str, str]] = {}
        self._stemmers: dict[str, Callable[[str], str]] = {}
        self._lines = 0
        self._kept: dict[str, int] = {}
        self._unread = self._file is not None and self._file.is_file()
        self._few = FEW

    def of(self, word: str, language: str | None) -> tuple[str, ...]:
        """The folded stems of *word* (a token's word) in *language*; mostly one.

        A word with accents has a second stem if it is stemmed differently when typed without them. Words
        that are not made of letters alone (``k8s``, ``node.js``) are their own stem, as are words of languages
        without a stemmer.
        """
        language = language or DEFAULT
        known = self._known.setdefault(language, {})
        stems = known.get(word)
        if stems is None:
            if language not in STEMMERS or not word.isalpha() or (not word.isascii() and is_unspaced(word)):
                return (fold(word),)
            if self._unread and self._few <= 0:
                self._read()
                return self.of(word, language)
            self._few -= 1
            stems = self._stem(word, language)
            if len(known) < MAX_WORDS:
                known[word] = stems
        return tuple(stems.split(_AND))

    def many(self, words: Sequence[str], language: str | None) -> list[tuple[str, ...]]:
        """What `of` says of each of *words*."""
        known = self._known.get(language or DEFAULT, {})
        return [
            (stems,) if stems and _AND not in stems else self.of(word, language)
            for word, stems in zip(words, map(known.get, words), strict=True)
        ]

    def save(self) -> None:
        """Keep what was learnt, if anything was; mostly by adding it to the end of the file.

        A few words that were stemmed without the file are not kept: it may hold them already.
        """
        if self._unread:
            return
        learnt = [language for language, known in self._known.items() if len(known) > self._kept.get(language, 0)]
        if not (self._file and learnt):
            return
        if 0 < self._lines <= MAX_LINES:
            with self._file.open("ab") as file:
                file.write(self._written(learnt, self._kept))
            self._lines += len(learnt)
        else:
            replace_file(self._file, f"{_HEADER}\n".encode() + self._written(self._known, {}))
            self._lines = len(self._known)
        self._kept = {language: len(known) for language, known in self._known.items()}

    def _written(self, languages: Iterable[str], kept: Mapping[str, int]) -> bytes:
        """The lines of *languages*, without the first words, which are *kept* already."""
        lines = (_line(lang, islice(self._known[lang].items(), kept.get(lang, 0), None)) for lang in languages)
        return "".join(lines).encode()

    def _read(self) -> None:
        """Know what the file holds, and behind that what was learnt without it."""
        learnt, self._known = self._known, {}
        self._unread = False
        self._lines = self._load()
        self._kept = {language: len(known) for language, known in self._known.items()}
        for language, known in learnt.items():
            self._known.setdefault(language, {}).update(known)

    def _load(self) -> int:
        """Read the file and say how many lines it has, 0 if it is to be written anew.

        One that is missing, damaged or of another version is started anew: it only costs time.
        """
        if not self._file:
            return 0
        try:
            finished, _, unfinished = self._file.read_bytes().rpartition(b"\n")
            header, *lines = finished.decode().split("\n")
            if header == _HEADER:
                for line in lines:
                    self._enter(line)
                return 0 if unfinished else len(lines)
        except (OSError, ValueError):
            self._known = {}
        return 0

    def _enter(self, line: str) -> None:
        written, _, checksum = line.rpartition("\t")
        if int(checksum, 16) != crc32(written.encode()):
            raise ValueError(f"{self._file}: is not what was written")
        language, unchanged, words, stems = written.split("\t")
        known = self._known.setdefault(language, {})
        own = unchanged.split()
        known.update(zip(own, own, strict=True))
        known.update(zip(words.split(), stems.split(), strict=True))

    def _stem(self, word: str, language: str) -> str:
        if language == "en" and word.isascii() and not word.endswith(_ENGLISH_ENDINGS):
            return word
        stem = self._stemmer(language)
        exact = _folded(word)
        first = _folded(stem(word)) or exact
        second = first if exact == word else _folded(stem(exact)) or exact
        if first != second:
            return first + _AND + second
        return word if first == word else first  # the same string twice would take twice the memory

    def _stemmer(self, language: str) -> Callable[[str], str]:
        if language not in self._stemmers:
            self._stemmers[language] = stemmer(STEMMERS[language])
        return self._stemmers[language]


def _folded(word: str) -> str:
    """The same as `fold`, whose memory is not filled with words that it leaves as they are."""
    return word if word.isascii() else fold(word)


def _line(language: str, known: Iterable[tuple[str, str]]) -> str:
    entries = list(known)
    unchanged = " ".join([word for word, stems in entries if word == stems])
    changed = [entry for entry in entries if entry[0] != entry[1]]
    words, stems = (" ".join([entry[column] for entry in changed]) for column in (0, 1))
    written = f"{language}\t{unchanged}\t{words}\t{stems}"
    return f"{written}\t{crc32(written.encode()):08x}\n"
