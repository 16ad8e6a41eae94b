"""Who may ask for a sync: whoever knows the key, and nobody else."""

import hmac
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.credentials import Claim, Proof, holds_key, proof
from service.tasks.task import Source

KEY = "correct-horse-battery-staple"
BODY = b'{"ref": "refs/heads/main"}'
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
SIGNATURE = "sha256=" + hmac.new(KEY.encode(), BODY, sha256).hexdigest()
NAMES = (
    *("authorization", "x-gitlab-token", "x-hub-signature-256", "x-github-event"),
    *("webhook-id", "webhook-timestamp", "webhook-signature", "idempotency-key"),
)


def claim(headers: Mapping[str, str], body: bytes = BODY) -> Claim:
    """A request with *headers*, whose names are written in any case."""
    lowered = {name.lower(): value for name, value in headers.items()}
    return Claim(lambda name: lowered.get(name.lower(), ""), lambda: body, NOW)


def standard(
    name: str = "msg_1", stamp: str = STAMP, secret: bytes = KEY.encode(), body: bytes = BODY
) -> dict[str, str]:
    """The headers of a Standard Webhook."""
    signature = b64encode(hmac.new(secret, f"{name}.{stamp}.".encode() + body, sha256).digest()).decode()
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": f"v1,{signature}"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Authorization": f"Bearer {KEY}"}, Proof(Source.REQUEST)),
        ({"authorization": f"bearer  {KEY} "}, Proof(Source.REQUEST)),
        ({"X-Gitlab-Token": KEY}, Proof(Source.WEBHOOK)),
        ({"X-Gitlab-Token": KEY, "X-Gitlab-Event-UUID": "e1"}, Proof(Source.WEBHOOK, "gitlab e1")),
        (
            {"X-Gitlab-Token": KEY, "X-Gitlab-Event-UUID": "e1", "Idempotency-Key": "i1"},
            Proof(Source.WEBHOOK, "gitlab i1"),
        ),
        ({"X-Hub-Signature-256": SIGNATURE, "X-GitHub-Event": "push"}, Proof(Source.WEBHOOK, SIGNATURE)),
        (
            {"X-Hub-Signature-256": SIGNATURE, "X-GitHub-Event": "ping"},
            Proof(Source.WEBHOOK, SIGNATURE, is_ping=True),
        ),
        (standard(), Proof(Source.WEBHOOK, "webhook msg_1")),
        ({"Authorization": "Basic YTpi", **standard()}, Proof(Source.WEBHOOK, "webhook msg_1")),
        ({"X-Gitlab-Token": "another", "Authorization": f"Bearer {KEY}"}, Proof(Source.REQUEST)),
    ],
)
def test_who_knows_the_key_may_ask(headers: dict[str, str], expected: Proof) -> None:
    """By any of the ways; a header that proves nothing is in no other's way."""
    assert proof(claim(headers), KEY) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": KEY},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": f"Bearer {KEY}x"},
        {"Authorization": f"Bearer {KEY[:-1]}"},
        {"Authorization": f"Bearer {KEY.upper()}"},
        {"X-Gitlab-Token": ""},
        {"X-Gitlab-Token": f"Bearer {KEY}"},
        {"X-Hub-Signature-256": SIGNATURE[:-1]},
        {"X-Hub-Signature-256": SIGNATURE.upper()},
        {"X-Hub-Signature-256": SIGNATURE.removeprefix("sha256=")},
        {"X-Hub-Signature-256": "sha256="},
        {"X-Hub-Signature": SIGNATURE},
        {"X-GitHub-Event": "ping"},
        standard(secret=b"another"),
        standard(body=b"another"),
        {**standard(), "webhook-id": "msg_2"},
        {**standard(), "webhook-timestamp": str(int(STAMP) + 1)},
        {**standard(), "webhook-signature": standard()["webhook-signature"].removeprefix("v1,")},
        {**standard(), "webhook-signature": " " * 10 + standard()["webhook-signature"]},
        standard(name=""),
        standard(stamp=""),
        standard(stamp="-1"),
        standard(stamp="1e9"),
        standard(stamp="²"),
        standard(stamp="9" * 400),
    ],
)
def test_who_does_not_may_not(headers: dict[str, str]) -> None:
    """Whichever part is wrong."""
    assert proof(claim(headers), KEY) is None


@pytest.mark.parametrize(("seconds", "fits"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_signed_times_are_five_minutes_off_at_most(seconds: int, *, fits: bool) -> None:
    """In either direction."""
    stamp = str(int((NOW + timedelta(seconds=seconds)).timestamp()))

    assert (proof(claim(standard(stamp=stamp)), KEY) is not None) == fits


def test_a_sender_may_sign_with_an_old_key_too() -> None:
    """While it changes its key."""
    old, new = (standard(secret=secret)["webhook-signature"] for secret in (b"old", KEY.encode()))

    assert proof(claim({**standard(), "webhook-signature": f"v1a,AAAA {old} {new}"}), KEY)


def test_a_key_that_says_so_is_base_64() -> None:
    """As those are that senders make up; one that is none is taken as it is."""
    secret = bytes(range(32))
    key = "whsec_" + b64encode(secret).decode()

    assert proof(claim(standard(secret=secret)), key)
    assert proof(claim(standard(secret=key.encode())), key) is None
    assert proof(claim(standard(secret=b"whsec_not-base-64!")), "whsec_not-base-64!")


def test_an_empty_body_can_be_signed() -> None:
    """As a form or anything else."""
    signature = "sha256=" + hmac.new(KEY.encode(), b"", sha256).hexdigest()

    assert proof(claim({"X-Hub-Signature-256": signature}, b""), KEY)


def test_a_body_is_read_only_if_it_is_signed() -> None:
    """Who sends the key need not wait for it."""

    def never() -> bytes:
        raise AssertionError

    for headers in ({"authorization": f"Bearer {KEY}"}, {"x-gitlab-token": KEY}, {}):
        proof(Claim(lambda name, headers=headers: headers.get(name.lower(), ""), never, NOW), KEY)


def test_without_a_key_nobody_holds_it() -> None:
    """Not even who sends none."""
    assert not holds_key(lambda _: "Bearer ", "")
    assert not holds_key(lambda _: "Bearer", "")


TEXTS = st.text(st.characters(codec=None, categories=None), max_size=30) | st.sampled_from(
    ["Bearer ", SIGNATURE, STAMP]
)


@given(st.dictionaries(st.sampled_from(NAMES), TEXTS), st.binary(max_size=50))
def test_nothing_else_proves_anything(headers: dict[str, str], body: bytes) -> None:
    """Whatever is sent, it is understood or not, and nothing breaks."""
    found = proof(claim(headers, body), KEY)

    assert found is None or (headers.get("x-hub-signature-256") == SIGNATURE and body == BODY)
