"""Where one can go from a post, as JSON."""

from collections.abc import Iterable, Mapping

import indexer
from service.wire import shapes
from service.wire.answers import head

MOST_SHOWN = 10


def related(found: indexer.RelatedPosts, milliseconds: int, *, explain: bool = False) -> shapes.RelatedPosts:
    """The related posts that were *found*; those who ask to *explain* are told what words weigh."""
    return {
        "id": found.post.id,
        "hits": [_hit(one, explain=explain) for one in found.related],
        "series": series(found.series) if found.series else None,
        "translations": [{**link(post), "lang": post.lang or ""} for post in found.translations],
        "unknown": list(found.missing),
        "processingTimeMs": milliseconds,
        "generation": found.generation,
    }


def _hit(one: indexer.RelatedPost, *, explain: bool) -> shapes.RelatedPost:
    why = one.reason
    weighed: shapes.SharedWords = _weighed(why.words) if explain else {}
    return {
        **head(one.document),
        "_rankingScore": one.score,
        "_reason": {
            "pinned": why.pinned,
            "series": why.series,
            "tags": list(why.tags),
            "words": [shared.word for shared in why.words],
        },
        **weighed,
    }


def _weighed(words: Iterable[indexer.SharedWord]) -> shapes.SharedWords:
    return {"_sharedWords": [{"word": one.word, "posts": one.posts, "weight": one.weight} for one in words]}


def series(place: indexer.SeriesPlace) -> shapes.SeriesPlace:
    """A place in a series."""
    return {
        "name": place.name,
        "position": place.position,
        "length": place.length,
        "previous": link(place.previous) if place.previous else None,
        "next": link(place.next) if place.next else None,
    }


def link(post: indexer.Document) -> shapes.PostLink:
    """A post to link to."""
    return {"id": post.id, "url": post.url, "title": post.title}


def exposure(found: indexer.Exposure, posts: Mapping[str, indexer.Document]) -> shapes.Exposure:
    """How evenly posts are suggested; *posts* holds those that are never shown and the `MOST_SHOWN`."""
    return {
        "posts": found.posts,
        "slots": found.slots,
        "neverShown": [link(posts[name]) for name in found.never],
        "mostShown": [
            {**link(posts[shown.id]), "count": shown.times, "share": shown.share} for shown in found.shown[:MOST_SHOWN]
        ],
    }
