"""What is sent to the cluster."""

import json

from indexer.engines.opensearch.encoding import encoded, lines


def test_what_is_no_text_is_sent_as_its_replacement() -> None:
    """Wherever it stands, one for each, so that offsets stay the same; the rest is as it was."""
    sent = json.loads(encoded({"a\ud800": ["x\udc00\ud800y", 1, None], "é": "\U0001f600\ufffd"}))

    assert sent == {"a\ufffd": ["x\ufffd\ufffdy", 1, None], "é": "\U0001f600\ufffd"}


def test_separators_arrive_as_they_are() -> None:
    """Control characters are what terms are told apart by."""
    assert json.loads(encoded("a\x1eb\x1fc")) == "a\x1eb\x1fc"


def test_each_value_is_a_line() -> None:
    """The last one, too; a line break in a text is none of the lines'."""
    assert lines([{}, {"a": "b\nc"}]) == b'{}\n{"a":"b\\nc"}\n'
    assert lines([]) == b""
