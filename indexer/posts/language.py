"""The language of a post: from a code the author wrote, from its path, or from its text."""

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_NAMES = {
    "arabic": "ar", "bengali": "bn", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi",
    "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "latvian": "lv", "lithuanian": "lt",
    "norwegian": "nb", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "serbian": "sr", "slovak": "sk", "slovenian": "sl", "spanish": "es", "swedish": "sv", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
_CODES = frozenset({
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et",
    "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
    "km", "kn", "ko", "ku", "ky", "la", "lb", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "nb", "ne",
    "nl", "nn", "no", "or", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si", "sk", "sl", "sq", "sr", "sv", "sw",
    "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh", "zu",
})  # fmt: skip
_SCRIPTS_AND_REGIONS = re.compile(r"(?:[-_@.][A-Za-z0-9-]{1,12}){0,3}")
_ALSO_WORDS = frozenset({
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "el", "eo", "et", "eu", "fa", "fi",
    "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "km", "kn", "ku", "ky", "la",
    "lb", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "nb", "ne", "nn", "no", "or", "pa", "pl", "ps",
    "ro", "rw", "si", "sk", "sl", "sq", "sr", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zu",
})  # fmt: skip
"""Codes that a folder's name may hold by accident: words, states, subjects ("cs", "hr", "it", "uk"), tools ("vi")."""
_ENDS_OF_DOMAINS = frozenset({"am", "be", "gl", "is", "la", "ml", "ms", "ne", "ps", "rw", "si"})
"""Codes that end a file's name by accident, as in ``youtu.be.md``."""
_ROOTS = frozenset({
    "_posts", "app", "apps", "articles", "blog", "collections", "content", "contents", "data", "docs", "i18n",
    "news", "pages", "post", "posts", "site", "source", "src", "web", "website", "www", "_content", "_i18n",
    "locales", "translations",
})  # fmt: skip
"""Folders of the site's source under which languages part."""
_TRANSLATIONS = frozenset({"i18n", "_i18n", "locales", "translations"})
"""Folders that hold nothing but one folder for each language."""


def normalise(code: str) -> str | None:
    """The two-letter code of what an author wrote (``en-US``, ``pt_BR``, ``English``), or None if it is no language."""
    lowered = code.strip().lower()
    if lowered in _NAMES:
        return _NAMES[lowered]
    language = lowered[:2]
    if language not in _CODES or not _SCRIPTS_AND_REGIONS.fullmatch(lowered, 2):
        return None
    return "nb" if language == "no" else language


def language_of_path(path: str) -> str | None:
    """The language that *path* names by custom: ``a-post.es.md``, ``es/a-post.md``, ``content/de/blog/a-post.md``.

    Codes that are also words ("it", "no", "is") count only where a section of a site follows them (``it/blog/…``),
    where a region makes them plain (``it-it/``), or right before the suffix (``a-post.it.md``).
    """
    *folders, name = path.split("/")
    return _of_name(name) or _of_folders(folders, name.partition(".")[0])


def without_language(stem: str) -> str:
    """A path without its suffix, *stem*, and without the language that it names: ``a-post`` of ``es/a-post``.

    Folders that only hold translations go, too: ``i18n/es/docusaurus-plugin-content-blog/a-post`` is ``blog/a-post``.
    """
    *folders, name = stem.split("/")
    if _of_name(f"{name}.md"):
        return "/".join([*folders, name.rpartition(".")[0]])
    place = _place_in_folders(folders, name)
    if place is None:
        return stem
    parts = [*folders, name]
    above = parts[: place - 1] if place and parts[place - 1] in _TRANSLATIONS else parts[:place]
    return "/".join([*above, *parts[place + 1 :]]).replace("docusaurus-plugin-content-", "")


def _of_name(name: str) -> str | None:
    stem, dot, code = name.rpartition(".")[0].rpartition(".")
    if not dot or not stem:
        return None
    return None if code in _ENDS_OF_DOMAINS and stem not in {"index", "_index"} else _code(code)


def _of_folders(folders: list[str], stem: str) -> str | None:
    place = _place_in_folders(folders, stem)
    return None if place is None else _code([*folders, stem][place])


def _place_in_folders(folders: list[str], stem: str) -> int | None:
    """Which of *folders*, or behind them *stem*, is the code of a language."""
    top = next((at for at, folder in enumerate(folders) if folder not in _ROOTS), None)
    if top is not None and _code(folders[top]):
        section_follows = top + 1 < len(folders) and folders[top + 1] in _ROOTS
        under_translations = top > 0 and folders[top - 1] in _TRANSLATIONS
        if section_follows or under_translations or folders[top] not in _ALSO_WORDS:
            return top
    last = [(len(folders), stem), *list(enumerate(folders))[-1:]]
    return next((at for at, word in last if word[:2] not in _ALSO_WORDS and _code(word)), None)


_REGION = (
    "419|ar|at|au|be|br|ca|ch|cl|cn|co|cz|de|dk|es|fi|fr|gb|hk|hans|hant|ie|in|it|jp|kr|latn|cyrl|mx|nl|no|nz|pl|pt|ru|"
    "se|sg|tr|tw|ua|uk|us|za"
)
_PATH_CODE = re.compile(rf"[a-z]{{2}}(?:[-_](?:{_REGION}))?", re.IGNORECASE)


def _code(word: str) -> str | None:
    """The language *word* is the code of; unlike `normalise` it takes no names and no odd spellings."""
    return normalise(word) if word[:2].islower() and _PATH_CODE.fullmatch(word) else None


_READ = 500
"""Characters that a language is told by."""

_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "this", "with", "are", "you", "it", "have", "been", "from", "which"]
)
"""Common words that no other language shares, or none that is written in many blogs."""
_ENGLISH_WORDS_WANTED = 6
_ENGLISH_SHARE = 14
"""One word in this many; in English prose it is one in six."""
_OTHER_SCRIPTS = re.compile("[\u0250-\u1eff\u2c00-\ud7ff\uf900-\ufb4f\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]+")
_HAN = re.compile("[\u4e00-\u9fff]+")
_KANA_WANTED = _READ // 10
_HAN_WANTED = _READ // 5

_LETTERS_WANTED = 40
_CODE = re.compile(
    r"^(?: {4}|\t).*$"
    r"|(?<![!-~])[!-\"%-.0-:?A-Z\[\]^`a-z~]*+[/\\_{}<>=;|@#$][!-~]*"
    r"|(?<!\w)[A-Za-z_]++\([!-~]*",
    re.MULTILINE,
)
"""Lines and words that look like code."""
_UNSURE = 0.6


def detect(text: str) -> str | None:
    """The language *text* is written in, or None when there is too little prose to tell, or too little difference."""
    return _at_a_glance(text[:_READ]) or _by_statistics(text[: 4 * _READ])


def _at_a_glance(text: str) -> str | None:
    """English by its commonest words, Japanese and Chinese by their script; statistics take thirty times as long."""
    if text.isascii() or not _OTHER_SCRIPTS.search(text):
        words = text.split()
        english = sum(map(_ENGLISH.__contains__, words))
        return "en" if english >= max(_ENGLISH_WORDS_WANTED, len(words) / _ENGLISH_SHARE) else None
    if kana := sum(map(len, _KANA.findall(text))):
        return "ja" if kana >= _KANA_WANTED else None
    return "zh" if sum(map(len, _HAN.findall(text))) >= _HAN_WANTED else None


def _by_statistics(text: str) -> str | None:
    """What a classifier makes of the prose in *text*."""
    prose = " ".join(_CODE.sub(" ", text).split())[:_READ]
    letters = sum(map(str.isalpha, prose))
    if letters < (_LETTERS_WANTED if prose.isascii() else _LETTERS_WANTED // 3):  # other scripts tell more by each
        return None
    code, certainty = _identifier().classify(prose)
    return normalise(code) if certainty >= _UNSURE else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (a tenth of all that a start imports)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_CODES & set(identifier.labels)))
    # Halves are ten times slower to multiply, and rows that are spread over memory twice as slow to gather
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc, np.float32)
    return identifier
