"""The mapping: how a build keeps its versions, field by field, and how their pre-analysed text is read.

In pre-analysed text `GAP` stands between positions, `SAME_PLACE` between the tokens at one position, and `MARK` between
a token's word and its stems; a word that is its own only stem stands alone:

    running␟run the node.js␞node js
"""

from typing import Any

from indexer.analysis import analyzer
from indexer.engines.opensearch.address import Address
from indexer.facet_values import HIERARCHICAL
from indexer.schema import TEXT_FIELD_NAMES, VALUE_FIELDS
from indexer.schema import VERSION as SCHEMA_VERSION

GAP, SAME_PLACE, MARK = " ", "\x1e", "\x1f"
"""Control characters are in no token, and neither is white space."""

VERSIONS = {"schema": SCHEMA_VERSION, "analyzer": analyzer.VERSION, "mapping": 2}
"""Stands in a build's ``_meta``; this version cannot read one that says otherwise. Raise the last with this file."""

MAX_KEYWORD = 8_000
"""Characters of a keyword: four bytes each at most, and Lucene takes no term of more than 32,766 bytes."""
_MAX_TOKEN = 10_000
"""Characters at one position: two tokens of 64, each with two stems, of which a letter is 18 when folded."""

_ANALYSIS = {
    "analyzer": {
        "word": {"type": "custom", "tokenizer": "gap", "filter": ["tokens", "word"]},
        "stem": {"type": "custom", "tokenizer": "gap", "filter": ["tokens", "stems", "each_stem"]},
        "counted": {"type": "custom", "tokenizer": "gap", "filter": ["counted"]},
        "phrase": {"type": "custom", "tokenizer": "gap", "filter": ["hole"]},
    },
    "tokenizer": {"gap": {"type": "char_group", "tokenize_on_chars": [GAP], "max_token_length": _MAX_TOKEN}},
    "filter": {
        "tokens": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{SAME_PLACE}]+)"]},
        "word": {"type": "pattern_replace", "pattern": f"{MARK}.*", "replacement": ""},
        "stems": {"type": "pattern_replace", "pattern": f"^[^{MARK}]*{MARK}", "replacement": ""},
        "each_stem": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{MARK}]+)"]},
        "counted": {"type": "delimited_term_freq", "delimiter": MARK},
        "hole": {"type": "stop", "stopwords": [SAME_PLACE]},
    },
}
# The score of a term is how often it is there, so that it can be told from outside.
_SIMILARITY = {"raw": {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}}

_KEYWORD = {"type": "keyword"}
_LOOKED_AT = {"type": "keyword", "index": False}
_STORED = {"type": "object", "enabled": False}
_LONG = {"type": "long"}
_LENGTH = {"type": "integer", "index": False}
_TERMS = {"type": "text", "similarity": "raw", "norms": False}
_COUNTED = {**_TERMS, "analyzer": "counted", "search_analyzer": "keyword", "index_options": "freqs"}
_WORDS = {**_TERMS, "analyzer": "word", "search_analyzer": "phrase"}
_STEMS = {**_TERMS, "analyzer": "stem", "search_analyzer": "keyword", "index_options": "freqs"}
_TEXT = {"type": "text", "index": False, "fields": {"word": _WORDS, "stem": _STEMS}}

_VERSION = {"kind": _KEYWORD, "key": _KEYWORD, "from": _LONG, "to": _LONG}
_POST = {
    "post": _STORED,
    "entries": {"type": "binary", "doc_values": True},
    "fingerprint": _LOOKED_AT,
    "value": {"properties": dict.fromkeys(VALUE_FIELDS, _KEYWORD)},
    "level": {"properties": dict.fromkeys(sorted(HIERARCHICAL), _KEYWORD)},
    "written": {"properties": dict.fromkeys(VALUE_FIELDS, _LOOKED_AT)},
    "moment": _LONG,
    "day": {"type": "integer"},
    "title_key": _LOOKED_AT,
    "text": {"properties": dict.fromkeys(TEXT_FIELD_NAMES, _TEXT)},
    "words": _COUNTED,
    "stems": _COUNTED,
    "length": {"properties": dict.fromkeys(TEXT_FIELD_NAMES, _LENGTH)},
    "lengths": {"type": "long", "index": False},
    "title_words": _LENGTH,
}
_OTHERS = {"uses": _LONG, "lexemes": _LOOKED_AT, "neighbours": _STORED, "state": _STORED}


def build(address: Address) -> dict[str, Any]:
    """What an empty build is made with, settings and mapping: it refreshes only when it is told to."""
    return {
        "settings": {
            "number_of_shards": address.shards,
            "number_of_replicas": address.replicas,
            "refresh_interval": -1,
            "codec": "best_compression",
            "analysis": _ANALYSIS,
            "similarity": _SIMILARITY,
        },
        "mappings": {"dynamic": "strict", "_meta": VERSIONS, "properties": {**_VERSION, **_POST, **_OTHERS}},
    }


def keyword(text: str) -> str:
    """*text* as it is kept, and asked for, as a keyword: cut where it would be too long."""
    return text[:MAX_KEYWORD]
