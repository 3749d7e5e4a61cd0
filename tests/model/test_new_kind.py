"""A kind of data is its model, its row in the registry, its templates and its macro: everything else follows.

The kind "visits" in tests/fixtures/new_kind is added to a copy of the generator by these edits alone, as ARCHITECTURE.md says.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support.commands import MKDOCS, run
from tests.support.guides import ROOT, SMALL, edit, write
from tests.support.search_files import indexed_texts
from tests.support.text import squeeze

NEW_KIND = ROOT / "tests" / "fixtures" / "new_kind"
FILE = "data/visits/care.yml"
NEW_FILES = {
    "macros/model/visits.py",
    "macros/outputs/html/templates/visits.html",
    "macros/outputs/pdf/templates/visits.typ",
    FILE,
    "docs/visits.md",
}
REGISTRY = "macros/model/registry.py"
IMPORT = "from macros.model.references import model_in\n"
ROW = """    FileType(
        "visits",
        "visits",
        ("visits/*.yml",),
        Visits,
        Storage.FILES,
        prefix="z-",
        list_key="visits",
        hideable=True,
        sheet=True,
    ),
"""
MACROS = "macros/outputs/html/macros.py"
MACRO = '''

VISITS = NameParameter("field of visits", lambda dataset: {file.id: file.title for file in dataset.files_of(Visits).values()})


@macro
def visits(dataset: Dataset, name: Annotated[str, VISITS]) -> MacroResult:
    """The visits of a field of work, each under a heading of its own."""
    found = dataset.files_of(Visits)[name]
    return MacroResult("visits.html", {"file": found}, [found, *found.visits])
'''


@pytest.fixture(scope="module")
def with_visits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest guide with a generator of its own that knows visits."""
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("kind") / "guide"))
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(NEW_KIND, root, dirs_exist_ok=True)
    edit(root, REGISTRY, IMPORT, IMPORT + "from macros.model.visits import Visits\n")
    edit(root, REGISTRY, '    FileType(\n        "answers",\n', ROW + '    FileType(\n        "answers",\n')
    edit(root, MACROS, IMPORT, IMPORT + "from macros.model.visits import Visits\n")
    path = root / MACROS
    path.write_text(path.read_text("utf-8") + MACRO, "utf-8")
    (root / "docs/downloads").mkdir()
    (root / "docs/assets").mkdir()
    shutil.copy2(ROOT / "docs/assets/mark.svg", root / "docs/assets")
    return root


@pytest.fixture
def guide(with_visits: Path, tmp_path: Path) -> Path:
    """A copy of that guide, to be changed at will."""
    return Path(shutil.copytree(with_visits, tmp_path / "guide"))


def macros(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command of the generator in `root`."""
    done = run(sys.executable, "-m", "macros", *arguments, cwd=root, PYTHONPATH=str(root))
    assert "Traceback" not in done.stderr, done.stderr
    return done


def built(root: Path) -> Path:
    """The site of the guide, built by the generator in `root`."""
    done = run(*MKDOCS, "build", "--site-dir", root / "site", cwd=root, PYTHONPATH=str(root))
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_it_is_four_edits(with_visits: Path) -> None:
    before = {path.relative_to(ROOT / "macros") for path in (ROOT / "macros").rglob("*") if path.is_file()}
    after = {path.relative_to(with_visits / "macros") for path in (with_visits / "macros").rglob("*") if path.is_file()}
    new = {f"macros/{path}" for path in after - before if "__pycache__" not in path.parts}
    changed = {
        f"macros/{path}" for path in before & after if (ROOT / "macros" / path).read_bytes() != (with_visits / "macros" / path).read_bytes()
    }
    assert new == {name for name in NEW_FILES if name.startswith("macros/")}
    assert changed == {REGISTRY, MACROS}


def test_it_is_loaded_and_counted(with_visits: Path) -> None:
    done = macros(with_visits, "check")
    assert done.returncode == 0, done.stderr
    assert "visits 2" in done.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "begins", "code"),
    [
        (FILE, "minutes: 20", "minutes: many", f"{FILE}:9:14: ", "M"),
        (FILE, "id: y-care-02", "id: y-care-01", f"{FILE}:10:9: ", "R301"),
        (FILE, "id: z-care", "id: z-core", f"{FILE}:2:5: ", "R303"),
        ("docs/visits.md", "z-care", "z-core", "docs/visits.md:5:1: ", "P405"),
        ("docs/visits.md", '{{ visits("z-care") }}\n', "", f"{FILE}:2:5: ", "P407"),
    ],
)
def test_what_is_wrong_is_reported_at_its_line(guide: Path, file: str, old: str, new: str, begins: str, code: str) -> None:
    edit(guide, file, old, new)
    done = macros(guide, "check")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith(begins) and f"[{code}" in line], done.stderr


def test_it_is_shown_found_and_edited(guide: Path) -> None:
    site = built(guide)
    page = (site / "visits/index.html").read_text("utf-8")
    assert "was invited to shadow a shift. (20 minutes)" in page
    line = (guide / FILE).read_text("utf-8").splitlines().index("  - id: y-care-01") + 1
    assert f'href="https://example.org/small/blob/main/{FILE}#L{line}"' in page
    assert indexed_texts(site)["visits/#y-care-01"].startswith("A call that ended in a day on the ward")


def test_it_is_in_the_open_data_and_has_a_schema(with_visits: Path, tmp_path: Path) -> None:
    assert macros(with_visits, "open-data", tmp_path).returncode == 0
    [file] = json.loads((tmp_path / "guide.json").read_text("utf-8"))["visits"]
    assert [visit["id"] for visit in file["visits"]] == ["y-care-01", "y-care-02"]
    assert macros(with_visits, "schema", tmp_path / "schemas").returncode == 0
    schema = json.loads((tmp_path / "schemas/visits.json").read_text("utf-8"))
    assert "minutes" in schema["$defs"]["Visit"]["properties"]


def test_it_is_printed(with_visits: Path, tmp_path: Path) -> None:
    done = macros(with_visits, "sheets", tmp_path)
    assert done.returncode == 0, done.stderr
    for size in ("", "-large"):
        text = squeeze("".join(page.extract_text() for page in PdfReader(tmp_path / f"z-care-a4{size}.pdf").pages))
        assert squeeze("was invited to shadow a shift. (20 minutes)") in text


def test_a_copy_may_hide_and_change_it(guide: Path) -> None:
    write(guide, "local/hide.yml", "hide: [y-care-01]\n")
    write(guide, "local/visits/care.yml", "visits:\n  - id: y-care-02\n    minutes: 45\n")
    assert macros(guide, "check").returncode == 0
    page = (built(guide) / "visits/index.html").read_text("utf-8")
    assert "y-care-01" not in page
    assert "and applied in April. (45 minutes)" in page
    assert '/local/visits/care.yml#L2"' in page, "what the copy changed is edited there"


def test_its_files_are_formatted(guide: Path) -> None:
    edit(guide, FILE, "title: Health care", "title: 'Health care'")
    assert macros(guide, "fix", FILE).returncode == 0
    assert "\ntitle: Health care\n" in (guide / FILE).read_text("utf-8")
    assert macros(guide, "check").returncode == 0
