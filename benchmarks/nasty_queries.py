"""Whether any query, however nasty, is answered in time: CPU time of 5,000 generated ones on real posts.

    python benchmarks/nasty_queries.py FOLDER [--posts 1000] [--queries 5000]

Prints the median, the 99th percentile and the slowest queries; fails if one raises.
"""

import argparse
import random
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from indexer import Query, Site, open_engine, parse, sync

SIGNS = [*"\"'()[]{}<>*?~^:;,.!@#$%&|/\\+-=_`", "OR", "AND", "NOT", "tag:", "title:", "author:", '-"', "--", "::", "->"]
ODD = [
    *"\x00\x07\x1b\u200b\u202e\ufeff\ud800\udfff\u0301",
    "📚",
    "👩‍👩‍👧",
    "機械学習",
    "猫",
    "Öffnung",
    "สวัสดี",
    "हिन्दी",
    "naïve",
    "C++",
    ".NET",
    "node.js",
]


def queries(vocabulary: list[str], count: int, chance: random.Random) -> list[str]:
    """*count* queries of words, signs and odd characters, with a few of enormous length."""
    made = []
    for number in range(count):
        pieces = [
            chance.choice(chance.choice([vocabulary, vocabulary, SIGNS, ODD])) for _ in range(chance.randint(1, 30))
        ]
        text = chance.choice(["", " "]).join(pieces)
        if number % 100 == 0:
            text = (text + " ") * (100_000 // (len(text) + 1) + 1)
        made.append(text)
    return made


def main() -> None:
    """Index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        posts, state = Path(scratch, "posts"), Path(scratch, "state")
        for number, file in enumerate(sorted(options.folder.rglob("*.md"))[: options.posts]):
            posts.mkdir(exist_ok=True)
            shutil.copy(file, posts / f"{number:05}-{file.name}")
        engine = open_engine("whoosh", state)
        report = sync(posts, engine, site=Site(), state=state, now=datetime.now(UTC))
        words = [word for letter in "abcdefghijklmnoprstuvwy" for word in engine.complete(letter, 200)]
        chance = random.Random(1)  # noqa: S311  (queries, not secrets)
        times = []
        for text in queries(words, options.queries, chance):
            started = time.process_time()
            engine.search(Query(text, parse(text), facets=("tags", "year")))
            times.append((time.process_time() - started, text))
        engine.close()
    times.sort(reverse=True)
    print(f"{report.indexed} posts, {len(times)} queries: median {times[len(times) // 2][0] * 1000:.1f} ms of CPU,")
    print(f"99th percentile {times[len(times) // 100][0] * 1000:.1f} ms, slowest:")
    for seconds, text in times[:5]:
        print(f"  {seconds * 1000:.1f} ms  {text[:60]!r} ({len(text)} characters)")


if __name__ == "__main__":
    main()
