"""Token streams."""

import json

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.stream import TokenStream
from indexer.analysis.tokens import tokenize


@given(st.text() | st.text("aé'._+日本 \n", max_size=30))
def test_a_stream_holds_the_tokens_and_survives_packing(text: str) -> None:
    """Through JSON, in which it is kept."""
    stream = TokenStream.of(text)

    assert list(zip(*stream, strict=True)) == [
        (token.word, token.start, token.end, token.position) for token in tokenize(text)
    ]
    assert TokenStream.unpacked(json.loads(json.dumps(stream.packed()))) == stream


def test_an_empty_text_has_an_empty_stream() -> None:
    """Packed and unpacked."""
    assert TokenStream.unpacked(TokenStream.of("").packed()) == TokenStream([], [], [], [])
