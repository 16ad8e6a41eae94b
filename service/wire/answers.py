"""Answers to JSON: what the indexer found, in the shapes of the wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from math import log1p
from urllib.parse import quote

import indexer
from service.wire import shapes
from service.wire.requests import ALL_VALUES, Search, ValueListing

NO_ALIASES = indexer.Aliases()

_FRAGMENT = "!$&'()*+,;=:@/?"
"""What RFC 3986 lets stand in a fragment besides letters, digits and ``-._~``."""


def results(found: indexer.Results, search: Search, milliseconds: int) -> shapes.Results:
    """The answer to *search*."""
    return {
        "hits": [hit(one) for one in found.hits],
        "query": search.query.text,
        "processingTimeMs": milliseconds,
        "totalHits": found.total,
        **_paging(found.total, search),
        "facetDistribution": {name: _listed(name, counts, search.values) for name, counts in found.facets.items()},
        "matching": found.matching,
        "didYouMean": found.did_you_mean,
        "correctedQuery": found.corrected,
        "generation": found.generation,
    }


def _paging(total: int, search: Search) -> shapes.Paging:
    limit = search.query.limit
    if search.by_offset:
        return {"offset": search.query.offset, "limit": limit}
    return {"page": search.page, "hitsPerPage": limit, "totalPages": pages(total, limit)}


def pages(total: int, per_page: int) -> int:
    """How many pages *total* hits fill; 0 if a page holds none."""
    return -(-total // per_page) if per_page else 0


def hit(found: indexer.Hit) -> shapes.Hit:
    """A hit."""
    return {
        **head(found),
        "_formatted": {"title": found.title_html, "snippet": found.snippet},
        "_sections": [
            {"heading": section.heading, "url": anchored(found.url, section.anchor), "snippet": section.snippet}
            for section in found.sections
        ],
        **_score(found),
    }


def post(document: indexer.Document) -> shapes.Post:
    """A whole post."""
    return {
        **head(document),
        "body": document.body,
        "sections": [
            {"heading": section.heading, "url": anchored(document.url, section.anchor), "level": section.level}
            for section in document.sections
        ],
    }


def head(source: indexer.Hit | indexer.Document) -> shapes.PostHead:
    """What is known of a post without its text."""
    return {
        "id": source.id,
        "path": source.path,
        "url": source.url,
        "title": source.title,
        "summary": source.summary,
        "tags": list(source.tags),
        "categories": list(source.categories),
        "authors": list(source.authors),
        "date": moment(source.date) if source.date else None,
        "updated": moment(source.updated) if source.updated else None,
        "lang": source.lang,
    }


def _score(found: indexer.Hit) -> shapes.Score:
    why = found.explanation
    if not why:
        return {"_rankingScore": found.score}
    words: list[shapes.WordScore] = [
        {"word": word.word, "matched": list(word.matched), "score": word.score} for word in why.words
    ]
    details: shapes.ScoreDetails = {
        "words": words,
        "exact": why.exact,
        "title": why.title,
        "coordination": why.coordination,
        "score": why.score,
    }
    return {"_rankingScore": found.score, "_rankingScoreDetails": details}


def _listed(facet: str, counts: Mapping[str, int], listing: ValueListing) -> dict[str, int]:
    """Those values of *facet* that *listing* asks for."""
    if listing == ALL_VALUES:
        return dict(counts)
    found = indexer.facet_search(facet, counts, listing.text, order=listing.order)
    return dict(islice(found.items(), listing.offset, _end(listing)))


def _end(listing: ValueListing) -> int | None:
    return None if listing.limit is None else listing.offset + listing.limit


def tags(
    counts: Mapping[str, int], listing: ValueListing, generation: str, aliases: indexer.Aliases = NO_ALIASES
) -> shapes.Tags:
    """The tags of *counts* that *listing* asks for, by their names or their *aliases*."""
    found = indexer.facet_search("tags", counts, listing.text, order=listing.order, aliases=aliases)
    most = log1p(max(counts.values(), default=1))
    shown = islice(found.items(), listing.offset, _end(listing))
    return {
        "tags": [{**tag(name, count), "weight": round(log1p(count) / most, 4)} for name, count in shown],
        "total": len(found),
        "generation": generation,
    }


def tag(name: str, count: int) -> shapes.Tag:
    """A tag with its page."""
    return {"name": name, "count": count, "url": tag_url(name)}


def tag_details(found: indexer.Tag) -> shapes.TagDetails:
    """A tag with all that is known of it."""
    return {
        **tag(found.name, found.count),
        "spellings": list(found.spellings),
        "aliases": list(found.aliases),
        "parent": found.parent,
        "children": [tag(*child) for child in found.children],
    }


def suggestions(found: indexer.Suggestions, milliseconds: int) -> shapes.Suggestions:
    """What to offer while a query is being typed."""
    return {
        "query": found.query,
        "posts": [hit(one) for one in found.posts],
        "tags": [tag(name, count) for name, count in found.tags],
        "queries": list(found.queries),
        "processingTimeMs": milliseconds,
        "generation": found.generation,
    }


def sync(report: indexer.SyncReport) -> shapes.Sync:
    """What a sync found and did."""
    return {
        "syncedAt": moment(report.synced_at),
        "generation": report.generation,
        "seen": report.seen,
        "indexed": report.indexed,
        "leftOut": dict(report.left_out),
        "failed": report.failed,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
    }


def problem(found: indexer.Problem) -> shapes.Problem:
    """A problem of a post."""
    return {"path": found.path, "line": found.line, "code": found.code, "message": found.message}


def moment(when: datetime) -> str:
    """RFC 3339, with Z for UTC. Offsets with seconds, which it cannot say, become UTC."""
    text = when.isoformat()
    if text[-6] not in "+-":
        text = when.astimezone(UTC).isoformat()
    return text.replace("+00:00", "Z")


def anchored(url: str, anchor: str) -> str:
    """*url* pointing to *anchor*; *url* itself without one."""
    # Nearly all are words and hyphens, and to see that takes a tenth of what quoting takes.
    is_plain = anchor.isascii() and anchor.replace("-", "").isalnum()
    fragment = anchor if is_plain else quote(anchor, safe=_FRAGMENT, errors="replace")
    return f"{url}#{fragment}" if fragment else url


def tag_url(name: str) -> str:
    """The page of a tag in this service."""
    # Clients resolve "." and ".." as folders, however they are escaped.
    return f"/search?tag={name}" if name in {".", ".."} else f"/tags/{quote(name, safe='', errors='replace')}"
