"""JSON as bytes, compared with what the standard library writes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wire.encoding import encoded

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.slow
@given(VALUES)
def test_it_is_what_the_standard_library_would_write(value: Any) -> None:
    """Byte for byte: keys in their order, nothing escaped that need not be, large numbers as they are."""
    assert encoded(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_score_keeps_all_its_digits(score: float) -> None:
    """Reading it gives the same number again."""
    assert json.loads(encoded({"score": score})) == {"score": score}


@given(st.text(st.characters(categories=["Cs", "L"])))
def test_a_name_that_is_no_text_does_not_break_json(name: str) -> None:
    """Paths are bytes; what UTF-8 cannot say becomes a question mark. The rest is written as it is."""
    assert json.loads(encoded({"path": name})) == {"path": name.encode("utf-8", "replace").decode()}


def test_what_json_does_not_know_is_refused() -> None:
    """It is a fault of ours, and not to be papered over."""
    with pytest.raises(TypeError, match="set"):
        encoded({"tags": {"a"}})
