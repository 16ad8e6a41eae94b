"""The shapes of answers. From these types mypy checks what is sent, and openapi.json says what may be expected."""

from typing import Annotated, Literal, NotRequired, TypedDict

Moment = Annotated[str, "RFC 3339, such as 2024-05-12T08:00:00Z."]
Html = Annotated[str, "Plain text escaped for HTML, with <mark> as the only markup."]


class Formatted(TypedDict):
    """What a hit shows, with the words found marked."""

    title: Html
    snippet: Html


class SectionHit(TypedDict):
    """A heading of a hit under which the query matches."""

    heading: str
    url: Annotated[str, "The hit's URL with the heading's anchor."]
    snippet: Html


class WordScore(TypedDict):
    """How one word of the query added to a hit's score."""

    word: Annotated[str, "As it was typed."]
    matched: Annotated[list[str], "The stems that stood for it."]
    score: float


class ScoreDetails(TypedDict):
    """Why a hit scores what it scores: (the sum of words + exact + title) * coordination."""

    words: list[WordScore]
    exact: float
    title: float
    coordination: float
    score: float


class PostHead(TypedDict):
    """What is known of a post without its text."""

    id: Annotated[str, "Stable; letters, digits, - and _."]
    path: Annotated[str, "The file, relative to the posts folder."]
    url: Annotated[str, "Where readers find it; from the root where the blog's address is not set."]
    title: str
    summary: str
    tags: list[str]
    categories: list[str]
    authors: list[str]
    date: Moment | None
    updated: Moment | None
    lang: Annotated[str, "Two letters."] | None


class Score(TypedDict):
    """How well a hit matches."""

    _rankingScore: Annotated[float, "From 0 to 1; 1 where nothing was searched for."]
    _rankingScoreDetails: NotRequired[Annotated[ScoreDetails, "With explain."]]


class Hit(PostHead, Score):
    """A post that was found."""

    _formatted: Formatted
    _sections: Annotated[list[SectionHit], "At most three."]


class Paging(TypedDict, total=False):
    """Where in the hits an answer stands: in pages, or in hits if the request gave offset or limit."""

    page: int
    hitsPerPage: int
    totalPages: int
    offset: int
    limit: int


class Results(Paging):
    """One page of what was found."""

    hits: list[Hit]
    query: Annotated[str, "The text that was searched for, as it was typed."]
    processingTimeMs: int
    totalHits: Annotated[int, "How many posts match, exactly."]
    facetDistribution: Annotated[
        dict[str, dict[str, int]],
        "For each facet asked for, its values and how many posts carry them, whatever is chosen in that facet itself.",
    ]
    matching: Annotated[Literal["all", "any"], '"any" if few posts or none hold every word; hits may lack some.']
    didYouMean: Annotated[str, "A query that would find more."] | None
    correctedQuery: Annotated[str, "What was searched for instead, if words were replaced."] | None
    generation: Annotated[str, "Which state of the index answered."]


class Tag(TypedDict):
    """A tag and how many posts carry it."""

    name: str
    count: int
    url: Annotated[str, "Its page in this service."]


class CloudTag(Tag):
    """A tag as it stands in a cloud of tags."""

    weight: Annotated[float, "How much it is used, up to 1 for the most used one: log(1 + count) / log(1 + most)."]


class TagDetails(Tag):
    """All that is known of a tag."""

    spellings: Annotated[list[str], "Other ways in which posts write it."]
    aliases: Annotated[list[str], "Words that stand for it."]
    parent: Annotated[str, "The tag that it stands below, as lang/python stands below lang."] | None
    children: Annotated[list[Tag], "The tags that stand below it; its count holds theirs."]


class TagResults(Results):
    """The posts of one tag."""

    tag: TagDetails


class Tags(TypedDict):
    """The tags of the blog."""

    tags: list[CloudTag]
    total: Annotated[int, "How many tags there are, given or not."]
    generation: str


class Suggestions(TypedDict):
    """What to offer while a query is being typed."""

    query: str
    posts: Annotated[list[Hit], "Posts whose titles match, best first."]
    tags: list[Tag]
    queries: Annotated[list[str], "The text with its last word completed."]
    processingTimeMs: int
    generation: str


class PostLink(TypedDict):
    """A post to link to."""

    id: str
    url: str
    title: str


class Translation(PostLink):
    """The same post in another language."""

    lang: Annotated[str, "Two letters."]


class SeriesPlace(TypedDict):
    """Where a post stands in its series."""

    name: str
    position: Annotated[int, "From 1."]
    length: Annotated[int, "How many posts the series has in the post's language."]
    previous: PostLink | None
    next: PostLink | None


class Reason(TypedDict):
    """Why a post is suggested."""

    pinned: Annotated[bool, "Whether the author named it."]
    series: Annotated[str, "The series that both belong to."] | None
    tags: Annotated[list[str], "The tags that both carry."]
    words: Annotated[list[str], "The words that tell most of those that both use."]


class SharedWord(TypedDict):
    """What one shared word tells."""

    word: str
    posts: Annotated[int, "How many posts of the blog use it."]
    weight: Annotated[float, "The product of its tf-idf in both posts."]


class SharedWords(TypedDict):
    """What shared words tell, for those who ask."""

    _sharedWords: NotRequired[Annotated[list[SharedWord], "With explain."]]


class RelatedPost(PostHead, SharedWords):
    """A post to read next."""

    _rankingScore: Annotated[float, "How related it is, from 0 to 1; 1 if the author named it."]
    _reason: Reason


class RelatedPosts(TypedDict):
    """Where a reader of a post can go from there."""

    id: Annotated[str, "The post that was asked about."]
    hits: Annotated[list[RelatedPost], "Those that the author named first, then the most related."]
    series: SeriesPlace | None
    translations: Annotated[list[Translation], "The same post in other languages; none of them is among the hits."]
    unknown: Annotated[list[str], "What the author named under related and is the name of no post that is shown."]
    processingTimeMs: int
    generation: str


class Shown(PostLink):
    """How often a post is suggested."""

    count: Annotated[int, "Below how many posts it stands among the first five."]
    share: Annotated[float, "The share of all suggestions that these are."]


class Exposure(TypedDict):
    """How evenly posts are suggested: what `backmatter related --exposure --json` prints."""

    posts: int
    slots: Annotated[int, "Suggestions below all posts together, at most five each."]
    neverShown: Annotated[list[PostLink], "Posts that stand below no other."]
    mostShown: Annotated[list[Shown], "The ten that are shown most."]


class Section(TypedDict):
    """A heading of a post."""

    heading: str
    url: str
    level: Annotated[int, "1 for <h1> to 6 for <h6>."]


class Post(PostHead):
    """A whole post, as plain text."""

    body: str
    sections: list[Section]


class Problem(TypedDict):
    """Something the blog's owner should look at."""

    path: str
    line: int
    code: str
    message: str


class Sync(TypedDict):
    """What a sync found and did; seen is indexed, left out and failed together."""

    syncedAt: Moment
    generation: Annotated[str, "The state of the index afterwards."]
    seen: Annotated[int, "Files in the posts folder."]
    indexed: Annotated[int, "Posts that can be found now."]
    leftOut: Annotated[dict[str, int], "Files that are not shown, by reason."]
    failed: Annotated[int, "Files that could not be read."]
    added: Annotated[int, "Posts that are new in the index."]
    changed: Annotated[int, "Posts that were indexed anew."]
    removed: Annotated[int, "Posts that went from the index."]


TaskStatus = Literal["enqueued", "processing", "succeeded", "failed", "canceled"]


class TaskSummary(TypedDict):
    """A sync that was asked for."""

    taskUid: Annotated[int, "Its number: GET /api/tasks/{taskUid} tells how far it is."]
    status: TaskStatus
    type: Literal["reindex"]
    enqueuedAt: Moment


class Freshness(TypedDict):
    """Whether the index is as new as it should be."""

    ageSeconds: Annotated[int, "How long ago the last sync that succeeded began."] | None
    nextSync: Annotated[str, "When the next sync is due, by the schedule or by a post's date; RFC 3339."] | None
    stale: Annotated[
        bool, "Whether the index is older than its schedule allows, is damaged, or the last sync has failed."
    ]
    damage: Annotated[bool, "Whether the newest state of the index is damaged, so that the one before it answers."]


EngineState = Literal["green", "yellow", "red", "unreachable", "refused"]
_ENGINE = (
    "green: all is well; yellow: it answers, with fewer copies than it should have or from the state before a damaged "
    "one; red: something is missing; unreachable: nothing answers; refused: it does not let this service in."
)


class Status(Freshness):
    """How the index stands."""

    version: Annotated[str, "Of Backmatter."]
    engine: Annotated[EngineState, _ENGINE]
    generation: str
    posts: Annotated[int, "Posts that can be found."]
    lastSync: Annotated[Sync, "The last sync that succeeded."] | None
    problems: Annotated[list[Problem], "At most 100."]
    totalProblems: int
    syncing: Annotated[bool, "Whether a sync is running."]
    lastTask: Annotated[TaskSummary, "The sync that began last, however it ended."] | None


class SyncOutcome(Sync):
    """What `backmatter index --json` and `backmatter check --json` print."""

    problems: Annotated[list[Problem], "All of them: path, line, code, message."]
    seconds: Annotated[float, "How long it took."]
    notes: Annotated[list[str], "What to know about the settings."]


class Health(Freshness):
    """Whether the process lives, and how old its index is."""

    status: Literal["available"]
    engine: Annotated[EngineState, _ENGINE]
    generation: Annotated[str, "The state of the index that answers; null if none does."] | None
    lastSync: Annotated[str, "When the last sync that succeeded began; RFC 3339."] | None


class Ready(TypedDict):
    """Whether the index answers."""

    status: Literal["ready"]
    generation: str
    engine: Annotated[EngineState, _ENGINE]


class Error(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, "Where the code is explained."]
    title: str
    status: int
    detail: str
    code: Annotated[str, "A short stable name."]
    message: Annotated[str, "The detail again, under the name other search clients read."]
    link: Annotated[str, "The type again, likewise."]
    parameter: NotRequired[Annotated[str, "Which parameter is wrong."]]
