"""The code keeps to the layers that ARCHITECTURE.md draws, a name means one thing, and tests share by tests/support/ alone."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.support.guides import ROOT

PACKAGE = ROOT / "macros"
PLUGIN = "macros.engine.plugin"


def layers(text: str) -> list[list[str]]:
    """The layers in the block below the heading "Layers", from the top: the packages of each, as paths below macros/."""
    block = re.search(r"^## Layers\n+```\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    assert block, "ARCHITECTURE.md has no fenced block below its heading Layers"
    return [line.split() for line in block[1].splitlines()]


LAYERS = layers((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
LEVELS = {place: -number for number, line in enumerate(LAYERS) for place in line}


def modules() -> dict[str, ast.Module]:
    """All modules of macros/ by their dotted names."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = ast.parse(path.read_text("utf-8"))
    return found


MODULES = modules()


def place_of(module: str) -> str:
    """The entry of the layers that a module belongs to: itself, or the nearest package around it."""
    parts = module.split(".")[1:]
    around = ("/".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((place for place in around if place in LEVELS), "")


def imports(tree: ast.AST, names: Iterable[str], package: str) -> set[str]:
    """The modules among `names` that code imports, inside functions too; `from a import b` is an import of a.b where that is a module."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inside = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*inside, *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in names else base for alias in node.names}
    return found & set(names)


IMPORTS = {name: imports(tree, MODULES, name.rpartition(".")[0]) - {name} for name, tree in MODULES.items()}


def climbing(found: dict[str, set[str]]) -> list[str]:
    """The imports that run up the layers."""
    return [
        f"{module} imports {other}"
        for module, others in found.items()
        for other in others
        if module != "macros" and LEVELS[place_of(other)] > LEVELS[place_of(module)]
    ]


def circles(found: dict[str, set[str]]) -> set[str]:
    """The modules that import each other, by whatever way: what is left when all that lead nowhere are taken away, from both ends."""
    left = {module: set(others) for module, others in found.items()}
    while True:
        wanted = set().union(*left.values())
        ends = {module for module, others in left.items() if not others or module not in wanted}
        if not ends:
            return set(left)
        left = {module: others - ends for module, others in left.items() if module not in ends}


def test_every_module_is_in_a_layer_and_every_layer_has_modules() -> None:
    assert [module for module in MODULES if module != "macros" and not place_of(module)] == []
    assert set(LEVELS) == {place_of(module) for module in MODULES} - {""}


def test_no_import_runs_up_the_layers() -> None:
    assert climbing(IMPORTS) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(IMPORTS) == set()


def test_the_package_itself_imports_nothing_but_the_plugin() -> None:
    assert IMPORTS["macros"] == {PLUGIN}


@pytest.mark.parametrize(
    ("code", "package", "expected"),
    [
        ("from macros import model", "macros.loading", {"macros.model"}),
        ("def f():\n    from macros.engine.plugin import define_env", "macros.model", {"macros.engine.plugin"}),
        ("import macros.engine.plugin", "macros.model", {"macros.engine.plugin"}),
        ("from . import base\nfrom .base import Model\nfrom ..settings import X", "macros.model", {"macros.model.base", "macros.settings"}),
        ("import json", "macros.model", set()),
    ],
)
def test_imports_are_read_in_every_form(code: str, package: str, expected: set[str]) -> None:
    assert imports(ast.parse(code), MODULES, package) == expected


def test_a_climbing_import_and_a_circle_are_found() -> None:
    assert climbing({"macros.model.base": {"macros.loading.loader"}, "macros.loading.loader": {"macros.model.base"}}) == [
        "macros.model.base imports macros.loading.loader"
    ]
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}, "e": set()}) == {"b", "c"}


def public_names(tree: ast.Module) -> Iterator[str]:
    """The names that a module defines at its top level for others; what it imports is not its own."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [
                name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            ]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def test_no_public_name_is_defined_in_two_modules() -> None:
    homes: dict[str, list[str]] = {}
    for module, tree in MODULES.items():
        for name in set(public_names(tree)):
            homes.setdefault(name, []).append(module)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_public_names_are_read_in_every_form() -> None:
    code = "import a\nfrom b import c\nA, B = 1, 2\nC: int = 3\n_D = 4\ndef e(): pass\nclass F: pass\nx.y = 5"
    assert Counter(public_names(ast.parse(code))) == Counter(["A", "B", "C", "e", "F"])


def test_no_test_module_imports_another() -> None:
    tests = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests").rglob("*.py")}
    test_modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in tests if re.match(r"test_|conftest", path.name)}
    assert len(test_modules) > 40
    found = {
        path.relative_to(ROOT).as_posix(): imports(tree, test_modules, ".".join(path.relative_to(ROOT).parent.parts))
        for path, tree in tests.items()
    }
    assert {path: others for path, others in found.items() if others} == {}
