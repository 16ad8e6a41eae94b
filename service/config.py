"""What Backmatter runs with: the only reader of the environment and of backmatter.toml.

A flag wins over the environment, the environment over the file, the file over the default.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from indexer import NO_ACCESS, Access, AliasError, Aliases, Site
from service.access import AccessError, is_cluster, notes, read_access
from service.settings import EXCLUSIVE, PREFIX, SETTINGS, Setting, Value

FILE_NAME = "backmatter.toml"
FILE_VARIABLE = PREFIX + "CONFIG"


class ConfigError(Exception):
    """A setting that cannot be used; the message names where it stands, its value and the cure."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to sync: *every* so often or at the times of *cron*, and when *watch*ed posts change; after a git *pull*."""

    every: timedelta | None = None
    cron: str | None = None
    watch: bool = False
    pull: bool = False

    @property
    def is_set(self) -> bool:
        """Whether there is to be another sync after the first."""
        return bool(self.every or self.cron or self.watch)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, read and checked; they mean what the table in `service.settings` says.

    Attributes:
        file: The settings file that was read, or None.
        notes: What the user should know about the settings, one line each.
    """

    posts: Path
    index: Path
    engine: str
    host: str
    port: int
    workers: int
    site: Site
    aliases: Aliases
    title: str
    access: Access = NO_ACCESS
    key: str = field(default="", repr=False)
    schedule: Schedule = Schedule()
    clicks: Path | None = None
    stylesheet: Path | None = None
    file: Path | None = None
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where the index is, for people: its folder, or the address of the cluster."""
        return self.engine if is_cluster(self.engine) else str(self.index)


def load(
    flags: Mapping[str, str | None],
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Config:
    """The settings for one run.

    Args:
        flags: What the command line says, by setting's name; None stands for "not said".
        file: The settings file; None to take BACKMATTER_CONFIG, else backmatter.toml in *folder* if it is there.
        environment: The environment; None for the process's own.
        folder: The folder that paths are relative to; None for the current one.

    Raises:
        ConfigError: The file cannot be read, or it, the environment or a flag holds something unusable.
    """
    environment = os.environ if environment is None else environment
    folder = Path.cwd() if folder is None else folder
    file = _settings_file(file, environment, folder)
    written = _read_toml(file) if file else {}
    home = file.parent if file else folder
    values: dict[str, Any] = {setting.name: _rooted(setting.default, home) for setting in SETTINGS}
    sources = (_from_file(written, file, home), _from_environment(environment, folder), _from_flags(flags, folder))
    for source in sources:
        values |= _exclusive(source) | source
    config = _config(values)
    return replace(config, file=file, notes=(*_misspelt(environment), *notes(config.engine, config.access)))


def _config(values: Mapping[str, Any]) -> Config:
    site, schedule = _table(values, "site"), Schedule(**_table(values, "schedule"))
    top = {name: value for name, value in values.items() if "." not in name}
    of_pages = {name: site.pop(name) for name in ("title", "stylesheet")}
    try:
        access = read_access(values["engine"], _table(values, "opensearch"))
    except AccessError as error:
        raise ConfigError(str(error)) from error
    return Config(
        **top, **of_pages, site=Site(**site), aliases=values["tags.aliases"], access=access, schedule=schedule
    )


def _table(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The settings of the table *name*, without its name."""
    return {key.removeprefix(f"{name}."): value for key, value in values.items() if key.startswith(f"{name}.")}


def _exclusive(given: Mapping[str, Value]) -> dict[str, Value]:
    """What *given* settings unset, because they exclude it."""
    chosen = [name for name in EXCLUSIVE if given.get(name)]
    if len(chosen) > 1:
        raise ConfigError(f"{' and '.join(chosen)} are both set; choose one of them.")
    return dict.fromkeys(EXCLUSIVE) if chosen else {}


def _settings_file(file: Path | None, environment: Mapping[str, str], folder: Path) -> Path | None:
    named = file or environment.get(FILE_VARIABLE)
    if named:
        return folder / Path(named).expanduser()
    return folder / FILE_NAME if (folder / FILE_NAME).is_file() else None


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror}); name a file that exists.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: is not TOML: {error}. See https://toml.io for how to write it.") from error


def _from_file(written: Mapping[str, Any], file: Path | None, home: Path) -> dict[str, Value]:
    known = {setting.name: setting for setting in SETTINGS}
    values = {}
    for key, raw in _flat(written):
        if raw == "":  # counts as unset, as in the environment
            continue
        if key not in known:
            raise ConfigError(f"{file}: {key}: there is no such setting{_did_you_mean(key, known)}.")
        setting = known[key]
        # Not isinstance: true is no number. Nothing is a value no setting takes, so another type is refused.
        usable = raw if type(raw) is setting.kind.type else ""
        values[key] = _read(setting, usable, f"{file}: {key}{_unless_secret(setting, _shown(raw))}", home)
    return values


def _flat(written: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The file's keys with their tables' names before a dot."""
    for key, value in written.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", deeper) for inner, deeper in value.items())
        else:
            yield key, value


def _from_environment(environment: Mapping[str, str], folder: Path) -> dict[str, Value]:
    # An empty variable counts as unset: container tools set it so when nobody gave a value.
    given = ((setting, environment.get(setting.variable, "")) for setting in SETTINGS)
    return {
        setting.name: _read(setting, raw, setting.variable + _unless_secret(setting, f'="{raw}"'), folder)
        for setting, raw in given
        if raw.strip()
    }


def _from_flags(flags: Mapping[str, str | None], folder: Path) -> dict[str, Value]:
    given = ((setting, flags.get(setting.name)) for setting in SETTINGS)
    return {
        setting.name: _read(
            setting, raw, setting.name + _unless_secret(setting, f' "{raw}"') + " on the command line", folder
        )
        for setting, raw in given
        if raw is not None
    }


def _read(setting: Setting, written: str | int | dict[str, Any], where: str, folder: Path) -> Value:
    try:
        return _rooted(setting.kind.read(written if isinstance(written, dict) else str(written)), folder)
    except AliasError as error:
        raise ConfigError(f"{where}: {error}") from error
    except (ValueError, RuntimeError) as error:  # RuntimeError: "~" where there is no home
        raise ConfigError(f"{where}: write {setting.kind.expected}.") from error


def _rooted(value: Value, folder: Path) -> Value:
    return folder / value if isinstance(value, Path) else value


def _unless_secret(setting: Setting, shown: str) -> str:
    return "" if setting.kind.is_secret else shown


def _shown(raw: object) -> str:
    """The value as it stands in the file; of a table, which may be long, the error tells the line."""
    if isinstance(raw, dict):
        return ""
    return f' = "{raw}"' if isinstance(raw, str) else f" = {raw}"


def _did_you_mean(key: str, known: Mapping[str, object]) -> str:
    nearest = get_close_matches(key, known, n=1, cutoff=0.5)
    return f"; did you mean {nearest[0]}?" if nearest else f"; there are {', '.join(known)}"


def _misspelt(environment: Mapping[str, str]) -> Iterator[str]:
    """Variables that look like a slip of the pen. Others are let be: container tools set BACKMATTER_… of their own."""
    known = {setting.variable for setting in SETTINGS} | {FILE_VARIABLE}
    for variable in sorted(set(environment) - known):
        nearest = get_close_matches(variable, known, n=1, cutoff=0.85) if variable.startswith(PREFIX) else []
        if nearest:
            yield f"{variable}: there is no such setting; did you mean {nearest[0]}?"
