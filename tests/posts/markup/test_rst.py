"""reStructuredText to text."""

import pytest

from indexer.posts.markup import to_text

POST = """\
=====
Roses
=====

Intro *em* **bold** ``a < b`` `link <https://x.example>`_ :doc:`text <label>` ref_ and snake_case_name [1]_.

First Care
----------

Example::

    cut()

    water()

.. code-block:: python
   :linenos:

   x = 1

.. note:: Mind
   the *thorns*

.. figure:: r.png
   :alt: A rose
   :width: 10

   In May

.. a remark
   unseen

.. _label:

- one
- two

=====  =====
a      b
=====  =====

Deeper
~~~~~~

.. [1] The proof.
"""


def test_a_post_gives_its_text_and_sections() -> None:
    """Markers, options and remarks vanish."""
    text = to_text(POST, ".rst", "pelican")
    assert text.title == "Roses"
    assert text.body.split("\n\n") == [
        "Intro em bold a < b link text ref and snake_case_name.",
        "First Care",
        "Example:",
        "cut()\n \nwater()",
        "x = 1",
        "Mind",
        "the thorns",
        "A rose",
        "In May",
        "one\ntwo",
        "a b",
        "Deeper",
        "The proof.",
    ]
    assert [(section.heading, section.anchor, section.level) for section in text.sections] == [
        ("First Care", "first-care", 2),
        ("Deeper", "deeper", 3),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (".. raw:: html\n\n   <p>Shown</p>\n", "Shown"),
        (".. contents::\n\nText", "Text"),
        ("+---+---+\n| a | b |\n+---+---+", "a b"),
        (":func:`~rose.cut` and `term`", "rose.cut and term"),
        ("|name| and | stays", "name and | stays"),
    ],
)
def test_directives_tables_and_roles(source: str, text: str) -> None:
    """What they show stays."""
    assert to_text(source, ".rst", "pelican").body == text
