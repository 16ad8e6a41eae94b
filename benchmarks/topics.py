"""What is looked for: queries with the documents that answer them.

Judged sets bring their own. On a blog, the post is known and the query is made from it, as a reader would look for
a post that they remember: by its title, a part of it, a heading, telling words, with a slip of the finger, while
still typing, or as others call it who link to it.
"""

import json
import math
import random
import string
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.links import link_texts
from benchmarks.systems.words import STOP_WORDS, words
from indexer import Document

MOST_ACCEPTED = 3
"""A query that more posts answer than these tells nothing about a ranking."""
_SALIENT = 10


class Topic(NamedTuple):
    """A query and the grade of each document that answers it."""

    text: str
    grades: Mapping[str, int]


def judged(folder: Path) -> tuple[list[Document], list[Topic]]:
    """The documents and topics of a judged set: ``docs.jsonl``, ``queries.tsv``, ``qrels.tsv``."""
    lines = (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [_document(**json.loads(line)) for line in lines]
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for query, document, grade in _rows(folder / "qrels.tsv"):
        grades[query][document] = int(grade)
    topics = [Topic(text, grades[query]) for query, text in _rows(folder / "queries.tsv")]
    return documents, [topic for topic in topics if any(topic.grades.values())]


def _document(id: str, title: str, text: str) -> Document:
    return Document(id=id, path=id, url="/" + id, title=title, body=text, fingerprint=id, lang="en")


def _rows(file: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())


class Blog:
    """The posts of a blog and what is needed to make queries for the English ones, its *targets*."""

    def __init__(self, documents: Iterable[Document], folder: Path) -> None:
        self.folder = folder
        self.documents = sorted(documents, key=lambda post: post.id)
        self.targets = [post for post in self.documents if post.lang == "en"]
        self.by_title = _by_words((post.title, post.id) for post in self.documents)
        self.by_heading = _by_words((section.heading, post.id) for post in self.documents for section in post.sections)
        self.counts = {post.id: Counter(_telling(post.body)) for post in self.documents}
        self.holding = Counter(word for counts in self.counts.values() for word in counts)

    def titled_like(self, post: Document) -> Mapping[str, int]:
        """The posts that share the words of the title of *post*."""
        return self.by_title[_multiset(post.title)]


Maker = Callable[[Blog, Document, random.Random], Topic | None]


def known_items(blog: Blog, most: int) -> dict[str, list[Topic]]:
    """For each task at most *most* topics; the same for the same posts."""
    made = {task: list(_some(blog, task, make, most)) for task, make in TASKS.items()}
    return {**made, "link texts": _linked(blog, most)}


def _some(blog: Blog, task: str, make: Maker, most: int) -> Iterator[Topic]:
    chance = random.Random(task)  # noqa: S311  (queries, not secrets)
    made = 0
    for post in chance.sample(blog.targets, len(blog.targets)):
        topic = make(blog, post, chance)
        if topic and 0 < len(topic.grades) <= MOST_ACCEPTED:
            yield topic
            made += 1
        if made == most:
            return


def _title(blog: Blog, post: Document, _chance: random.Random) -> Topic | None:
    return Topic(post.title, blog.titled_like(post)) if _content(post.title) else None


def _part(blog: Blog, post: Document, chance: random.Random) -> Topic | None:
    """Two or three content words of a title that has more."""
    content = _content(post.title)
    if len(content) < 3:
        return None
    return Topic(_in_order(content, chance.randint(2, min(3, len(content) - 1)), chance), blog.titled_like(post))


def _heading(blog: Blog, post: Document, chance: random.Random) -> Topic | None:
    """Two to four content words of a heading."""
    headings = [section.heading for section in post.sections if len(_content(section.heading)) > 1]
    if not headings:
        return None
    heading = chance.choice(headings)
    content = _content(heading)
    text = _in_order(content, min(len(content), chance.randint(2, 4)), chance)
    return Topic(text, blog.by_heading[_multiset(heading)])


def _salient(blog: Blog, post: Document, chance: random.Random) -> Topic | None:
    """Two to four of the words with the highest tf-idf of those that other posts hold, too."""
    counts = {word: count for word, count in blog.counts[post.id].items() if blog.holding[word] > 1}
    weight = {word: count * math.log(len(blog.documents) / blog.holding[word]) for word, count in counts.items()}
    best = sorted(weight, key=lambda word: (-weight[word], word))[:_SALIENT]
    if len(best) < _SALIENT:
        return None
    return Topic(" ".join(chance.sample(best, chance.randint(2, 4))), {post.id: 1})


def _typo(blog: Blog, post: Document, chance: random.Random) -> Topic | None:
    """A part of a title with one slip in one of its longer words, not at the word's beginning."""
    part = _part(blog, post, chance)
    long = [word for word in part.text.split() if len(word) >= 5] if part else []
    if not part or not long:
        return None
    word = chance.choice(long)
    return Topic(part.text.replace(word, slip(word, chance), 1), part.grades)


def slip(word: str, chance: random.Random) -> str:
    """*word* with a letter left out, added, replaced or swapped with the next."""
    at, letter = chance.randrange(1, len(word) - 1), chance.choice(string.ascii_lowercase)
    forms = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    slipped = chance.choice(forms)
    return slipped if slipped != word else slip(word, chance)


def _prefix(blog: Blog, post: Document, chance: random.Random) -> Topic | None:
    """A part of a title whose last word is not typed to its end."""
    part = _part(blog, post, chance)
    if not part or len(last := part.text.split()[-1]) < 5:
        return None
    return Topic(part.text[: chance.randint(3, len(last) - 1) - len(last)], part.grades)


TASKS: Mapping[str, Maker] = {
    "title": _title,
    "part of a title": _part,
    "heading words": _heading,
    "salient words": _salient,
    "typing mistake": _typo,
    "prefix while typing": _prefix,
}
"""And "link texts", which are made from other posts than the one that is looked for."""


def _linked(blog: Blog, most: int) -> list[Topic]:
    accepted: dict[str, dict[str, int]] = defaultdict(dict)
    for text, target in link_texts(blog.documents, blog.folder):
        accepted[text][target] = 1
    topics = [Topic(text, targets) for text, targets in sorted(accepted.items()) if len(targets) <= MOST_ACCEPTED]
    chance = random.Random("link texts")  # noqa: S311  (queries, not secrets)
    return chance.sample(topics, min(most, len(topics)))


def _by_words(texts: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], dict[str, int]]:
    """The posts, graded 1, by the multiset of the words of their texts."""
    posts: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for text, post in texts:
        posts[_multiset(text)][post] = 1
    return posts


def _multiset(text: str) -> tuple[str, ...]:
    return tuple(sorted(words(text)))


def _content(text: str) -> list[str]:
    return [word for word in dict.fromkeys(words(text)) if len(word) > 1 and word not in STOP_WORDS]


def _telling(text: str) -> list[str]:
    return [word for word in words(text) if len(word) >= 4 and word.isalpha() and word not in STOP_WORDS]


def _in_order(content: Sequence[str], count: int, chance: random.Random) -> str:
    """*count* of the words, in their order."""
    return " ".join(content[at] for at in sorted(chance.sample(range(len(content)), count)))
