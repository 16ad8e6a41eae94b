"""The indexer's one door: everything that other rooms may use of it.

Posts on disk become documents, documents become an index, queries become results. See docs/architecture.md.
"""

from indexer.access import NO_ACCESS, Access
from indexer.aliases import Aliases
from indexer.analysis.folding import fold_value
from indexer.document import Document
from indexer.engine import Engine, open_engine
from indexer.errors import (
    AliasError,
    BackmatterError,
    EngineError,
    EngineNotReady,
    EngineRefused,
    EngineUnreachable,
    EngineUrlError,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    PostsFolderError,
    RollbackRefused,
    SyncRefused,
)
from indexer.facet_search import ValueOrder, facet_search
from indexer.generation import Generation
from indexer.health import Health
from indexer.posts.folder import IGNORE_FILE, SUFFIXES
from indexer.posts.generators import GENERATORS
from indexer.posts.post import Section
from indexer.posts.problem import Problem
from indexer.posts.site import Site
from indexer.query import AnyOf, Clause, Filter, Phrase, Presence, Query, Sort, Value, Words
from indexer.query_parser import parse
from indexer.related.neighbour import Neighbour
from indexer.related.shared import SharedWord
from indexer.results import Explanation, Hit, Results, SectionHit, WordScore
from indexer.schema import FACETS
from indexer.see_also.exposure import Exposure, exposure
from indexer.see_also.lookup import find_post
from indexer.see_also.related_posts import Reason, RelatedPost, RelatedPosts, related_posts
from indexer.see_also.series import SeriesPlace
from indexer.suggestions import Suggestions, suggest
from indexer.sync import SyncReport, check, last_report, sync
from indexer.tagging.changes import TagChange, TagRefusal, tag_changes, write_tags
from indexer.tagging.draft import Draft
from indexer.tagging.hygiene.report import TagReport, check_tags
from indexer.tagging.suggest import PostSuggestions, TagSuggester
from indexer.tagging.suggestion import ACCEPTED, TagSuggestion
from indexer.tagging.tag import Tag, find_tag
from indexer.understanding import Understanding, UnderstoodClause, UnderstoodWord
from indexer.vectors import Vectors

__all__ = [
    "ACCEPTED",
    "FACETS",
    "GENERATORS",
    "IGNORE_FILE",
    "NO_ACCESS",
    "SUFFIXES",
    "Access",
    "AliasError",
    "Aliases",
    "AnyOf",
    "BackmatterError",
    "Clause",
    "Document",
    "Draft",
    "Engine",
    "EngineError",
    "EngineNotReady",
    "EngineRefused",
    "EngineUnreachable",
    "EngineUrlError",
    "Explanation",
    "Exposure",
    "Filter",
    "Generation",
    "Health",
    "Hit",
    "IndexDamaged",
    "IndexLocked",
    "IndexMissing",
    "Neighbour",
    "Phrase",
    "PostSuggestions",
    "PostsFolderError",
    "Presence",
    "Problem",
    "Query",
    "Reason",
    "RelatedPost",
    "RelatedPosts",
    "Results",
    "RollbackRefused",
    "Section",
    "SectionHit",
    "SeriesPlace",
    "SharedWord",
    "Site",
    "Sort",
    "Suggestions",
    "SyncRefused",
    "SyncReport",
    "Tag",
    "TagChange",
    "TagRefusal",
    "TagReport",
    "TagSuggester",
    "TagSuggestion",
    "Understanding",
    "UnderstoodClause",
    "UnderstoodWord",
    "Value",
    "ValueOrder",
    "Vectors",
    "WordScore",
    "Words",
    "check",
    "check_tags",
    "exposure",
    "facet_search",
    "find_post",
    "find_tag",
    "fold_value",
    "last_report",
    "open_engine",
    "parse",
    "related_posts",
    "suggest",
    "sync",
    "tag_changes",
    "write_tags",
]
