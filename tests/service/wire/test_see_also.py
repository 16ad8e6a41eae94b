"""Where one can go from a post, as JSON."""

from indexer import Exposure, Reason, RelatedPost, RelatedPosts, SeriesPlace, SharedWord
from indexer.see_also.exposure import Shown
from service.wire import see_also
from service.wire.answers import head
from tests.documents import document

A, B, C = (document(name, f"Post {name}", lang="en") for name in "abc")
LINKS = {name: {"id": name, "url": f"/{name}/", "title": f"Post {name}"} for name in "abc"}
REASON = Reason(pinned=True, series="S", tags=("x",), words=(SharedWord("rye", 3, 1.5),))


def test_related_posts() -> None:
    """Heads of posts with score and reason; what words weigh only for those who ask."""
    found = RelatedPosts(
        post=A,
        related=(RelatedPost(B, 0.5, REASON),),
        series=SeriesPlace("S", 1, 2, None, C),
        translations=(C,),
        missing=("d",),
        generation="g",
    )
    hit = {
        **head(B),
        "_rankingScore": 0.5,
        "_reason": {"pinned": True, "series": "S", "tags": ["x"], "words": ["rye"]},
    }

    assert see_also.related(found, 7) == {
        "id": "a",
        "hits": [hit],
        "series": {"name": "S", "position": 1, "length": 2, "previous": None, "next": LINKS["c"]},
        "translations": [{**LINKS["c"], "lang": "en"}],
        "unknown": ["d"],
        "processingTimeMs": 7,
        "generation": "g",
    }
    explained = see_also.related(found, 7, explain=True)["hits"][0]
    assert explained["_sharedWords"] == [{"word": "rye", "posts": 3, "weight": 1.5}]


def test_exposure() -> None:
    """Links to those that are never shown and to the ten that are shown most."""
    shown = (Shown("a", 3, 0.75), Shown("b", 1, 0.25))

    assert see_also.exposure(Exposure(3, 4, shown, ("c",)), {"a": A, "b": B, "c": C}) == {
        "posts": 3,
        "slots": 4,
        "neverShown": [LINKS["c"]],
        "mostShown": [{**LINKS["a"], "count": 3, "share": 0.75}, {**LINKS["b"], "count": 1, "share": 0.25}],
    }
