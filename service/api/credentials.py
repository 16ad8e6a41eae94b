"""Who may ask for a sync: whoever proves to know the key, by sending it or by signing with it.

Authorization: Bearer KEY                        curl, continuous integration
X-Gitlab-Token: KEY                              GitLab
X-Hub-Signature-256: sha256=HMAC(body)           GitHub, Gitea, Forgejo
webhook-id, webhook-timestamp, webhook-signature Standard Webhooks: HMAC(id.timestamp.body)
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from service.tasks.task import Source

TOLERANCE = timedelta(minutes=5)
"""How far a signed time may lie in the past or in the future, as standardwebhooks.com has it."""

_MAX_SIGNATURES = 10
"""While a sender changes its key, it signs with both."""

Headers = Callable[[str], str]
"""What a header says, whose name is written in any case; "" if it is not there."""


class Claim(NamedTuple):
    """What a request brings to prove that it may ask: *headers*, a *body* to be read only if it is signed, the time."""

    headers: Headers
    body: Callable[[], bytes]
    now: datetime


class Proof(NamedTuple):
    """Who asks, and how.

    Attributes:
        source: What the request is.
        delivery: What the same delivery has again and no other has; "" if nothing does.
        is_ping: Whether it only tries whether it is heard.
    """

    source: Source
    delivery: str = ""
    is_ping: bool = False


def proof(claim: Claim, key: str) -> Proof | None:
    """How *claim* proves to know the *key*; None if it does not."""
    found = (door(claim, key) for door in _DOORS)
    return next(filter(None, found), None)


def holds_key(headers: Headers, key: str) -> bool:
    """Whether the *key* itself is sent."""
    scheme, _, token = headers("Authorization").partition(" ")
    return bool(key) and scheme.lower() == "bearer" and _are_equal(token.strip(), key)


def _by_key(claim: Claim, key: str) -> Proof | None:
    return Proof(Source.REQUEST) if holds_key(claim.headers, key) else None


def _by_token(claim: Claim, key: str) -> Proof | None:
    if not _are_equal(claim.headers("X-Gitlab-Token"), key):
        return None
    delivery = claim.headers("Idempotency-Key") or claim.headers("X-Gitlab-Event-UUID")
    return Proof(Source.WEBHOOK, f"gitlab {delivery}" if delivery else "")


def _by_signature(claim: Claim, key: str) -> Proof | None:
    given = claim.headers("X-Hub-Signature-256")
    if not given:
        return None
    signature = "sha256=" + hmac.new(key.encode(), claim.body(), sha256).hexdigest()
    if not _are_equal(given, signature):
        return None
    # The delivery's number is not signed: who replays a delivery could give it another.
    return Proof(Source.WEBHOOK, signature, is_ping=claim.headers("X-GitHub-Event") == "ping")


def _by_standard_webhook(claim: Claim, key: str) -> Proof | None:
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    name, moment, signatures = map(claim.headers, names)
    if not (name and _is_recent(moment, claim.now) and signatures):
        return None
    signed = f"{name}.{moment}.".encode("latin-1", "replace") + claim.body()
    expected = "v1," + b64encode(hmac.new(_secret(key), signed, sha256).digest()).decode()
    fits = [_are_equal(given, expected) for given in signatures.split(" ")[:_MAX_SIGNATURES]]
    return Proof(Source.WEBHOOK, f"webhook {name}") if any(fits) else None


_DOORS = (_by_key, _by_token, _by_signature, _by_standard_webhook)


def _are_equal(given: str, expected: str) -> bool:
    """Whether both are the same, in a time that tells neither where they differ nor how long they are."""
    one, other = (sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (given, expected))
    return hmac.compare_digest(one, other)


def _is_recent(moment: str, now: datetime) -> bool:
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 12):
        return False
    return abs(int(moment) - now.timestamp()) <= TOLERANCE.total_seconds()


def _secret(key: str) -> bytes:
    """The bytes to sign with: senders write those of a key that begins with whsec_ in base 64."""
    prefix, _, encoded = key.partition("_")
    if prefix == "whsec":
        try:
            return b64decode(encoded, validate=True)
        except NotBase64:
            return key.encode()
    return key.encode()
