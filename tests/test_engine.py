"""Engines are opened by their URL."""

from pathlib import Path

import pytest

from indexer import Access, EngineUrlError, open_engine


@pytest.mark.parametrize("url", ["", "Whoosh", "elastic://x/posts", "opensearchx://x/posts", "http://x:9200/posts"])
def test_there_are_only_these_engines(url: str, tmp_path: Path) -> None:
    """The message names the value and what may stand there."""
    with pytest.raises(EngineUrlError, match=rf'engine = "{url}".*"whoosh".*"opensearch://host:9200/blog"'):
        open_engine(url, tmp_path)


def test_nothing_is_asked_before_it_is_needed(tmp_path: Path) -> None:
    """A cluster that is away does not keep anybody from opening the engine."""
    open_engine("opensearch://127.0.0.1:1/posts", tmp_path, Access(timeout=1)).close()

    assert [*tmp_path.iterdir()] == []
