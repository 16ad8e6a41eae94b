"""How a cluster lets the service in: what contradicts itself, what is sent in the clear, what stays secret."""

from datetime import timedelta
from pathlib import Path

import pytest

from indexer import NO_ACCESS, Access
from service.access import is_cluster, notes
from service.config import ConfigError, load

PASSWORD = "Correct-Horse: Bättery"  # noqa: S105  (of nobody)
KEY = "correct-horse-battery-staple"
FAR, NEAR, SAFE = "opensearch://search.internal:9200/posts", "opensearch://[::1]:9200/posts", "opensearchs://far/posts"

USER = {"opensearch.user": "blog", "opensearch.password": PASSWORD}


def access(tmp_path: Path, engine: str, **given: str) -> Access:
    """The access of *engine* with the settings *given*, without their table's name."""
    return load(
        {"engine": engine, **{f"opensearch.{name}": value for name, value in given.items()}},
        environment={},
        folder=tmp_path,
    ).access


def test_nothing_set_is_no_access(tmp_path: Path) -> None:
    """For a cluster that lets everybody in, with ten seconds for each answer."""
    assert access(tmp_path, FAR) == NO_ACCESS


def test_all_of_it_is_read(tmp_path: Path) -> None:
    """From the file, with paths relative to it."""
    (tmp_path / "backmatter.toml").write_text(
        f'[opensearch]\nuser = "blog"\npassword = "{PASSWORD}"\ntimeout = "3s"\n', "utf-8"
    )
    found = load({"engine": SAFE}, environment={}, folder=tmp_path).access

    assert found == Access(user="blog", password=PASSWORD, timeout=timedelta(seconds=3).total_seconds())
    assert access(tmp_path / "..", SAFE, key=KEY) == Access(key=KEY)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"user": "blog"}, "opensearch.user is set and opensearch.password is not"),
        ({"password": PASSWORD}, "opensearch.password is set and opensearch.user is not"),
        ({"user": "blog", "password": PASSWORD, "key": KEY}, "key and opensearch.user are both set; choose one"),
        ({"password": PASSWORD, "key": KEY}, "both set"),
        ({"ca": "ca.pem"}, "opensearch.ca is set, but engine names an address without TLS; write opensearchs://"),
    ],
)
def test_what_contradicts_itself_is_refused_for_a_cluster_only(
    tmp_path: Path, given: dict[str, str], words: str
) -> None:
    """With names and cure, and without the secret."""
    with pytest.raises(ConfigError) as caught:
        access(tmp_path, FAR, **given)
    assert words in str(caught.value)
    assert not {PASSWORD, KEY} & set(str(caught.value).split())

    assert access(tmp_path, "whoosh", **given)


@pytest.mark.parametrize(("content", "reason"), [(None, "No such file"), ("no certificate", "NO_CERTIFICATE")])
def test_certificates_that_cannot_be_used_are_named(tmp_path: Path, content: str | None, reason: str) -> None:
    """Before anything is asked."""
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content, "utf-8")

    with pytest.raises(ConfigError) as caught:
        access(tmp_path, SAFE, ca="ca.pem")
    assert str(caught.value).startswith(f'opensearch.ca = "{file}": cannot be used ({reason}')


@pytest.mark.parametrize("setting", ["password", "key"])
def test_secrets_are_never_shown(tmp_path: Path, setting: str) -> None:
    """Neither with the settings nor when they are bad."""
    given = USER if setting == "password" else {"opensearch.key": KEY}
    config = load({"engine": SAFE, **given}, environment={}, folder=tmp_path)
    assert not any(secret in repr(config) for secret in (PASSWORD, KEY))

    with pytest.raises(ConfigError) as caught:
        access(tmp_path, FAR, **{setting: "two\nlines"})
    assert "lines" not in str(caught.value)


@pytest.mark.parametrize("user", ["with:colon", "with\ttab", " "])
def test_a_user_that_http_cannot_name_is_refused(tmp_path: Path, user: str) -> None:
    """A colon ends the name (RFC 7617)."""
    with pytest.raises(ConfigError, match=r"opensearch\.user"):
        access(tmp_path, FAR, user=user, password=PASSWORD)


@pytest.mark.parametrize(
    ("engine", "given", "words"),
    [
        (FAR, Access("blog", PASSWORD), "opensearch.password goes to search.internal unencrypted"),
        ("opensearch://127.0.0.1,far:9/posts", Access(key=KEY), "opensearch.key goes to far unencrypted"),
        (FAR, NO_ACCESS, ""),
        (NEAR, Access("blog", PASSWORD), ""),
        ("opensearch://localhost:9200,127.0.0.1/posts", Access("blog", PASSWORD), ""),
        (SAFE, Access("blog", PASSWORD), ""),
        ("whoosh", Access("blog", PASSWORD), ""),
    ],
)
def test_a_secret_in_the_clear_is_noted(engine: str, given: Access, words: str) -> None:
    """Unless nobody is on the way."""
    found = "".join(notes(engine, given))

    assert words in found
    assert bool(words) == bool(found)


def test_the_note_reaches_the_user(tmp_path: Path) -> None:
    """With the other notes on the settings."""
    (note,) = load({"engine": FAR, **USER}, environment={}, folder=tmp_path).notes

    assert "opensearchs://" in note
    assert PASSWORD not in note


@pytest.mark.parametrize(
    ("engine", "expected"), [("whoosh", False), (FAR, True), (SAFE, True), ("opensearch", True), ("other://x", False)]
)
def test_a_cluster_is_told_by_its_scheme(engine: str, expected: bool) -> None:  # noqa: FBT001  (what is expected)
    """What else is wrong with its address is the engine's to say."""
    assert is_cluster(engine) == expected


def test_an_index_is_in_a_folder_or_in_a_cluster(tmp_path: Path) -> None:
    """As people are told."""
    assert load({"index": "here"}, environment={}, folder=tmp_path).place == str(tmp_path / "here")
    assert load({"engine": FAR}, environment={}, folder=tmp_path).place == FAR
