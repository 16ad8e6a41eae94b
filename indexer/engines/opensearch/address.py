"""The address of a blog in a cluster: which nodes to ask, and under which name its indexes stand there."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from indexer.errors import EngineUrlError

DEFAULT_PORT = 9200
_SCHEMES = {"opensearch": False, "opensearchs": True}
_BLOG = re.compile(r"[a-z0-9][a-z0-9_-]{0,199}")
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
_NUMBER = re.compile("[0-9]{1,4}")
_MOST = {"shards": 1024, "replicas": 32}
"""OpenSearch's own limit of shards; of copies, more than anybody has nodes for."""
_FORM = '"opensearch://host:9200,host:9200/blog?shards=1&replicas=1" (opensearchs:// for TLS)'


@dataclass(frozen=True, slots=True)
class Address:
    """Where a blog's indexes are.

    Attributes:
        hosts: Names or numbers of the nodes to ask, each with its port.
        blog: The blog's name, with which the names of its indexes begin.
        tls: Whether to speak TLS.
        shards, replicas: Into how many parts an index is cut when it is made, and how many more copies each has.
    """

    hosts: tuple[tuple[str, int], ...]
    blog: str
    tls: bool = False
    shards: int = 1
    replicas: int = 1

    @classmethod
    def parse(cls, url: str) -> "Address":
        """The address that *url* says; raises EngineUrlError, which shows no password that it may hold."""
        scheme, _, rest = url.partition("://")
        _, is_there, public = rest.rpartition("@")
        if is_there:
            shown = f"{scheme}://…@{public}"
            raise _wrong(shown, "a URL is no place for a user and a password; set opensearch.user, opensearch.password")
        if scheme not in _SCHEMES:
            raise _wrong(url, f"is no address of a cluster; write {_FORM}")
        place, _, query = rest.partition("?")
        nodes, _, blog = place.partition("/")
        if not _BLOG.fullmatch(blog):
            raise _wrong(url, f'"{blog}" is no name for a blog, which is of a-z, 0-9, "-" and "_"; write {_FORM}')
        return cls(tuple(_host(url, node) for node in nodes.split(",")), blog, _SCHEMES[scheme], **_options(url, query))

    def __str__(self) -> str:
        """The nodes and the blog, as it is shown in messages."""
        hosts = ",".join(f"{name}:{port}" for name, port in self.hosts)
        return f"opensearch{'s' if self.tls else ''}://{hosts}/{self.blog}"


def _host(url: str, text: str) -> tuple[str, int]:
    found = _HOST.fullmatch(text)
    port = int(found["port"] or DEFAULT_PORT) if found else 0
    if not found or not 0 < port < 1 << 16:
        raise _wrong(url, f'"{text}" is no host, or no host with its port; write {_FORM}')
    return found["name"], port


def _options(url: str, query: str) -> dict[str, int]:
    found = parse_qsl(query, keep_blank_values=True)
    for name, value in found:
        if name not in _MOST:
            raise _wrong(url, f'"{name}" is no option; there are {" and ".join(_MOST)}')
        least = 1 if name == "shards" else 0
        if not (_NUMBER.fullmatch(value) and least <= int(value) <= _MOST[name]):
            raise _wrong(url, f'{name} = "{value}" is no whole number from {least} to {_MOST[name]}')
    return {name: int(value) for name, value in found}


def _wrong(url: str, why: str) -> EngineUrlError:
    return EngineUrlError(f'engine = "{url}": {why}.')
