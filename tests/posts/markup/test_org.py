"""Org to text."""

from indexer.posts.markup import to_text

POST = """\
#+TITLE: Roses
Intro *bold* /it/ =a*b= [[https://x.example][link]] a/b/c [fn:1]

* TODO Care :garden:
:PROPERTIES:
:CUSTOM_ID: care
:END:
- [ ] water
- term :: meaning
#+BEGIN_SRC python
x = *y*
#+END_SRC
| a | b |
|---+---|
| 1 | 2 |
# a remark
** Thorns
#+begin_quote
Mind them.
#+end_quote
#+begin_export html
<p>Shown</p>
#+end_export
[[file:r.png]]
[fn:1] The proof
"""


def test_a_post_gives_its_text_and_sections() -> None:
    """Markers, options and remarks vanish."""
    text = to_text(POST, ".org", "hugo")
    assert text.body.split("\n\n") == [
        "Intro bold it a*b link a/b/c",
        "Care",
        "water\nterm meaning",
        "x = *y*",
        "a b\n1 2",
        "Thorns",
        "Mind them.",
        "Shown",
        "The proof",
    ]
    assert [(section.heading, section.anchor, section.level) for section in text.sections] == [
        ("Care", "care", 2),
        ("Thorns", "headline-1", 3),
    ]
