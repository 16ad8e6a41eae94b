"""What may stand for a word of the query, found by looking at every word of the blog."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.analysis.analyzer import QueryWord
from indexer.analysis.languages import stop_words
from indexer.analysis.tokens import is_unspaced
from indexer.query import Words
from indexer.schema import TEXT_FIELD_NAMES
from tests.oracle.corpus import Corpus, Entry


@dataclass
class Slot:
    """A word of the query with the stems that stand for it and how well each does."""

    text: str
    exact: str
    variants: dict[str, float]
    field: str | None = None
    correction: str | None = None
    offer: str | None = None
    is_stop_word: bool = False
    alternatives: tuple["Slot", ...] = ()
    phrase: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def slots(corpus: Corpus, words: Words, *, is_literal: bool) -> list[Slot]:
    """The slots of one typed word."""
    tokens = corpus.analyzer.query_words(words.text)[:64]
    return [
        _slot(corpus, token, words.field, is_last=words.prefix and token is tokens[-1], is_literal=is_literal)
        for token in tokens
    ]


def distance(one: str, other: str) -> int:
    """Letters to add, leave out, replace, or neighbours to swap, from *one* to *other*."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            replaced = rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            rows[i][j] = min(replaced, rows[i - 1][j] + 1, rows[i][j - 1] + 1)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def _slot(corpus: Corpus, token: QueryWord, field: str | None, *, is_last: bool, is_literal: bool) -> Slot:
    slot = Slot(token.text, token.exact, {}, field, is_stop_word=token.exact in stop_words(corpus.languages[0]))
    completions = _completions(corpus, token, is_last=is_last and not is_literal)
    corrections: dict[str, float] = {}
    if not completions and not is_literal and _may_be_misspelt(token):
        if _is_unknown(corpus, token):
            slot.phrase = _apart(corpus, token.exact)
            if slot.phrase:
                slot.exact = " ".join(slot.phrase)
                slot.correction = f'"{slot.exact}"'
                slot.is_stop_word = stop_words(corpus.languages[0]) >= set(slot.phrase)
                slot.words = (slot.correction,)
                return slot
            corrections = _corrections(corpus, token.exact)
            slot.correction = next(iter(corrections), None)
        slot.offer = None if corrections else _offer(corpus, token)
    slot.words = tuple(corrections or completions[:50])
    completed = {stem for word in completions for stem in corpus.stems[word]}
    for stems, worth in [(completed, 1.0), *((corpus.stems[word], worth) for word, worth in corrections.items())]:
        for stem in sorted(stems):
            slot.variants[stem] = max(worth, slot.variants.get(stem, 0.0))
    slot.variants |= dict.fromkeys(_stems(corpus, token), 1.0)
    return slot


def _stems(corpus: Corpus, token: QueryWord) -> list[str]:
    """The stems that the word has in posts; if no post holds it, those in the languages of all posts."""
    return sorted(corpus.stems.get(token.exact, ())) or list(corpus.analyzer.stems(token.word, corpus.languages))


def _completions(corpus: Corpus, token: QueryWord, *, is_last: bool) -> list[str]:
    starting = [word for word in _most_used(corpus, corpus.vocabulary) if word.startswith(token.exact)]
    if is_unspaced(token.exact):
        return starting if len(token.exact) == 1 else []
    return [word for word in starting if word != token.exact][:50] if is_last and len(token.exact) >= 2 else []


def _may_be_misspelt(token: QueryWord) -> bool:
    return len(token.exact) >= 4 and token.exact.isalpha() and not is_unspaced(token.exact)


def _is_unknown(corpus: Corpus, token: QueryWord) -> bool:
    known = {stem for entry in corpus.entries for terms in entry.terms.values() for stem in terms.stems}
    return token.exact not in corpus.vocabulary and known.isdisjoint(_stems(corpus, token))


def _apart(corpus: Corpus, word: str) -> tuple[str, ...]:
    """The two words of at least three letters that *word* is made of and that follow each other in most posts."""
    pairs = [(word[:place], word[place:]) for place in range(3, len(word) - 2)]
    posts = [sum(_follow(entry, *pair) for entry in corpus.entries) for pair in pairs]
    return pairs[posts.index(max(posts))] if any(posts) else ()


def _follow(entry: Entry, one: str, other: str) -> bool:
    return any(
        place + 1 in entry.positions(name, other, exact=True)
        for name in TEXT_FIELD_NAMES
        for place in entry.positions(name, one, exact=True)
    )


def _corrections(corpus: Corpus, word: str) -> dict[str, float]:
    """Words one edit away; if there are none and *word* is long, those two edits away with its first letter."""
    worths = {near: 0.7 if near[0] == word[0] else 0.7 * 0.5 for near in _near(corpus, word, 1)}
    if not worths and len(word) >= 8:
        worths = {near: 0.7 * 0.7 for near in _near(corpus, word, 2) if near[0] == word[0]}
    return {near: worths[near] for near in sorted(worths, key=lambda near: -worths[near])[:20]}


def _offer(corpus: Corpus, token: QueryWord) -> str | None:
    """A word that is used ten times as often, or, for what nobody wrote, the most used within two edits."""
    count = corpus.vocabulary[token.exact]
    if not count and (len(token.exact) < 6 or not _is_unknown(corpus, token)):
        return None
    near = [word for word in _near(corpus, token.exact, 1 if count else 2) if word[0] == token.exact[0]]
    return near[0] if near and corpus.vocabulary[near[0]] >= 10 * count else None


def _near(corpus: Corpus, word: str, edits: int) -> list[str]:
    words = [other for other in corpus.vocabulary if other.isalnum() and not is_unspaced(other)]
    return _most_used(corpus, [other for other in words if distance(word, other) == edits])


def _most_used(corpus: Corpus, words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-corpus.vocabulary[word], word))
