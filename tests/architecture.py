"""Reads source files and says where they break the architecture, which `tests/rooms.py` holds as tables."""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from tests.rooms import CLOCK_READINGS, EMPTY_NAMES, FOREIGN_MODULES, FOREIGN_NAMES, LIBRARIES, MAX_LINES, RANKS, ROOMS


@dataclass(frozen=True, slots=True)
class Import:
    """One imported *module*, the *name* taken from it if there is one, where, and whether inside a function."""

    module: str
    name: str | None
    line: int
    lazy: bool

    @property
    def target(self) -> str:
        """The module that is meant, as far as the words tell: ``from service import api`` means service.api."""
        return f"{self.module}.{self.name}" if self.module in ROOMS and self.name else self.module


@dataclass(frozen=True)
class Source:
    """A source file: its *path* from the project's root with ``/`` between its parts, and its *text*."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its statements."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> Sequence[ast.AST]:
        """All that its statements are made of."""
        return list(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """The top-level package it belongs to."""
        return self.path.split("/")[0]

    @property
    def module(self) -> str:
        """Its dotted name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def breach(self, line: int, rule: str) -> str:
        """What a failing test shows."""
        return f"{self.path}:{line}: {rule}"

    @cached_property
    def imports(self) -> Sequence[Import]:
        """Everything that is imported."""
        functions = [node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        lazy = {id(node) for function in functions for node in ast.walk(function)}
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [Import(alias.name, None, node.lineno, id(node) in lazy) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                package = "." * node.level + (node.module or "")
                found += [Import(package, alias.name, node.lineno, id(node) in lazy) for alias in node.names]
        return found


def breaches(sources: Sequence[Source]) -> list[str]:
    """Every place where *sources* break the architecture, as ``path:line: rule``."""
    doors = {source.path: source for source in sources}
    offered = exported(doors["indexer/__init__.py"]) if "indexer/__init__.py" in doors else set()
    found = [breach for source in sources for rule in RULES for breach in rule(source)]
    found += [breach for source in sources for breach in through_the_door(source, offered)]
    return list(dict.fromkeys(found + cycles(sources)))


def exported(source: Source) -> set[str]:
    """The names in a package's ``__all__``."""
    values = [
        node.value
        for node in source.tree.body
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]
    ]
    return set(ast.literal_eval(values[0])) if values else set()


def rooms_apart(source: Source) -> Iterator[str]:
    """A room imports nothing that belongs to the other, and the indexer never imports the service."""
    foreign = FOREIGN_MODULES[source.room] | ({"service"} if source.room == "indexer" else set())
    for found in source.imports:
        if found.module.split(".")[0] in foreign:
            yield source.breach(found.line, f"{found.module} has no place in {source.room}/")
        if found.module.startswith("."):
            yield source.breach(found.line, "imports are written out from the root, not relative")


def through_the_door(source: Source, offered: set[str]) -> Iterator[str]:
    """The service takes from the indexer only what ``indexer/__init__.py`` offers."""
    if source.room != "service":
        return
    for found in source.imports:
        if found.module.startswith("indexer.") or (found.module == "indexer" and found.name not in {None, *offered}):
            yield source.breach(found.line, "import from `indexer` itself, and only what its __all__ offers")
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "indexer" and node.attr not in offered:
            yield source.breach(node.lineno, f"indexer.{node.attr} is not in indexer's __all__")


def no_outside_world(source: Source) -> Iterator[str]:
    """The indexer reads no environment, no command line and no clock, and prints nothing."""
    if source.room != "indexer":
        return
    for found in source.imports:
        if f"{found.module}.{found.name}" in FOREIGN_NAMES:
            yield source.breach(found.line, f"{found.module}.{found.name} has no place in indexer/")
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and ast.unparse(node) in FOREIGN_NAMES:
            yield source.breach(node.lineno, f"{ast.unparse(node)} has no place in indexer/")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_READINGS:
            yield source.breach(node.lineno, "the time is handed in, never read")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print":
            yield source.breach(node.lineno, "the indexer returns what it has to say, it prints nothing")


def rank(module: str) -> int | None:
    """The height of *module* inside its room; None for a room's own ``__init__``; -1 for one nobody placed."""
    room, *rest = module.split(".")
    if not rest:
        return None
    return next((height for height, names in enumerate(RANKS[room]) if rest[0] in names), -1)


def downwards(source: Source) -> Iterator[str]:
    """Inside a room, imports run to the same rank or a lower one."""
    own = rank(source.module)
    if own is None:
        return
    if own < 0:
        yield source.breach(1, f"give {source.module} its rank in tests/rooms.py")
        return
    for found in source.imports:
        if found.module.split(".")[0] != source.room or lazily_opened(source, found):
            continue
        other = rank(found.target)
        if other is None or other < 0:
            yield source.breach(found.line, f"{found.target} is no module of {source.room}/")
        elif other > own:
            yield source.breach(found.line, f"{found.target} stands above {source.module}")


def lazily_opened(source: Source, found: Import) -> bool:
    """Whether this is the one import that looks up: an engine, loaded by `open_engine` when it is chosen."""
    return source.path == "indexer/engine.py" and found.lazy and found.module.startswith("indexer.engines.")


def engines_behind_their_interface(source: Source) -> Iterator[str]:
    """Nobody but `open_engine` imports an engine."""
    if source.path.startswith("indexer/engines/"):
        return
    for found in source.imports:
        if found.module.startswith("indexer.engines") and not lazily_opened(source, found):
            yield source.breach(found.line, "engines are opened by indexer.engine.open_engine alone")


def one_library_one_place(source: Source) -> Iterator[str]:
    """A third-party library is known to the files named for it and to no others."""
    for found in source.imports:
        library = found.module.split(".")[0]
        if not library or library in ROOMS or library in sys.stdlib_module_names:
            continue
        if not any(fnmatch(source.path, place) for place in LIBRARIES.get(library, ())):
            yield source.breach(found.line, f"{library} is not known here; see LIBRARIES in tests/rooms.py")


def telling_names(source: Source) -> Iterator[str]:
    """A module is named for what it holds, and short enough to hold one thing."""
    empty = EMPTY_NAMES.intersection(source.module.split("."))
    if empty:
        yield source.breach(1, f"a module called {empty.pop()} could hold anything")
    if source.text.count("\n") > MAX_LINES:
        yield source.breach(MAX_LINES, f"longer than {MAX_LINES} lines: which two things are in here?")


def nothing_swallowed(source: Source) -> Iterator[str]:
    """An error of any kind at all is never ignored."""
    for node in source.nodes:
        if not isinstance(node, ast.ExceptHandler):
            continue
        broad = node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
        if broad and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body):
            yield source.breach(node.lineno, "an error is swallowed")


def cycles(sources: Sequence[Source]) -> list[str]:
    """The first import cycle among *sources*, imports inside functions left aside."""
    modules = {source.module for source in sources}
    graph = {source.module: set(imported_modules(source, modules)) for source in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"import cycle: {' -> '.join(error.args[1])}"]
    return []


def imported_modules(source: Source, modules: set[str]) -> Iterator[str]:
    """Those of *modules* that are loaded when *source* is; of a package and its module the module alone."""
    for found in source.imports:
        names = (f"{found.module}.{found.name}", found.module)
        meant = next((name for name in names if name in modules), source.module)
        if not found.lazy and meant != source.module:
            yield meant


RULES = (
    rooms_apart,
    no_outside_world,
    downwards,
    engines_behind_their_interface,
    one_library_one_place,
    telling_names,
    nothing_swallowed,
)
