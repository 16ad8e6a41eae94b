"""The unit files of an installation: a service that answers, one that syncs, and the timer that starts it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from service.systemd.calendar import on_calendar
from service.systemd.quoting import quoted, quoted_path

SERVICE, SYNC, TIMER = "backmatter.service", "backmatter-index.service", "backmatter-index.timer"

Lines = Sequence[tuple[str, str]]
"""Names and values of one section."""

_STATE = Path("/var/lib")
_SHARED_TMP = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108  (only compared with)

_HARDENED = (
    ("NoNewPrivileges", "yes"),
    ("ProtectSystem", "strict"),
    ("ProtectHome", "read-only"),
    ("PrivateDevices", "yes"),
    ("ProtectClock", "yes"),
    ("ProtectControlGroups", "yes"),
    ("ProtectHostname", "yes"),
    ("ProtectKernelLogs", "yes"),
    ("ProtectKernelModules", "yes"),
    ("ProtectKernelTunables", "yes"),
    ("LockPersonality", "yes"),
    ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6 AF_NETLINK"),
    ("RestrictNamespaces", "yes"),
    ("RestrictRealtime", "yes"),
    ("RestrictSUIDSGID", "yes"),
    ("SystemCallArchitectures", "native"),
)
"""What neither searching nor syncing needs; systemd.exec(5)."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What the units must know of where Backmatter is; all paths are absolute.

    Attributes:
        serve: The words of the command that serves.
        sync: The words of the command that syncs once.
        index: The folder that is written.
        writes: Other folders that are written: the repository, where posts are pulled, and that of the clicks' file.
        reads: What else is read: the program, the posts, the settings file.
        user: Who runs both; "" to leave that to the administrator.
        every: How much time lies between two syncs; or else
        cron: when to sync.
    """

    serve: Sequence[str]
    sync: Sequence[str]
    index: Path
    writes: Sequence[Path]
    reads: Sequence[Path]
    user: str
    every: timedelta
    cron: str | None


def units(place: Installation) -> dict[str, str]:
    """The text of each unit file by its name; raises NotInCalendar if systemd cannot tell the times of *place*."""
    return {
        SERVICE: _text(Unit=_ABOUT_SERVICE, Service=_service(place), Install=[("WantedBy", "multi-user.target")]),
        SYNC: _text(Unit=_ABOUT_SYNC, Service=_sync(place)),
        TIMER: _text(Unit=_ABOUT_TIMER, Timer=_timer(place), Install=[("WantedBy", "timers.target")]),
    }


_ABOUT_SERVICE = [("Description", "Search for the blog"), ("After", "network.target")]
_ABOUT_SYNC = [
    ("Description", "Bring the blog's search in step with its posts"),
    ("Wants", "network-online.target"),
    ("After", "network-online.target"),
]
_ABOUT_TIMER = [("Description", "Bring the blog's search in step with its posts, again and again")]


def _service(place: Installation) -> Lines:
    return [
        ("Type", "exec"),
        ("ExecStart", quoted(place.serve)),
        ("Restart", "on-failure"),
        ("RestartSec", "5"),
        # The server tells its workers itself, and lets requests end.
        ("KillMode", "mixed"),
        *_confined(place),
    ]


def _sync(place: Installation) -> Lines:
    return [
        ("Type", "oneshot"),
        ("ExecStart", quoted(place.sync)),
        ("SuccessExitStatus", "75"),  # another sync is running, which does the same
        ("Nice", "10"),
        ("IOSchedulingClass", "idle"),
        *_confined(place),
    ]


def _timer(place: Installation) -> Lines:
    if place.cron:
        times = [("OnCalendar", time) for time in on_calendar(place.cron)]
        return [*times, ("Persistent", "true"), ("RandomizedDelaySec", "15")]
    seconds = int(place.every.total_seconds())
    near = max(1, min(seconds // 20, 60))
    return [
        ("OnActiveSec", str(near)),
        ("OnUnitActiveSec", str(seconds)),
        ("AccuracySec", str(near)),
        ("RandomizedDelaySec", str(near)),
    ]


def _confined(place: Installation) -> Iterator[tuple[str, str]]:
    """Who runs it, and what that process may do."""
    yield ("User", place.user) if place.user else ("# User", "backmatter")
    yield "EnvironmentFile", "-/etc/backmatter.env"
    if place.index.is_relative_to(_STATE) and place.index != _STATE:
        yield "StateDirectory", quoted_path(place.index.relative_to(_STATE))
        writable = place.writes
    else:
        writable = [place.index, *place.writes]
    if writable:
        yield "ReadWritePaths", " ".join(map(quoted_path, writable))
    if not any(map(_is_in_tmp, (place.index, *place.writes, *place.reads))):
        yield "PrivateTmp", "yes"
    yield from _HARDENED


def _is_in_tmp(path: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in _SHARED_TMP)


def _text(**sections: Lines) -> str:
    told = (f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in lines) for name, lines in sections.items())
    return "\n".join(told)
