"""A post's text, cut at its headings."""

from indexer import Document, Section
from service.pages.reading import Paragraph, Part, parts


def document(body: str, *sections: Section) -> Document:
    """A document of that text."""
    return Document("i", "p.md", "/p/", "T", body, "f", sections=sections)


def test_each_part_has_its_heading_and_its_paragraphs() -> None:
    """What stands before the first heading has none; a heading is not repeated in its text."""
    first, second = Section("One", "one", 2, 7), Section("Two", "two", 3, 20)

    assert list(parts(document("Intro\n\nOne\n\nA\nb\n\nC\n\nTwo\n\nD", first, second))) == [
        Part(None, [Paragraph("Intro")]),
        Part(first, [Paragraph("A\nb"), Paragraph("C")]),
        Part(second, [Paragraph("D")]),
    ]


def test_a_post_without_headings_is_one_part() -> None:
    """An empty one as well."""
    assert list(parts(document("A\n\nB"))) == [Part(None, [Paragraph("A"), Paragraph("B")])]
    assert list(parts(document(""))) == [Part(None, [])]


def test_a_paragraph_knows_whether_its_lines_and_spaces_mean_something() -> None:
    """Prose has one line; lists and verses have lines; code has indentation or columns as well."""
    shown = [(one.has_lines, one.is_aligned) for one in map(Paragraph, ("A.  B", "a\nb", "if a:\n    b", "a  b\nc  d"))]

    assert shown == [(False, False), (True, False), (True, True), (True, True)]
