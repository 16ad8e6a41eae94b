"""The architecture as tables; `tests/architecture.py` checks the source files by them.

`docs/architecture.md` gives the reasons. A new module or a new library needs a line here, and that is the moment to
ask whether it is in the right place.
"""

ROOMS = ("indexer", "service")

# Lowest first. A module may import what stands in its own line or above it.
RANKS = {
    "indexer": (
        {"errors", "schema", "query", "analysis", "spelling", "terms", "durable", "garbage"},
        {"posts", "results", "snippets", "understanding"},
        {"aliases", "document", "facet_search", "query_parser"},
        {"related", "vectors"},
        {"engine", "expansion"},
        {"engines", "tagging"},
        {"ledger", "reading", "see_also", "suggestions", "sync"},
    ),
    "service": (
        {"bar", "bidi", "config", "language_names", "links", "listening", "problems", "settings", "terminal", "wire"},
        {
            *("answering", "cache", "clause_words", "click_file", "delivery", "failures", "listing"),
            *("named_post", "operations", "own_address", "reading", "reasons", "related", "response", "result_page"),
            *("score_bar", "tag_cloud", "tag_suggestions", "tags", "turns"),
        },
        {
            "api",
            "assets",
            "browser_search",
            "clicks",
            "feeds",
            "pages",
            "probes",
            "openapi",
            "documentation",
            "embedding",
            "playground",
            "start",
            "tag_api",
            "theme",
        },
        {"app"},
        {"server"},
        {"commands"},
        {"cli"},
        {"reference"},
    ),
}

# Each third-party library and the files that may know it.
LIBRARIES = {
    "click": ("service/cli.py", "service/commands/*", "service/reference.py", "service/terminal.py"),
    "filelock": ("indexer/engines/whoosh/generations.py",),
    "flask": (
        *("service/answering.py", "service/failures.py", "service/own_address.py"),
        *("service/browser_search.py", "service/clicks.py", "service/feeds.py"),
        *(
            "service/api.py",
            "service/assets.py",
            "service/documentation.py",
            "service/pages.py",
            "service/playground.py",
            "service/probes.py",
            "service/start.py",
            "service/tag_api.py",
        ),
        *("service/app.py", "service/server.py", "service/theme.py"),
    ),
    "frontmatter": ("indexer/posts/headers/fences.py", "indexer/posts/headers/yaml_header.py"),
    "granian": ("service/server.py",),
    "markupsafe": ("service/pages.py",),
    "nltk": ("indexer/analysis/snowball.py",),
    "numpy": (
        *("indexer/analysis/chunks.py", "indexer/analysis/features.py", "indexer/analysis/lexicon.py"),
        *("indexer/engines/whoosh/*", "indexer/related/*", "indexer/tagging/*", "indexer/vectors.py"),
        *("indexer/posts/language.py", "indexer/spelling.py", "indexer/terms.py"),
    ),
    "orjson": ("indexer/engines/whoosh/fields.py", "service/wire/encoding.py"),
    "pathspec": ("indexer/posts/folder.py",),
    "py3langid": ("indexer/posts/language.py",),
    "pyromark": ("indexer/posts/markup/code.py", "indexer/posts/markup/markdown.py"),
    "rapidfuzz": ("indexer/spelling.py", "indexer/tagging/hygiene/typos.py"),
    "rich": ("service/bar.py", "service/listing.py"),
    "selectolax": ("indexer/posts/headers/html_head.py", "indexer/posts/markup/html.py"),
    "werkzeug": (
        *("service/app.py", "service/cache.py", "service/delivery.py"),
        *("service/failures.py", "service/pages.py", "service/problems.py"),
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
