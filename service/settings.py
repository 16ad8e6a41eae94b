"""The settings of Backmatter as a table, from which files, variables, options and documentation are read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError

from indexer import GENERATORS, AliasError, Aliases

Value = str | int | Path | timedelta | Aliases | None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may hold.

    Attributes:
        metavar: How the value is called in a command's help.
        type: What it is in backmatter.toml.
        expected: The cure for a bad value: what to write instead.
        read: The value of what was written, as text (or as the table that backmatter.toml has); raises ValueError if it
            is none, AliasError if it is a table that makes no sense.
        is_secret: Whether a value must never be shown, not even a bad one.
    """

    metavar: str
    type: type[str] | type[bool] | type[int] | type[dict[str, Any]]
    expected: str
    read: Callable[[Any], Value]
    is_secret: bool = False


def _text(raw: str) -> str:
    if "\0" in raw or not raw.strip():
        raise ValueError(raw)
    return raw.strip()


def _path(raw: str) -> Path:
    return Path(_text(raw)).expanduser()


def _address(raw: str) -> str:
    parts = urlsplit(_text(raw))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(raw)
    return parts.geturl().rstrip("/")


def _matching(pattern: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        text = _text(raw)
        if not re.fullmatch(pattern, text):
            raise ValueError(raw)
        return text

    return read


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        number = int(raw)
        if not low <= number <= high:
            raise ValueError(raw)
        return number

    return read


def _switch(raw: str) -> bool:
    try:
        return _SWITCHED[raw.strip().lower()]
    except KeyError:
        raise ValueError(raw) from None


def _duration(raw: str) -> timedelta:
    found = re.fullmatch(r"([0-9]{1,6}) ?([smhd])", _text(raw))
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not _SHORTEST <= length <= _LONGEST:
        raise ValueError(raw)
    return length


def _cron(raw: str) -> str:
    if len(raw.split()) != 5:
        raise ValueError(raw)
    try:
        next(CronSim(_text(raw), datetime(2000, 1, 1)))  # noqa: DTZ001  (cron means the clock on the wall)
    except (CronSimError, StopIteration):  # StopIteration: a day that never comes, as the 30th of February
        raise ValueError(raw) from None
    return _text(raw)


def _secret(raw: str) -> str:
    if not raw.strip() or not raw.isprintable():
        raise ValueError
    return raw


def _key(raw: str) -> str:
    if not re.fullmatch(r"[!-~]{16,200}", raw):
        raise ValueError
    return raw


def _aliases(raw: str | Mapping[str, object]) -> Aliases:
    if isinstance(raw, str):
        raw = dict(map(_pair, raw.split(",")))
    return Aliases({word: _name(word, name) for word, name in raw.items()})


def _pair(text: str) -> tuple[str, str]:
    word, equals, name = text.partition("=")
    if not equals:
        raise ValueError(text)
    return _text(word), _text(name)


def _name(word: str, name: object) -> str:
    if isinstance(name, str):
        return name
    raise AliasError(f'{word}: is followed by no text; write "{word}" = "name", and a word with a dot in quotes.')


def whole_number(low: int, high: int) -> Kind:
    """A whole number from *low* to *high*."""
    return Kind("NUMBER", int, f"a whole number from {low} to {high}", _between(low, high))


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SWITCHED = dict.fromkeys(("true", "yes", "on", "1"), True) | dict.fromkeys(("false", "no", "off", "0"), False)
_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(days=365)

_BUILDERS = ("auto", *GENERATORS)

TEXT = Kind("TEXT", str, "a text in quotes", _text)
FOLDER = Kind("FOLDER", str, "a folder's path in quotes", _path)
FILE = Kind("FILE", str, "a file's path in quotes", _path)
ADDRESS = Kind("URL", str, "an address such as https://blog.example", _address)
PATTERN = Kind("PATTERN", str, 'a pattern that starts with a slash, such as "/:year/:slug/"', _matching(r"/\S*"))
LANGUAGE = Kind("CODE", str, 'a two-letter language code such as "en"', _matching(r"[a-z]{2}"))
ALIASES = Kind(
    "TABLE", dict, 'a table of lines such as js = "javascript", or "js=javascript, k8s=kubernetes"', _aliases
)
SWITCH = Kind("TRUE|FALSE", bool, "true or false", _switch)
DURATION = Kind("TIME", str, 'a time from "1s" to "365d", such as "15m"; s, m, h and d are the units', _duration)
CRON = Kind("EXPR", str, 'five fields as cron has them, such as "*/15 * * * *"', _cron)
KEY = Kind("KEY", str, "16 to 200 letters, digits and signs without spaces", _key, is_secret=True)
USER = Kind("NAME", str, "a name without a colon", _matching(r"[^:\x00-\x1f\x7f]+"))
TOKEN = Kind("TEXT", str, "ASCII letters, digits and signs in quotes", _matching(r"[ -~]+"), is_secret=True)
SECRET = Kind("TEXT", str, "a text in quotes, on one line", _secret, is_secret=True)
GENERATOR = Kind("NAME", str, "one of " + ", ".join(_BUILDERS), _matching("|".join(_BUILDERS)))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        name: Its name in backmatter.toml; what stands before a dot is the table's name.
        kind: What it may hold.
        default: What holds when nobody sets it; a path is relative to the folder of backmatter.toml.
        about: One sentence for people.
    """

    name: str
    kind: Kind
    default: Value
    about: str

    @property
    def shown_default(self) -> str:
        """The default as one would write it; "" if there is none."""
        if isinstance(self.default, timedelta):
            return f"{self.default.total_seconds():.0f}s"
        return str(self.default or "")

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.replace(".", "_").upper()


PREFIX = "BACKMATTER_"

SETTINGS = (
    Setting("posts", FOLDER, Path("data/posts"), "The folder that holds the posts."),
    Setting(
        "index",
        FOLDER,
        Path(".backmatter"),
        "The folder that holds the index, or what is remembered beside a cluster; made if it is not there.",
    ),
    Setting(
        "engine",
        TEXT,
        "whoosh",
        'What keeps and searches the index: "whoosh", or a cluster of OpenSearch, "opensearch://host:9200/blog".',
    ),
    Setting("host", TEXT, "127.0.0.1", "The address to listen on; 0.0.0.0 lets other machines in."),
    Setting("port", whole_number(1, 65535), 8000, "The port to listen on."),
    Setting("workers", whole_number(1, 64), 1, "How many processes answer requests; more than one per core is no use."),
    Setting("clicks", FILE, None, "The file to which clicks on hits are written; unset, none is recorded."),
    Setting("key", KEY, "", "Proves over HTTP who may ask for a sync; unset, nobody may. Best set by its variable."),
    Setting("schedule.every", DURATION, None, "Sync again so long after the beginning of the last sync."),
    Setting("schedule.cron", CRON, None, "Sync at these times, of the machine's own clock."),
    Setting("schedule.watch", SWITCH, False, "Sync whenever the posts folder changes."),
    Setting("schedule.pull", SWITCH, False, "Run git pull in the posts folder before each sync."),
    Setting("site.title", TEXT, "", "The blog's name, shown on the search page."),
    Setting("site.url", ADDRESS, "", "The blog's address; hits link there. Unset, they link from the root."),
    Setting("site.generator", GENERATOR, "auto", "What builds the blog, which decides on posts' addresses."),
    Setting("site.permalink", PATTERN, None, "The blog's own pattern for posts' addresses, if it has one."),
    Setting("site.language", LANGUAGE, None, "The language of posts that do not say theirs; unset, it is detected."),
    Setting("site.stylesheet", FILE, None, "A CSS file of the blog's own for the pages, read when the service starts."),
    Setting("opensearch.user", USER, "", "Who asks the cluster; unset, it lets everybody in."),
    Setting("opensearch.password", SECRET, "", "That user's password. Best set by its variable."),
    Setting("opensearch.key", TOKEN, "", "An API key or a token instead of these two. Best set by its variable."),
    Setting("opensearch.ca", FILE, None, "Certificates to trust instead of the system's, PEM, for opensearchs://."),
    Setting("opensearch.timeout", DURATION, timedelta(seconds=10), "How long to wait for an answer of the cluster."),
    Setting("tags.aliases", ALIASES, Aliases(), "Other words for tags, which are then one with them."),
)

EXCLUSIVE = ("schedule.every", "schedule.cron")
"""Of these only one may be set; a flag for the one wins over a file that sets the other."""
