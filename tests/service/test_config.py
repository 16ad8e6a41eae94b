"""Settings: who wins, what is refused, and with which words."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Aliases, Site
from service.config import Config, ConfigError, Schedule, load
from service.settings import PREFIX, SETTINGS


def write(folder: Path, text: str) -> Path:
    """A settings file in *folder*."""
    file = folder / "backmatter.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    """Without any setting a blog in data/posts is served on the loopback."""
    assert load({}, environment={}, folder=tmp_path) == Config(
        posts=tmp_path / "data/posts",
        index=tmp_path / ".backmatter",
        engine="whoosh",
        host="127.0.0.1",
        port=8000,
        workers=1,
        aliases=Aliases(),
        site=Site(),
        title="",
    )


def test_a_flag_wins_over_the_environment_over_the_file_over_the_default(tmp_path: Path) -> None:
    """Each source beats the ones below it, and only where it says something."""
    write(tmp_path, 'port = 1\nworkers = 2\nhost = "file"\n')

    config = load(
        {"port": "3", "workers": None},
        environment={"BACKMATTER_PORT": "2", "BACKMATTER_WORKERS": "4"},
        folder=tmp_path,
    )

    assert (config.port, config.workers, config.host, config.engine) == (3, 4, "file", "whoosh")


def test_the_site_is_read_from_its_table_and_its_variables(tmp_path: Path) -> None:
    """[site] in the file and BACKMATTER_SITE_… end in one Site; a closing slash of the address is dropped."""
    write(tmp_path, '[site]\nurl = "https://blog.example/notes/"\ntitle = "Notes"\npermalink = "/:year/:slug/"\n')

    config = load({}, environment={"BACKMATTER_SITE_LANGUAGE": "de"}, folder=tmp_path)

    assert config.site == Site(url="https://blog.example/notes", permalink="/:year/:slug/", language="de")
    assert config.title == "Notes"


def test_paths_in_the_file_are_relative_to_the_file(tmp_path: Path) -> None:
    """A file elsewhere speaks of its own folder, flags and variables of the current one."""
    (tmp_path / "blog").mkdir()
    file = write(tmp_path / "blog", 'posts = "content"\n')

    config = load({"posts": None}, file=file, environment={"BACKMATTER_INDEX": "here"}, folder=tmp_path)

    assert config.posts == tmp_path / "blog/content"
    assert config.index == tmp_path / "here"
    assert load({}, file=file, environment={}, folder=tmp_path).index == tmp_path / "blog/.backmatter"


def test_the_environment_may_name_the_file(tmp_path: Path) -> None:
    """BACKMATTER_CONFIG stands in for --config."""
    (tmp_path / "other.toml").write_text("port = 99\n", encoding="utf-8")

    assert load({}, environment={"BACKMATTER_CONFIG": "other.toml"}, folder=tmp_path).port == 99


def test_empty_values_count_as_unset(tmp_path: Path) -> None:
    """Container tools set variables to nothing when nobody gave a value."""
    write(tmp_path, '[site]\nurl = ""\n')

    config = load({}, environment={"BACKMATTER_PORT": " "}, folder=tmp_path)

    assert (config.port, config.site.url) == (8000, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prot = 8000", ["prot", "did you mean port?"]),
        ('[site]\nadress = "x"', ["site.adress", "there is no such setting"]),
        ('port = "8000"', ['port = "8000"', "a whole number from 1 to 65535"]),
        ("port = 0", ["port = 0"]),
        ("port = true", ["port = True"]),
        ("posts = 3", ["posts = 3", "a folder's path"]),
        ("[posts]\na = 1", ["posts.a", "did you mean posts?"]),
        ('[site]\nurl = "blog.example"', ['site.url = "blog.example"', "https://blog.example"]),
        ('[site]\npermalink = "no slash"', ["site.permalink", "starts with a slash"]),
        ('[site]\ngenerator = "hogo"', ["site.generator", "one of auto, jekyll, hugo"]),
        ('[site]\nlanguage = "english"', ["site.language", "two-letter"]),
        ('posts = "a\\u0000b"', ["posts"]),
        ("port = ", ["is not TOML"]),
    ],
)
def test_a_bad_file_is_refused_with_file_key_value_and_cure(tmp_path: Path, text: str, words: list[str]) -> None:
    """Nothing in the file is ignored, and the message is enough to mend it."""
    file = write(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        load({}, environment={}, folder=tmp_path)

    assert all(word in str(caught.value) for word in [str(file), *words]), caught.value


def test_bad_variables_and_flags_are_named(tmp_path: Path) -> None:
    """The message says where the bad value came from."""
    with pytest.raises(ConfigError, match='BACKMATTER_WORKERS="many": write a whole number from 1 to 64'):
        load({}, environment={"BACKMATTER_WORKERS": "many"}, folder=tmp_path)
    with pytest.raises(ConfigError, match='BACKMATTER_TAGS_ALIASES="js": write a table of lines such as'):
        load({}, environment={"BACKMATTER_TAGS_ALIASES": "js"}, folder=tmp_path)
    with pytest.raises(ConfigError, match='port "x" on the command line'):
        load({"port": "x"}, environment={}, folder=tmp_path)


def test_a_file_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    """Only the file that nobody asked for may be missing."""
    with pytest.raises(ConfigError, match=r"no\.toml: cannot be read"):
        load({}, file=Path("no.toml"), environment={}, folder=tmp_path)


def test_a_schedule_is_read_from_file_environment_and_flags(tmp_path: Path) -> None:
    """It is unset unless somebody asks for more than one sync."""
    assert not load({}, environment={}, folder=tmp_path).schedule.is_set

    write(tmp_path, '[schedule]\nevery = "15m"\nwatch = true\n')
    environment = {"BACKMATTER_SCHEDULE_PULL": "TRUE"}
    schedule = load({}, environment=environment, folder=tmp_path).schedule

    assert schedule == Schedule(every=timedelta(minutes=15), watch=True, pull=True)
    assert schedule.is_set
    assert load({"schedule.watch": "true"}, environment={}, folder=tmp_path / "..").schedule == Schedule(watch=True)


def test_a_flag_for_an_interval_wins_over_a_file_with_times(tmp_path: Path) -> None:
    """And the other way round; only who sets both in one place contradicts himself."""
    write(tmp_path, '[schedule]\ncron = "0 4 * * *"\n')
    assert load({}, environment={}, folder=tmp_path).schedule == Schedule(cron="0 4 * * *")
    by_flag = load({"schedule.every": "90s"}, environment={}, folder=tmp_path).schedule
    assert by_flag == Schedule(every=timedelta(seconds=90))

    write(tmp_path, '[schedule]\ncron = "0 4 * * *"\nevery = "1h"\n')
    with pytest.raises(ConfigError, match=r"schedule\.every and schedule\.cron are both set"):
        load({}, environment={}, folder=tmp_path)


@pytest.mark.parametrize(
    ("setting", "bad"),
    [
        *(("schedule.every", bad) for bad in ("15", "0s", "m", "-1m", "1.5h", "400d", "١m", "5 minutes")),
        *(("schedule.cron", bad) for bad in ("* * *", "61 * * * *", "0 0 30 2 *", "every day", "* * * * * *")),
        *(("schedule.watch", bad) for bad in ("maybe", "2", "tru")),
        *(("key", bad) for bad in ("short", "sixteen letters and a space", "ä" * 20, "x" * 201)),
    ],
)
def test_a_bad_schedule_or_key_is_named_with_its_cure(tmp_path: Path, setting: str, bad: str) -> None:
    """From every source; of a key nothing is shown, as it is a secret."""
    variable = PREFIX + setting.replace(".", "_").upper()
    for flags, environment in (({setting: bad}, {}), ({}, {variable: bad})):
        with pytest.raises(ConfigError, match="write ") as failure:
            load(flags, environment=environment, folder=tmp_path)
        assert (bad in str(failure.value)) == (setting != "key")


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    """Neither with the settings nor in an error about the file."""
    write(tmp_path, 'key = "correct-horse-battery"\n')
    config = load({}, environment={}, folder=tmp_path)
    assert config.key == "correct-horse-battery"
    assert "correct" not in repr(config)

    write(tmp_path, 'key = "too short"\n')
    with pytest.raises(ConfigError) as failure:
        load({}, environment={}, folder=tmp_path)
    assert "too short" not in str(failure.value)


def test_aliases_are_a_table_in_the_file_and_pairs_in_a_variable(tmp_path: Path) -> None:
    """The variable wins, as with every setting; none are the default."""
    assert load({}, environment={}, folder=tmp_path).aliases == Aliases()

    write(tmp_path, '[tags.aliases]\njs = "javascript"\n"node.js" = "node"\n')
    assert load({}, environment={}, folder=tmp_path).aliases == Aliases({"js": "javascript", "node.js": "node"})

    environment = {"BACKMATTER_TAGS_ALIASES": "k8s = kubernetes,js=JavaScript"}
    aliases = load({}, environment=environment, folder=tmp_path).aliases
    assert aliases == Aliases({"k8s": "kubernetes", "js": "JavaScript"})


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('js = ""', ['"js" = ""', "missing"]),
        ('a = "b"\nb = "a"', ['"b" = "a"', '"a" = "b"', "leave one"]),
        ("js = 1", ["js", '"js" = "name"']),
        ('node.js = "node"', ["node", "with a dot in quotes"]),
    ],
)
def test_bad_aliases_are_refused_with_file_line_and_cure(tmp_path: Path, lines: str, words: list[str]) -> None:
    """As any setting is."""
    file = write(tmp_path, f"[tags.aliases]\n{lines}\n")

    with pytest.raises(ConfigError) as caught:
        load({}, environment={}, folder=tmp_path)

    assert all(word in str(caught.value) for word in [f"{file}: tags.aliases: ", *words]), caught.value


def test_a_misspelt_variable_is_noted_and_a_foreign_one_is_not(tmp_path: Path) -> None:
    """Container tools set variables such as BACKMATTER_PORT_8000_TCP; those say nothing about a slip."""
    environment = {"BACKMATTER_PROT": "1", "BACKMATTER_PORT_8000_TCP": "x", "BACKMATTER_SERVICE_HOST": "y"}

    notes = load({}, environment=environment, folder=tmp_path).notes

    assert notes == ("BACKMATTER_PROT: there is no such setting; did you mean BACKMATTER_PORT?",)


@given(st.dictionaries(st.sampled_from([setting.variable for setting in SETTINGS]), st.text(max_size=12)))
def test_any_environment_gives_settings_or_a_config_error(environment: dict[str, str]) -> None:
    """No value escapes the checks."""
    try:
        config = load({}, environment=environment, folder=Path("/blog"))
    except ConfigError:
        return

    assert 1 <= config.port <= 65535
    assert config.engine


def test_every_setting_can_be_written_in_the_file_by_its_name(tmp_path: Path) -> None:
    """The table's names are the file's keys."""
    examples = {
        "NUMBER": "1",
        "URL": '"http://x"',
        "PATTERN": '"/x"',
        "NAME": '"hugo"',
        "TABLE": '{ js = "javascript" }',
        "TRUE|FALSE": "true",
        "TIME": '"1h"',
        "KEY": '"correct-horse-battery"',
    }
    named = [setting for setting in SETTINGS if setting.name != "schedule.cron"]  # it excludes schedule.every
    lines = [f"{setting.name} = " + examples.get(setting.kind.metavar, '"en"') for setting in named]
    assert tomllib.loads("\n".join(lines))

    write(tmp_path, "\n".join(lines))

    assert load({}, environment={}, folder=tmp_path).port == 1
