"""AsciiDoc to text."""

from indexer.posts.markup import to_text

POST = """\
= Roses
:toc:
:author: Somebody

Intro *bold* _it_ `a_b` https://x.example[link] <<care,Care>> snake_case.footnote:[The proof.]

[[care]]
== Care

[source,ruby]
----
puts "*x*" # <1>
----
<1> Prints

.A title
* water
** daily

image::r.png[A rose,200]

|===
|a |b
|===

// a remark
term:: meaning

== First steps
"""


def test_a_post_gives_its_text_and_sections() -> None:
    """Markers, options and remarks vanish."""
    text = to_text(POST, ".adoc", "")
    assert text.title == "Roses"
    assert text.body.split("\n\n") == [
        "Intro bold it a_b link Care snake_case. The proof.",
        "Care",
        'puts "*x*"',
        "Prints",
        "A title\nwater\ndaily",
        "A rose",
        "a b",
        "term meaning",
        "First steps",
    ]
    assert [(section.anchor, section.level) for section in text.sections] == [("care", 2), ("_first_steps", 2)]
