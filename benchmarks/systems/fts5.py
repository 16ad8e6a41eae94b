"""SQLite's full-text search, which comes with Python. It knows no typing mistakes."""

import sqlite3
from pathlib import Path

from benchmarks.collection import Collection
from benchmarks.systems.protocol import PAGE, TOP_TAGS, Answer, Found, Kind, Matching, Question, System
from benchmarks.systems.words import content_words, words

_FIELDS = ("title", "headings", "tags", "summary", "body")
_SCHEMA = f"""
    CREATE VIRTUAL TABLE posts USING fts5(id UNINDEXED, {", ".join(_FIELDS)}, tokenize = 'porter unicode61');
    CREATE TABLE tagged (post INTEGER, tag TEXT);
"""
_INSERT = f"INSERT INTO posts VALUES ({', '.join('?' * (1 + len(_FIELDS)))})"  # noqa: S608  (signs of our own)
_RANK = "SELECT id FROM posts WHERE posts MATCH ? ORDER BY bm25(posts, 0, 10, 3, 5, 2, 1) LIMIT ?"
_COUNT = "SELECT count(*) FROM posts WHERE posts MATCH ?"
_HITS = f"""
    SELECT id, title, snippet(posts, 5, '<mark>', '</mark>', '…', 30) FROM posts WHERE posts MATCH ?
    ORDER BY bm25(posts, 0, 10, 3, 5, 2, 1) LIMIT {PAGE}
"""  # noqa: S608  (a number of our own)
_TAGS = f"""
    SELECT tag, count(*) FROM posts CROSS JOIN tagged ON tagged.post = posts.rowid WHERE posts MATCH ?
    GROUP BY tag ORDER BY 2 DESC LIMIT {TOP_TAGS}
"""  # noqa: S608  (a number of our own)


class Fts5(System):
    """Porter stems, title 10, tags 5, headings 3, summary 2, body 1; stop words are left out of questions."""

    def __init__(self, folder: Path, matching: Matching = Matching.ALL) -> None:
        self.folder = folder
        self._joint = " OR " if matching is Matching.ANY else " "

    def build(self, collection: Collection) -> None:
        """One table for the texts, one for the tags."""
        self.folder.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.folder / "posts.sqlite")
        database.executescript(_SCHEMA)
        for document in collection.documents():
            row = (document.id, *map(document.text, _FIELDS))
            post = database.execute(_INSERT, row).lastrowid
            database.executemany("INSERT INTO tagged VALUES (?, ?)", [(post, tag) for tag in document.tags])
        database.execute("CREATE INDEX tags_of_posts ON tagged (post, tag)")
        database.execute("INSERT INTO posts(posts) VALUES ('optimize')")
        database.commit()
        database.close()

    def open(self) -> None:
        """Connect."""
        self._database = sqlite3.connect(self.folder / "posts.sqlite")

    def rank(self, text: str, limit: int) -> list[str]:
        """By weighted BM25."""
        expression = self._expression(Question(text))
        return [post for (post,) in self._database.execute(_RANK, (expression, limit))] if expression else []

    def answer(self, question: Question) -> Answer:
        """Three statements: count, page, tags."""
        expression = self._expression(question)
        (total,) = self._database.execute(_COUNT, (expression,)).fetchone()
        hits = [Found(*row) for row in self._database.execute(_HITS, (expression,))]
        return Answer(total, hits, dict(self._database.execute(_TAGS, (expression,)).fetchall()))

    def _expression(self, question: Question) -> str:
        if question.kind is Kind.PHRASE:
            return f'"{" ".join(words(question.text))}"'
        star = "*" if question.kind is Kind.PREFIX else ""
        return self._joint.join(f'"{word}"{star}' for word in content_words(question.text))
