"""NLTK's stemmers, loaded alone."""

import subprocess
import sys

import pytest

from indexer.analysis.languages import STEMMERS

ALONE = """
import sys, warnings
warnings.simplefilter("error")
from indexer.analysis.snowball import stemmer
stem = stemmer("{name}")
assert not [module for module in sys.modules if module.startswith("nltk")]
import nltk
assert nltk.__version__ and nltk.corpus.stopwords
expected = nltk.stem.snowball.SnowballStemmer("{name}").stem
words = "a connections häuser canciones книгами kirjoissammekin maisons allein يكتبون".split()
assert [*map(stem, words)] == [*map(expected, words)]
"""
BEHIND = """
import nltk
from indexer.analysis.snowball import stemmer
assert type(stemmer("english").__self__) is nltk.stem.snowball.EnglishStemmer
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", [STEMMERS["en"], STEMMERS["ar"]])
def test_the_stemmers_are_those_of_nltk(name: str) -> None:
    """Nothing of NLTK is left behind, so that it can still be imported as it is."""
    run(ALONE.format(name=name))


@pytest.mark.slow
def test_an_nltk_that_was_imported_before_is_used() -> None:
    """There is no second one then."""
    run(BEHIND)


def run(code: str) -> None:
    """Run *code* in a process of its own, as this one has imported NLTK."""
    subprocess.run([sys.executable, "-c", code], check=True)
