"""The routes that programs ask."""

from service.api import operation as o
from service.wire import parameters as p
from service.wire import shapes, tasks
from service.wire.clicks import ClickBody
from service.wire.drafts import DraftBody
from service.wire.tag_suggestions import TagSuggestions

FOR_PROGRAMS = (
    o.Operation(
        path="/api/search",
        name="search",
        summary="Finds posts, the best first.",
        answer=shapes.Results,
        parameters=p.SEARCH,
        codes=o.SEARCH,
    ),
    o.Operation(
        path="/api/suggest",
        name="suggest",
        summary="Completes what is being typed: posts, tags and queries.",
        answer=shapes.Suggestions,
        parameters=p.SUGGEST,
        codes=(*o.READ, *o.DOWN),
    ),
    o.Operation(
        path="/api/posts",
        name="posts",
        summary="Lists posts, the newest first.",
        answer=shapes.Results,
        parameters=p.SEARCH,
        codes=o.SEARCH,
    ),
    o.Operation(
        path="/api/posts/{id}",
        name="post",
        summary="Gives a whole post as plain text.",
        answer=shapes.Post,
        in_path=("id", "The post's id, as a hit has it."),
        codes=(*o.NONE_READ, "post_not_found", *o.DOWN),
    ),
    o.Operation(
        path="/api/posts/{id}/related",
        name="related",
        summary="Lists what to read after a post, each with the reason, with its series and its translations.",
        answer=shapes.RelatedPosts,
        parameters=p.RELATED,
        in_path=("id", "The post's id, as a hit has it; its path, its file's name or its slug will do."),
        codes=(*o.READ, "post_not_found", *o.DOWN),
    ),
    o.Operation(
        path="/api/tags",
        name="tags",
        summary="Lists tags and how many posts carry them.",
        answer=shapes.Tags,
        parameters=p.TAGS,
        codes=(*o.READ, *o.DOWN),
    ),
    o.Operation(
        path="/api/tags/{tag}",
        name="tag",
        summary="Lists the posts of a tag, the newest first.",
        answer=shapes.TagResults,
        parameters=p.SEARCH_IN_TAG,
        in_path=o.TAG,
        moved=o.MOVED,
        codes=(*o.SEARCH, "tag_not_found"),
    ),
    o.Operation(
        path="/api/posts/{id}/tag-suggestions",
        name="tag_suggestions",
        summary="Suggests tags for a post, each with its probability and what speaks for it.",
        answer=TagSuggestions,
        parameters=p.TAG_SUGGESTIONS,
        in_path=("id", "The post's id, as a hit has it; its path, its file's name or its slug will do."),
        codes=(*o.READ, "post_not_found", *o.DOWN),
    ),
    o.Operation(
        path="/api/tags/suggest",
        name="suggest_tags",
        summary="Suggests tags for a text that is being written.",
        answer=TagSuggestions,
        method="POST",
        body=DraftBody,
        codes=(
            *("unknown_parameter", "invalid_parameter", "missing_parameter", "invalid_body"),
            *("request_entity_too_large", *o.DOWN),
        ),
    ),
    o.Operation(
        path="/api/clicks",
        name="report_click",
        summary="Writes down which hit was chosen, if the setting clicks names a file; any type of body will do.",
        answer=None,
        media=(),
        method="POST",
        body=ClickBody,
        codes=(
            *("unknown_parameter", "invalid_parameter", "missing_parameter", "invalid_body"),
            *("clicks_off", "post_not_found", "request_entity_too_large", *o.DOWN),
        ),
    ),
    o.Operation(
        path="/api/reindex",
        name="reindex",
        summary="Asks for a sync, by the key or by a webhook that is signed with it; GitHub's ping is answered by 200.",
        answer=shapes.TaskSummary,
        parameters=tasks.REINDEX,
        method="POST",
        body=tasks.ReindexBody,
        success=202,
        codes=(
            *(*o.READ, "invalid_body", "unauthorized", "reindex_off"),
            *("request_entity_too_large", "tasks_unavailable"),
        ),
    ),
    o.Operation(
        path="/api/tasks",
        name="tasks",
        summary="Lists syncs, the newest first: those that were asked for, that run, and the last thousand that ended.",
        answer=tasks.Tasks,
        parameters=tasks.TASKS,
        codes=(*o.READ, "too_many_values", "tasks_unavailable"),
    ),
    o.Operation(
        path="/api/tasks/{uid}",
        name="task",
        summary="Says how far a sync is, and what it found and did.",
        answer=tasks.Task,
        in_path=("uid", "The task's number, as /api/reindex gives it."),
        codes=(*o.NONE_READ, "task_not_found", "tasks_unavailable"),
    ),
    o.Operation(
        path="/api/status",
        name="status",
        summary="Says how the index stands: when it was last synced and which problems the posts have.",
        answer=shapes.Status,
        codes=(*o.NONE_READ, "tasks_unavailable", *o.DOWN),
    ),
    o.Operation(
        path="/health",
        name="health",
        summary="Says that the process lives, whatever the index does, and how old the index is.",
        answer=shapes.Health,
    ),
    o.Operation(
        path="/ready",
        name="ready",
        summary="Says that the index answers.",
        answer=shapes.Ready,
        codes=o.DOWN,
    ),
)
