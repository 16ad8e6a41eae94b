"""The address of a blog in a cluster."""

import pytest

from indexer import EngineUrlError
from indexer.engines.opensearch.address import Address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("opensearch://search/posts", Address((("search", 9200),), "posts")),
        ("opensearchs://search/posts", Address((("search", 9200),), "posts", tls=True)),
        (
            "opensearch://a:1,b,10.0.0.3:65535/my-blog_2",
            Address((("a", 1), ("b", 9200), ("10.0.0.3", 65535)), "my-blog_2"),
        ),
        ("opensearch://[::1]:9201,[fe80::1]/x", Address((("[::1]", 9201), ("[fe80::1]", 9200)), "x")),
        ("opensearch://a/posts?shards=3&replicas=0", Address((("a", 9200),), "posts", shards=3, replicas=0)),
        ("opensearch://a/posts?", Address((("a", 9200),), "posts")),
    ],
)
def test_an_address_is_read(url: str, address: Address) -> None:
    """Nodes, blog, TLS and numbers, with what is usual where they are missing."""
    assert Address.parse(url) == address


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("opensearch:posts", "is no address of a cluster"),
        ("opensearch:///posts", '"" is no host'),
        ("opensearch://a", '"" is no name for a blog'),
        ("opensearch://a/", '"" is no name for a blog'),
        ("opensearch://a/Posts", '"Posts" is no name for a blog'),
        ("opensearch://a/_posts", '"_posts" is no name for a blog'),
        ("opensearch://a/posts/2024", '"posts/2024" is no name for a blog'),
        ("opensearch://a/posts*", '"posts\\*" is no name for a blog'),
        (f"opensearch://a/{'x' * 201}", "is no name for a blog"),
        ("opensearch://a,/posts", '"" is no host'),
        ("opensearch://a:0/posts", '"a:0" is no host'),
        ("opensearch://a:70000/posts", '"a:70000" is no host'),
        ("opensearch://a:port/posts", '"a:port" is no host'),
        ("opensearch://ä/posts", '"ä" is no host'),
        ("opensearch://a/posts?shard=3", '"shard" is no option; there are shards and replicas'),
        ("opensearch://a/posts?shards=0", 'shards = "0" is no whole number from 1 to 1024'),
        ("opensearch://a/posts?shards=", 'shards = "" is no whole number'),
        ("opensearch://a/posts?shards=²", 'shards = "²" is no whole number'),
        ("opensearch://a/posts?replicas=-1", 'replicas = "-1" is no whole number from 0 to 32'),
        (f"opensearch://a/posts?replicas={'9' * 5000}", "is no whole number from 0 to 32"),
    ],
)
def test_what_is_no_address_is_named(url: str, named: str) -> None:
    """With the value, and what may stand there."""
    with pytest.raises(EngineUrlError, match=named):
        Address.parse(url)


@pytest.mark.parametrize("secret", ["ana:hush", "hush@:/hush", "ana:hu/sh", "hush"])
def test_a_password_in_a_url_is_neither_taken_nor_shown(secret: str) -> None:
    """It would stand in logs; the message names the settings for it."""
    with pytest.raises(EngineUrlError, match=r"://…@search/posts.*opensearch\.user.*opensearch\.password") as caught:
        Address.parse(f"opensearch://{secret}@search/posts")

    assert "hu" not in str(caught.value)


def test_messages_show_where_the_blog_is() -> None:
    """As it would be written."""
    assert str(Address.parse("opensearchs://a,[::1]:92/x?shards=2")) == "opensearchs://a:9200,[::1]:92/x"
