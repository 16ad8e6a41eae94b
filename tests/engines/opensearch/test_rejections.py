"""What an error of the cluster means."""

import pytest

from indexer import EngineError, EngineNotReady, EngineRefused, IndexMissing
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.rejections import cause, rejection

ADDRESS = Address.parse("opensearch://search/posts")
BLOCKED = {"error": {"type": "cluster_block_exception", "reason": "disk usage exceeded flood-stage watermark"}}


def because(kind: str, reason: str) -> dict[str, object]:
    """The body of an error."""
    return {"error": {"root_cause": [{"type": kind, "reason": reason}], "type": kind, "reason": reason}}


@pytest.mark.parametrize(
    ("status", "answer", "kind", "told"),
    [
        (401, "Unauthorized", EngineRefused, r"401, Unauthorized; set opensearch\.user.*opensearch\.key"),
        (403, because("security_exception", "no permissions"), EngineRefused, "403, no permissions; set"),
        (403, BLOCKED, EngineNotReady, "disk usage exceeded"),
        (
            404,
            because("index_not_found_exception", "no such index [x]"),
            IndexMissing,
            r"no such index \[x\]; sync first",
        ),
        (429, because("rejected_execution_exception", "queue is full"), EngineNotReady, "queue is full"),
        (503, because("cluster_manager_not_discovered_exception", "none"), EngineNotReady, "503, none"),
        (502, "<html>Bad Gateway</html>", EngineNotReady, "Bad Gateway"),
        (400, because("parsing_exception", "unknown query"), EngineError, "unknown query; .*report it"),
    ],
)
def test_each_status_has_its_error(status: int, answer: object, kind: type[EngineError], told: str) -> None:
    """The message names the cluster, what was asked, why it was not done, and the cure."""
    error = rejection(ADDRESS, "/x/_search", status, answer)

    assert type(error) is kind
    assert str(error).startswith(f"opensearch://search:9200/posts: /x/_search: {status}, ")
    with pytest.raises(kind, match=told):
        raise error


def test_the_deepest_cause_is_told() -> None:
    """It says most; its name is that of the first."""
    failed = {
        "type": "script_exception",
        "reason": "runtime error",
        "caused_by": {"type": "x", "reason": "divided by 0"},
    }

    assert cause({"error": {"root_cause": [failed], "reason": "all shards failed"}}) == (
        "script_exception",
        "divided by 0",
    )
    assert cause({"_shards": {"failed": 1, "failures": [{"shard": 0, "reason": failed}]}}).reason == "divided by 0"


@pytest.mark.parametrize("answer", [None, "", {}, {"error": {}}, {"_shards": {"failed": 1}}])
def test_an_error_without_a_reason_is_still_told(answer: object) -> None:
    """Whatever stood in the way before the cluster."""
    assert cause(answer) == ("", "no reason given")
