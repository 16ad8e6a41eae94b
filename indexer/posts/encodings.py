"""Which encoding bytes without a byte order mark are in, when they are not clean UTF-8."""

import re

_KANA = "のにはをたがでてとしれさあいうくこすそちつなまもらりるんっアイクコスタトドフラリルレロンー。、"
_SIMPLIFIED = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年，。、"
_TRADITIONAL = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年，。、"
_HANGUL = "이다는의에가을를고하로지은도한사아기그나인서리어자시해대"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчй"
_CENTRAL_EUROPEAN = "ąćęłńśźżĄĆĘŁŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽáéíóúýäöüőűÁÉÍÓÚÖÜ"
_WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßÀÁÂÃÄÅÆÇÈÉÊËÍÎÑÓÔÕÖØÚÛÜŒ‘’“”–—…•«»¿¡°€£©®\u00a0"

# Each with the characters that make up much of any text written in it, and the share they have of all that
# is not ASCII. A wrong encoding gives characters from everywhere and so a far smaller share.
_SCRIPTS = (
    ("cp932", _KANA, 0.55),
    ("euc_jp", _KANA, 0.55),
    ("gb18030", _SIMPLIFIED, 0.3),
    ("big5", _TRADITIONAL, 0.3),
    ("cp949", _HANGUL, 0.35),
    ("cp1251", _CYRILLIC, 0.85),
    ("koi8_r", _CYRILLIC, 0.85),
)
_ALPHABETS = (("cp1252", _WESTERN, 0.95), ("cp1250", _CENTRAL_EUROPEAN, 0.95))
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 65_536


def unmarked_encoding(content: bytes) -> str:
    """The Python name of the encoding that *content* is most likely in; decoding by it may still lose characters."""
    if wide := _utf16(content):
        return wide
    if b"\x1b$" in content and _decodes(content, "iso2022_jp"):
        return "iso2022_jp"
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if not lost or len(text.encode()) - len(text) > 4 * lost:
        return "utf-8"
    return _legacy(content)


def _utf16(content: bytes) -> str | None:
    """UTF-16 shows by NUL bytes in every other place, as each ASCII character has one."""
    sample = content[:_SAMPLE]
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for here, there, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if here > 4 * there + 4 and here * 5 > pairs and _decodes(content[: len(content) & ~1], encoding):
            return encoding
    return None


def _legacy(content: bytes) -> str:
    """The encoding whose reading looks most like text: single accented letters, or runs of another script."""
    runs = _HIGH_RUN.findall(content[:_SAMPLE])
    accents_among_ascii = sum(map(len, runs)) < 2.5 * len(runs)
    groups = (_ALPHABETS, _SCRIPTS) if accents_among_ascii else (_SCRIPTS, _ALPHABETS)
    for group in groups:
        best, encoding = max((_likeness(content, *candidate), candidate[0]) for candidate in group)
        if best > 0.4:
            return encoding
    return "cp1252" if _decodes(content, "cp1252") else "latin-1"


def _likeness(content: bytes, encoding: str, telltale: str, share: float) -> float:
    """How much of what is not ASCII is *telltale*, as part of the *share* that a real text would have."""
    if not _decodes(content, encoding):
        return 0.0
    foreign = [character for character in content.decode(encoding)[:_SAMPLE] if character > "\x7f"]
    found = sum(character in telltale for character in foreign)
    return found / len(foreign) / share if foreign else 0.0


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
