"""The architecture as tables; `tests/architecture.py` checks the source files by them.

`docs/architecture.md` gives the reasons. A new module or a new library needs a line here, and that is the moment to
ask whether it is in the right place.
"""

ROOMS = ("indexer", "service")

# Lowest first. A module may import what stands in its own line or above it.
RANKS = {
    "indexer": (
        {
            *("errors", "schema", "query", "analysis", "spelling", "terms", "durable", "garbage", "generation"),
            *("access", "health"),
        },
        {"posts", "results", "snippets", "understanding"},
        {"aliases", "document", "facet_search", "facet_values", "query_parser"},
        {"related", "vectors"},
        {"engine", "expansion", "showing"},
        {"matching", "ranking"},
        {"engines", "tagging"},
        {"clashes", "ledger", "reading", "run", "see_also", "suggestions", "sync"},
    ),
    "service": (
        {
            *("access", "bar", "config", "listening", "problems", "pull"),
            *("settings", "systemd", "tasks", "terminal", "wire"),
        },
        {"listing", "named_post", "reasons", "related", "schedule", "serving", "tag_suggestions", "tags"},
        {"api", "pages"},
        {"app"},
        {"server"},
        {"commands"},
        {"cli"},
        {"program", "reference"},
    ),
}

# Each third-party library and the files that may know it.
LIBRARIES = {
    "click": ("service/cli.py", "service/commands/*", "service/reference.py", "service/terminal.py"),
    "cronsim": ("service/schedule/timetable.py", "service/settings.py", "service/systemd/calendar.py"),
    "filelock": ("indexer/engines/whoosh/generations.py",),
    "flask": ("service/api/*", "service/app.py", "service/pages/*", "service/server.py", "service/serving/*"),
    "frontmatter": ("indexer/posts/headers/fences.py", "indexer/posts/headers/yaml_header.py"),
    "granian": ("service/server.py",),
    "markupsafe": ("service/pages/posts.py",),
    "nltk": ("indexer/analysis/snowball.py",),
    "numpy": (
        *("indexer/analysis/chunks.py", "indexer/analysis/features.py", "indexer/analysis/lexicon.py"),
        *("indexer/engines/opensearch/*", "indexer/engines/whoosh/*", "indexer/ranking/*"),
        *("indexer/related/*", "indexer/tagging/*"),
        *("indexer/posts/language.py", "indexer/spelling.py", "indexer/terms.py", "indexer/vectors.py"),
    ),
    "opensearchpy": ("indexer/engines/opensearch/cluster.py", "indexer/engines/opensearch/writing.py"),
    "orjson": ("indexer/engines/opensearch/*", "indexer/engines/whoosh/fields.py", "service/wire/encoding.py"),
    "pathspec": ("indexer/posts/folder.py",),
    "py3langid": ("indexer/posts/language.py",),
    "pyromark": ("indexer/posts/markup/code.py", "indexer/posts/markup/markdown.py"),
    "rapidfuzz": ("indexer/spelling.py", "indexer/tagging/hygiene/typos.py"),
    "rich": ("service/bar.py", "service/listing.py"),
    "selectolax": ("indexer/posts/headers/html_head.py", "indexer/posts/markup/html.py"),
    "urllib3": ("indexer/engines/opensearch/cluster.py",),
    "watchfiles": ("service/schedule/watching.py",),
    "werkzeug": (
        *("service/api/tasks.py", "service/app.py", "service/pages/posts.py", "service/problems.py"),
        *("service/serving/cache.py", "service/serving/delivery.py", "service/serving/failures.py"),
    ),
    "whoosh": ("indexer/analysis/languages.py", "indexer/engines/whoosh/*"),
    "yaml": ("indexer/posts/headers/yaml_header.py", "indexer/posts/headers/yaml_values.py"),
}

# What belongs to the other room, whatever the library table says.
FOREIGN_MODULES = {
    "indexer": {
        *("flask", "werkzeug", "granian", "click", "rich", "argparse", "logging"),
        *("threading", "multiprocessing", "concurrent", "asyncio", "sched", "signal", "time"),
    },
    "service": {"whoosh", "opensearchpy", "nltk", "frontmatter", "numpy"},
}

# The environment, the command line and the clock, reached through modules that are fine otherwise.
FOREIGN_NAMES = {"os.environ", "os.getenv", "sys.argv", "sys.stdout", "sys.stderr", "sys.exit"}
CLOCK_READINGS = {"now", "utcnow", "today"}

EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "base",
    "core",
    "common",
    "data",
    "info",
    "item",
    "misc",
}
MAX_LINES = 350
