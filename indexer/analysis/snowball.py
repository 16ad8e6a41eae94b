"""NLTK's Snowball stemmers, loaded without the rest of NLTK.

``import nltk.stem.snowball`` first runs ``nltk/__init__.py``, which loads taggers, parsers and corpora: ten times what
the stemmers take. So the packages around them stand empty while they are loaded, and are forgotten afterwards: whoever
imports NLTK later gets it as it is.
"""

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType

_MODULE = "nltk.stem.snowball"
_PACKAGES = ("nltk", "nltk.stem", "nltk.corpus")
"""Each behind the one that holds it."""


def stemmer(name: str) -> Callable[[str], str]:
    """What stems words by the rules for the language *name*, as NLTK names it ("english")."""
    stem: Callable[[str], str] = _snowball().SnowballStemmer(name).stem
    return stem


@cache
def _snowball() -> ModuleType:
    if "nltk" in sys.modules:
        return import_module(_MODULE)
    try:
        return _alone()
    except ImportError:  # another version of NLTK, whose stemmers need more of it
        return import_module(_MODULE)


def _alone() -> ModuleType:
    try:
        for name in _PACKAGES:
            sys.modules[name] = _empty(name)
        sys.modules["nltk.corpus"].stopwords = None  # type: ignore[attr-defined]  # imported, and not used as we ask
        return import_module(_MODULE)
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "nltk"]:
            del sys.modules[name]


def _empty(package: str) -> ModuleType:
    """The *package*, of which nothing has run, but whose modules can be imported."""
    parent = package.rpartition(".")[0]
    spec = PathFinder.find_spec(package, sys.modules[parent].__path__ if parent else None)
    if spec is None:
        raise ImportError(f"{package}: there is no such package; install nltk.")
    return module_from_spec(spec)
