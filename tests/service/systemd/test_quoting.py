"""Words as unit files have them."""

from pathlib import Path

from service.systemd.quoting import quoted, quoted_path


def test_plain_words_stay_as_they_are() -> None:
    """So that people can read them."""
    assert quoted(["/opt/bin/backmatter", "index", "--every", "15m"]) == "/opt/bin/backmatter index --every 15m"


def test_nothing_in_a_word_means_anything() -> None:
    """Neither spaces nor quotes, specifiers, variables, line ends."""
    assert quoted(["a b", 'say "x"', "100%", "$HOME", "a\\b", "a\nb"]) == (
        '"a b" "say \\"x\\"" 100%% "$$HOME" "a\\\\b" "a\\x0ab"'
    )


def test_paths_know_no_variables() -> None:
    """A dollar sign is one."""
    assert quoted_path(Path("/a $b/%c")) == '"/a $b/%%c"'
