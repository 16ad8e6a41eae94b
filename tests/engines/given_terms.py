"""Posts whose terms are given, and indexes of them: written in bulk, and by Whoosh itself."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
from whoosh import fields
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import NumericColumn, VarBytesColumn

from indexer.engines.whoosh.w3 import FieldPostings, SegmentWriter, commit

NO_DATE = -(2**63)


class Given(fields.TEXT):
    """A field that is given its terms with their positions."""

    def index(self, value: Mapping[str, list[int]], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes: (term, frequency, weight, encoded positions) of each term."""
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), self.format.encode(positions)


SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    title=Given(),
    body=Given(),
    tags=fields.KEYWORD(commas=True),
    counted=fields.TEXT(phrase=False, analyzer=SpaceSeparatedTokenizer()),
    note=fields.STORED,
    text=fields.COLUMN(VarBytesColumn()),
    date=fields.COLUMN(NumericColumn("q", default=NO_DATE)),
)
POSITIONED = ("title", "body")


class Post(NamedTuple):
    """A document; its terms by field, each with its positions."""

    id: str
    terms: dict[str, dict[str, list[int]]]
    note: object
    text: bytes
    date: int

    def fields(self) -> dict[str, Any]:
        """What Whoosh's own writer is given; it is not told of empty fields."""
        terms = self.terms
        given = {
            "tags": ",".join(terms["tags"]),
            "counted": " ".join(term for term, places in terms["counted"].items() for _ in places),
            "note": self.note,
            "text": self.text,
            **{name: terms[name] for name in POSITIONED},
        }
        date = {} if self.date == NO_DATE else {"date": self.date}
        return {"id": self.id, **date, **{name: value for name, value in given.items() if value}}


def corpus(seed: int, count: int) -> list[Post]:
    """*count* posts that hold what segments may differ in."""
    random = Random(seed)  # noqa: S311  (nothing is kept secret by it)
    words = [chr(random.choice((97, 233, 0x4E00)) + i % 20) * (1 + i % 3) + str(i // 9) for i in range(60)]
    return [_post(random, str(number), words) for number in range(count)]


def _post(random: Random, name: str, words: Sequence[str]) -> Post:
    tags = {word: [0] for word in random.sample(words, random.randrange(4))}
    counted = {word: [0] * random.choice((1, 1, 3, 300)) for word in random.sample(words, random.randrange(4))}
    body = {word: _positions(random) for word in ["w", *random.sample(words, random.randrange(12))]}
    title = {word: _positions(random) for word in random.sample(words, 3)} if random.random() < 0.2 else {}
    terms = {"title": title, "body": body if random.random() < 0.9 else {}, "tags": tags, "counted": counted}
    note = "ä" * 40_000 if name == "1" else random.choice([None, "short", {"a": [1, 2]}])
    date = random.choice((NO_DATE, -5, 7, 2**60)) if name != "0" else 1  # Whoosh cannot sort if no post has one
    return Post(name, terms, note, random.randbytes(random.choice((0, 3, 300))), date)


def _positions(random: Random) -> list[int]:
    count = random.choice((1, 1, 1, 2, 2, 5, 5, 70, 300))
    return sorted(random.sample(range(random.choice((300, 70_000, 200_000))), count))


def inverted(posts: Sequence[Mapping[str, list[int]]], *, positioned: bool = True) -> FieldPostings:
    """The postings of one field, whose terms with positions are given for each post."""
    terms = sorted({term.encode() for post in posts for term in post})
    found = [[(n, post[term.decode()]) for n, post in enumerate(posts) if term.decode() in post] for term in terms]
    flat = [posting for postings in found for posting in postings]
    return FieldPostings(
        terms,
        np.cumsum([0, *map(len, found)]),
        np.array([number for number, _ in flat], dtype=np.uint32),
        np.array([len(places) for _, places in flat], dtype=np.uint32),
        np.array([place for _, places in flat for place in places], dtype=np.uint32) if positioned else None,
    )


def halves(part: FieldPostings) -> Iterator[FieldPostings]:
    """The same postings in two parts."""
    middle = len(part.terms) // 2
    cut = part.firsts[middle]
    place = int(part.frequencies[:cut].sum())
    positions = (None, None) if part.positions is None else (part.positions[:place], part.positions[place:])
    yield FieldPostings(
        part.terms[:middle], part.firsts[: middle + 1], part.documents[:cut], part.frequencies[:cut], positions[0]
    )
    yield FieldPostings(
        part.terms[middle:], part.firsts[middle:] - cut, part.documents[cut:], part.frequencies[cut:], positions[1]
    )


def in_bulk(folder: Path, posts: Sequence[Post]) -> Any:
    """An index of *posts*, written as one segment, with postings of the fields in turns and a column in between."""
    folder.mkdir()
    with SegmentWriter(folder, SCHEMA, len(posts)) as writer:
        by_field = {name: [post.terms[name] for post in posts] for name in (*POSITIONED, "counted", "tags")}
        by_field["id"] = [{post.id: [0]} for post in posts]
        for name in (*POSITIONED, "counted"):
            writer.lengths(name, np.array([sum(map(len, terms.values())) for terms in by_field[name]], dtype=np.uint32))
        parts = {name: list(halves(inverted(of, positioned=name in POSITIONED))) for name, of in by_field.items()}
        for name, (first, _) in parts.items():
            writer.postings(name, first)
        writer.bytes_column("text", (post.text for post in posts))
        for name, (_, second) in parts.items():
            writer.postings(name, second)
        writer.numbers_column("date", np.array([post.date for post in posts]))
        writer.stored({"id": post.id, **({"note": post.note} if post.note else {})} for post in posts)
        commit(folder, SCHEMA, [writer.finish()], 1)
    return whoosh_index.open_dir(str(folder))


def by_whoosh(folder: Path, posts: Sequence[Post]) -> Any:
    """An index of *posts*, written by Whoosh."""
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), SCHEMA)
    writer = index.writer()
    for post in posts:
        writer.add_document(**post.fields())
    writer.commit()
    return index


def postings_of(matcher: Any) -> Iterator[tuple[int, float, Any]]:
    """Document, weight and positions, or how often if positions are not kept."""
    what = "positions" if matcher.supports("positions") else "frequency"
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value_as(what)
        matcher.next()


def seen(index: Any) -> dict[str, Any]:
    """Everything that Whoosh reads in *index*, in the order of its documents."""
    with index.reader() as reader:
        numbers = list(reader.all_doc_ids())
        terms = list(reader.all_terms())
        names = reader.schema.names()
        columns = [name for name, field in reader.schema.items() if isinstance(field, fields.COLUMN)]
        return {
            "documents": (reader.doc_count(), reader.doc_count_all(), numbers),
            "terms": terms,
            "infos": {term: info_of(reader.term_info(*term)) for term in terms},
            "postings": {term: list(postings_of(reader.postings(*term))) for term in terms},
            "stored": [reader.stored_fields(number) for number in numbers],
            "lengths": {name: [reader.doc_field_length(number, name) for number in numbers] for name in names},
            "totals": {name: reader.field_length(name) for name in names},
            "columns": {name: [reader.column_reader(name)[number] for number in numbers] for name in columns},
        }


def info_of(info: Any) -> tuple[float, ...]:
    """What is known of a term."""
    lengths = info.min_length(), info.max_length()
    return (info.weight(), info.doc_frequency(), *lengths, info.max_weight(), info.min_id(), info.max_id())
