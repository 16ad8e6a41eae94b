"""Segments that are written in bulk: their limits, their columns, and the index that they make."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from whoosh import fields, query
from whoosh import index as whoosh_index
from whoosh.sorting import FieldFacet

from indexer.engines.whoosh.w3 import FieldPostings, SegmentWriter, commit, segments_of
from tests.engines.given_terms import SCHEMA, corpus, in_bulk, inverted, postings_of


def test_deleted_documents(tmp_path: Path) -> None:
    """What is deleted in a segment before it is committed stays deleted."""
    posts = corpus(3, 6)
    in_bulk(tmp_path / "index", posts)
    (old,) = segments_of(tmp_path / "index")
    old.delete_document(4)
    with SegmentWriter(tmp_path / "index", SCHEMA, 1) as writer:
        writer.postings("id", inverted([{"new": [0]}], positioned=False))
        writer.stored([{"id": "new"}])
        new = writer.finish()
    commit(tmp_path / "index", SCHEMA, [old, new], 2)

    with whoosh_index.open_dir(str(tmp_path / "index")).searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(query.Every())] == ["0", "1", "2", "3", "5", "new"]


def test_only_the_committed_segments_keep_their_files(tmp_path: Path) -> None:
    """Files beside a segment that begin with its name go with it."""
    in_bulk(tmp_path / "index", corpus(3, 2))
    (old,) = segments_of(tmp_path / "index")
    (tmp_path / "index" / f"{old.segment_id()}.columns").touch()
    with SegmentWriter(tmp_path / "index", SCHEMA, 0) as writer:
        commit(tmp_path / "index", SCHEMA, [writer.finish()], 2)

    names = {path.name for path in (tmp_path / "index").iterdir()}
    assert names == {f"{writer.name}.seg", "_MAIN_2.toc"}


def test_more_documents_than_two_bytes_can_count(tmp_path: Path) -> None:
    """Also in their distances from each other."""
    count = 200_000
    documents = {b"each": np.arange(0, count, 50), b"ends": np.array([0, count - 1]), b"last": np.array([count - 1])}
    documents |= {b"some": np.array([5, 70_000, 70_001, 135_537, 135_793]), b"steps": np.arange(0, count, 65_536)}
    sizes = [len(numbers) for numbers in documents.values()]
    frequencies = np.arange(sum(sizes), dtype=np.uint32) % 3 + 1
    positions = np.concatenate([np.arange(frequency) * 70_000 for frequency in (1, 2, 3)] * (sum(sizes) // 3 + 1))
    with SegmentWriter(tmp_path, SCHEMA, count) as writer:
        writer.lengths("body", np.arange(count, dtype=np.uint32))
        postings = [np.concatenate([*documents.values()]).astype(np.uint32), frequencies]
        places = positions[: frequencies.sum()].astype(np.uint32)
        writer.postings("body", FieldPostings([*documents], np.cumsum([0, *sizes]), *postings, places))
        commit(tmp_path, SCHEMA, [writer.finish()], 1)

    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        start = 0
        for term, numbers in documents.items():
            expected = frequencies[start : start + len(numbers)].tolist()
            found = list(postings_of(reader.postings("body", term)))
            assert [number for number, _, _ in found] == numbers.tolist()
            assert [weight for _, weight, _ in found] == expected
            assert [places for _, _, places in found] == [[n * 70_000 for n in range(count)] for count in expected]
            assert reader.term_info("body", term).weight() == sum(expected)
            start += len(numbers)
        assert reader.doc_field_length(count - 1, "body") == 106_374
        assert reader.field_length("body") == count * (count - 1) // 2


def test_every_term_is_found_in_the_hash_tables(tmp_path: Path) -> None:
    """And no other one, however full the tables are."""
    for count in (0, 1, 7, 300, 3000):
        terms = [b"%05d" % number for number in range(count)]
        ones = np.ones(count, dtype=np.uint32)
        with SegmentWriter(tmp_path, SCHEMA, 1) as writer:
            writer.postings("id", FieldPostings(terms, np.arange(count + 1), ones - 1, ones, None))
            commit(tmp_path, SCHEMA, [writer.finish()], count)
        with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
            assert [term for _, term in reader.all_terms()] == terms
            assert all(("id", term) in reader for term in terms)
            assert not any(("id", b"%05d" % number) in reader for number in range(count, 2 * count + 1))
            assert not any(("tags", term) in reader for term in terms)


def test_bytes_of_a_column_can_be_read_from_the_file(tmp_path: Path) -> None:
    """They lie where the writer says, one behind the other, wherever they came from."""
    values = [b"first", b"", b"the third"]
    for copied in (False, True):
        with SegmentWriter(tmp_path, SCHEMA, 3) as writer:
            source = BytesIO(b"before" + b"".join(values) + b"after")
            source.seek(len("before"))
            sizes = np.array([*map(len, values)])
            start = writer.copied_column("text", source, sizes) if copied else writer.bytes_column("text", values)
            commit(tmp_path, SCHEMA, [writer.finish()], generation=int(copied))

        assert (tmp_path / f"{writer.name}.seg").read_bytes()[start:].startswith(b"".join(values))
        with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
            assert list(reader.column_reader("text")) == values


def test_a_column_of_dates(tmp_path: Path) -> None:
    """A sortable date of Whoosh's own is kept as its microseconds; those without one come last."""
    schema = fields.Schema(date=fields.DATETIME(sortable=True))
    column = schema["date"].column_type
    moments = [datetime(2024, 5, 1), datetime(1970, 1, 1), datetime(2031, 1, 1)]  # noqa: DTZ001  (Whoosh's have none)
    numbers = [schema["date"].to_column_value(moment) for moment in moments]
    with SegmentWriter(tmp_path, schema, 4) as writer:
        writer.numbers_column("date", np.array([*numbers, column.default_value()], dtype=np.uint64))
        commit(tmp_path, schema, [writer.finish()], 1)

    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        hits = searcher.search(query.Every(), sortedby=FieldFacet("date"))
        assert [hit.docnum for hit in hits] == [1, 0, 2, 3]


ONE = inverted([{"a": [0], "b": [1, 2]}])


@pytest.mark.parametrize(
    ("field", "part", "message"),
    [
        ("body", ONE._replace(terms=[b"b", b"a"]), "do not ascend from b'b'"),
        ("body", ONE._replace(terms=[b"a", b"a"]), "do not ascend"),
        ("body", ONE._replace(firsts=np.array([0, 0, 2])), "has no postings; leave it out"),
        ("body", ONE._replace(positions=None), "lack the positions that their field keeps"),
        ("body", ONE._replace(positions=np.arange(4)), "4 positions for 3 places"),
        ("title", ONE, "'title' is scored by its lengths"),
    ],
)
def test_wrong_postings(tmp_path: Path, field: str, part: FieldPostings, message: str) -> None:
    """The message names the field and the cure."""
    with SegmentWriter(tmp_path, SCHEMA, 1) as writer:
        writer.lengths("body", np.array([3], dtype=np.uint32))
        with pytest.raises(ValueError, match=message):
            writer.postings(field, part)


def test_terms_ascend_over_all_parts(tmp_path: Path) -> None:
    """A part begins behind the one before."""
    with SegmentWriter(tmp_path, SCHEMA, 1) as writer:
        writer.postings("tags", ONE)
        with pytest.raises(ValueError, match="'tags' do not ascend from b'a'"):
            writer.postings("tags", ONE)


def test_wrong_columns(tmp_path: Path) -> None:
    """One value for each document, once, in a field that is declared so."""
    with SegmentWriter(tmp_path, SCHEMA, 2) as writer:
        with pytest.raises(ValueError, match="'text' has 1 values for 2 documents"):
            writer.bytes_column("text", [b"one"])
        with pytest.raises(ValueError, match="'date' has 3 values for 2 documents"):
            writer.numbers_column("date", np.arange(3))
        with pytest.raises(TypeError, match=r"'text' has the column .*; declare it as a NumericColumn"):
            writer.numbers_column("text", np.arange(2))
        with pytest.raises(ValueError, match="ends 4 bytes too early"):
            writer.copied_column("text", BytesIO(b"few"), np.array([3, 4]))
        writer.stored([{}, {}])
        with pytest.raises(ValueError, match=r"_stored\.col is in the segment already"):
            writer.stored([{}, {}])
