"""Text to tokens: the only tokenizer, for documents and queries alike.

    The C++ user's node.js snippet      the, c++ (c), user, node.js (node, js), snippet

A word written like code is kept whole and also in its parts; scripts that put no spaces between words become
pairs of characters. Offsets are those of the text that was given.
"""

import re
import unicodedata
from typing import NamedTuple

from indexer.analysis.folding import fold
from indexer.analysis.marks import MARKS


class Token(NamedTuple):
    """A word in its place.

    Attributes:
        word: In lower case, accents kept: what a stemmer wants to see.
        exact: The folded form, under which it is indexed unstemmed.
        position: Its place, counted from 0; a whole stands where its first part stands.
        width: How many positions it covers; more than 1 for a whole such as ``node.js``.
        start, end: Offsets in the text.
        is_part: Whether it is a part of a whole, which is a token of its own.
    """

    word: str
    exact: str
    position: int
    width: int
    start: int
    end: int
    is_part: bool = False


# Han, kana, Hangul, Thai, Lao, Myanmar, Khmer: written without spaces, or (Hangul) with particles joined on.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eae\u0eb0-\u0ebd\u0ec0-\u0ece\u1000-\u109f\u1100-\u11ff\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_ʼ{UNSPACED}]"  # ʼ is a letter to Unicode and an apostrophe to those who type it
_MARKED = rf"[{MARKS}]++{_LETTER}*+"
# Each class takes milliseconds to compile, so none comes more often than it must
_WORD = rf"{_LETTER}++(?>(?:{_MARKED}|['’ʼ]{_LETTER}++)*)"
_CODE = rf"{_LETTER}++(?>(?:{_MARKED}|(?:['’ʼ]|[._]++){_LETTER}++)*)_*+(?:\+\+|(?<=\b[A-Za-z])#)?"
_PLAIN = r"[a-zA-Z0-9]++(?![^\s,;:!?)\]\"/-])"  # nearly all words of most posts, for speed; the rest gives the same
_TOKEN = re.compile(rf"{_PLAIN}|(?>(?:(?<![\w.])(?:\.(?=[^\W\d])_*+|_++))?){_CODE}|[{UNSPACED}]++")
BORDERS = rf"[^\w{MARKS}{UNSPACED}'’+#.]"
"""The characters that are to a token what white space is: in none of them, nor looked at by the pattern above."""
_PARTS = re.compile(_WORD)
_APOSTROPHES = re.compile("['’ʼ]")
_RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_FIRST_UNSPACED = re.compile(f"[{UNSPACED}]")
_ELISIONS = frozenset(["l", "d", "j", "m", "n", "s", "t", "c", "qu", "dell", "all", "nell", "sull", "dall", "un"])
"""What French, Italian and Catalan join to the next word by an apostrophe."""

MAX_WORD = 64
"""Longer words are cut, so that a pasted blob of base64 does not fill the vocabulary."""


_new = tuple.__new__  # what Token(…) does, without the detour that nearly every word would take


def tokenize(text: str) -> list[Token]:
    """The tokens of *text*, in order of their start; a whole comes before its parts."""
    tokens: list[Token] = []
    position = 0
    for match in _TOKEN.finditer(text):
        found = match[0]
        start, end = match.span()
        if found.isascii() and found.isalnum():
            word = found[:MAX_WORD].lower()
            tokens.append(_new(Token, (word, word, position, 1, start, end, False)))
            position += 1
            continue
        tokens += _pairs(found, start, position) if is_unspaced(found) else _word(found, start, position)
        position = tokens[-1].position + 1
    return tokens


def _word(text: str, start: int, position: int) -> list[Token]:
    if _PARTS.fullmatch(text):
        return [_plain(text, position, start)]
    parts = [
        _plain(part[0], position + i, start + part.start(), is_part=True)
        for i, part in enumerate(_PARTS.finditer(text))
    ]
    return [_token(text, position, start, start + len(text), width=len(parts)), *parts]


def _plain(text: str, position: int, start: int, *, is_part: bool = False) -> Token:
    """A word that may hold apostrophes: ``user's`` is user, ``l'été`` is été, ``don't`` is dont."""
    pieces = _APOSTROPHES.split(text)
    end = start + len(text)
    if len(pieces) > 1 and pieces[-1] in ("s", "S"):
        pieces.pop()
    elif len(pieces) == 2 and len(pieces[1]) > 1 and pieces[0].lower() in _ELISIONS:
        start = end - len(pieces[1])
        pieces = pieces[1:]
    return _token("".join(pieces), position, start, end, is_part=is_part)


def _token(text: str, position: int, start: int, end: int, *, width: int = 1, is_part: bool = False) -> Token:
    word = text[:MAX_WORD].lower()
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
    return Token(word, fold(word), position, width, start, end, is_part)


def _pairs(run: str, start: int, position: int) -> list[Token]:
    """The overlapping pairs of *run*, and its last character alone, so that every character begins a token."""
    return [_token(run[i : i + 2], position + i, start + i, start + min(i + 2, len(run))) for i in range(len(run))]


def runs(text: str) -> list[str]:
    """*text* cut where it changes between scripts that put spaces between words and scripts that do not."""
    return _RUNS.findall(text)


def is_unspaced(word: str) -> bool:
    """Whether *word* is of a script that puts no spaces between words."""
    return bool(_FIRST_UNSPACED.match(word))
