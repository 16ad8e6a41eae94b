"""What is known of each language: its Snowball stemmer and its stop words."""

from functools import cache

from whoosh.lang.stopwords import stoplists

from indexer.analysis.folding import fold

DEFAULT = "en"
"""The language of a text that does not say its own."""

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
"""Language code to the name of its stemmer in NLTK; words of other languages are indexed as they are."""

_SAME_STOP_WORDS = {"nb": "no", "nn": "no"}
_FRAGMENTS = {"don", "s", "t"}
"""What the lists keep of contractions; the tokenizer joins them (``don't`` is dont)."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """The folded stop words of *language* (Snowball's lists, which Whoosh ships); empty where there are none."""
    words = stoplists.get(_SAME_STOP_WORDS.get(language, language), ())
    return frozenset(fold(word) for word in words) - _FRAGMENTS


@cache
def ignored_words(language: str | None) -> frozenset[str]:
    """The stop words that tell nothing of what a text in *language* is about; English ones are found in all."""
    return stop_words(language or DEFAULT) | stop_words(DEFAULT)
