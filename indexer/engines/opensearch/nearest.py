"""The nearest posts, looked for when somebody asks: for blogs of more posts than a sync compares with each other.

The cluster finds the posts that share most of the telling words of one, and these are compared with each other as all
posts of a smaller blog would be. Of the first five that comparing all finds, seven in ten are then found.
"""

from math import log

from indexer.document import Document
from indexer.engines.opensearch.sharing import PostWords, posts_with
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.vectors import WANTED, vectors_of
from indexer.engines.opensearch.versions import Clause
from indexer.facet_values import FacetValues
from indexer.related.feature_lists import FEWEST_HOLDERS, RARITY
from indexer.related.neighbour import Neighbour
from indexer.related.neighbourhoods import NOBODY, neighbourhoods

WORDS = 50
"""So many words of a post are looked for; with 100 no more of the best posts are found."""
CANDIDATES = 200
"""So many posts are compared, which takes a tenth of a second; with 100 six in ten of the best are found."""


def nearest(snapshot: Snapshot, document_id: str) -> tuple[Neighbour, ...]:
    """The posts that are most like that of the id, the most related first; none if there is no such post."""
    (document,) = snapshot.documents([document_id])
    if document is None:
        return ()
    itself = {"constant_score": {"filter": {"term": {"key": document_id}}, "boost": 1_000_000}}
    query = {"bool": {"should": [itself, *_telling(snapshot, document)]}}
    body = {**WANTED, "query": query, "sort": [{"_score": "desc"}, {"key": "asc"}], "size": CANDIDATES}
    found = vectors_of(snapshot.ask(body)["hits"]["hits"], FacetValues("tags", {}))
    return neighbourhoods(found, NOBODY, ()).of(document_id)


def _telling(snapshot: Snapshot, document: Document) -> list[Clause]:
    """What finds posts by the most telling words of *document*, which weigh as they do in `related.feature_lists`."""
    times = PostWords(document, snapshot.analyzer).times
    posts = posts_with(snapshot, list(times))
    weights = {
        stem: (1 + log(times[stem])) * (log((1 + snapshot.posts) / (1 + held)) + 1) ** RARITY
        for stem, held in posts.items()
        if held >= FEWEST_HOLDERS
    }
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:WORDS]
    return [{"constant_score": {"filter": {"term": {"stems": stem}}, "boost": weights[stem]}} for stem in best]
