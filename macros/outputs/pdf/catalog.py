"""What gets printed: the names of the files, their paper and print sizes, and the packs of several sheets.

Every sheet comes on each paper in normal and in large print. The example of a worksheet doesn't come in large print: it's to read, not
to write on, and the sheet's page has the same words in any size a browser can show.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from macros import model
from macros.loading.dataset import Dataset

SHEETS_MANIFEST = "sheets.json"
ALL_IN_ONE = "all-sheets.zip"


@dataclass(frozen=True)
class Paper:
    """A paper size, or the size of a screen: what file names have, what readers call it, and what Typst calls it."""

    id: str
    label: str
    typst: str


PAPERS = (Paper("a4", "A4", "a4"), Paper("letter", "US Letter", "us-letter"))
SCREEN = Paper("", "16:9, for a screen", "presentation-16-9")
"""Slides come in this one size, so their file is named after them alone."""


@dataclass(frozen=True)
class Pack:
    """Several sheets in one file; `needs` are the records it can't be made without."""

    id: str
    title: str
    intro: str
    needs: tuple[str, ...] = ()


STARTER, AFTER = "r-starter-ten", "c-after"
PACKS = (
    Pack(
        "p-pocket",
        "The pocket set",
        "Starter questions, the conversation minute by minute, and what to do afterward. "
        "Print on both sides, flip on the short edge, fold once.",
        (STARTER, AFTER),
    ),
    Pack(
        "p-cards",
        "Question cards",
        "The starter ten, the questions ready-made plans add most often, and empty cards for your own. Each back says why to ask it, and "
        "what to ask next. Print on both sides, flip on the long edge, cut along the lines.",
        (STARTER,),
    ),
    Pack(
        "p-workbook",
        "The workbook",
        "Everything on paper in one file, a part for each of the seven steps: all the sheets, the starter questions and a sample message "
        "for each way to ask, with an index.",
        (STARTER,),
    ),
    Pack("p-handouts", "The handout pack", "Every sheet on a page of its own, to print and copy for a group."),
)

SLIDES, INSTRUCTOR_SLIDES = "p-slides", "p-slides-instructor"
"""The slides for a group, and the same on paper with what the instructor says."""
EXAMPLE = "-filled"
"""What the id of a worksheet's example has after the id of the worksheet."""

PORTRAIT, LANDSCAPE, WIDE = (152, 214), (214, 152), (214, 120)
"""How wide and how high the small picture of a page is on the page of printables, in pixels."""


CARDS, OWN_CARDS = 16, 2
"""How many question cards there are, on two pages, and how many of them at least are left empty."""


def card_questions(dataset: Dataset) -> list[model.Question]:
    """The questions on cards: the starter ten, and what other ready-made plans ask most often that assumes nothing about anyone.

    While a question is missing that a plan names, which the check reports, the cards do without it.
    """
    asked = Counter(name for order in dataset.orders.values() for name in order.questions)
    known = {question.id: question for question in dataset.questions()}
    starter = [known[name] for name in dataset.orders[STARTER].questions if name in known]
    others = [question for name, question in known.items() if asked[name] > 1 and not question.only_if and question not in starter]
    # Equally frequent ones stay in the order of the bank.
    others.sort(key=lambda question: -asked[question.id])
    return (starter + others)[: CARDS - OWN_CARDS]


def packs(dataset: Dataset) -> list[Pack]:
    """The packs this guide has everything for."""
    return [pack for pack in PACKS if all(name in dataset.records for name in pack.needs)]


@dataclass(frozen=True)
class PrintedFile:
    """One PDF of a sheet or a pack."""

    name: str
    paper: Paper
    large: bool

    @property
    def label(self) -> str:
        """The paper, and the size of the print if it isn't the usual one."""
        return f"{self.paper.label}, large print" if self.large else self.paper.label


def printed_files(name: str) -> list[PrintedFile]:
    """The files of anything that's printed, by its id."""
    one_size = name == INSTRUCTOR_SLIDES or name.endswith(EXAMPLE) or any(pack.id == name for pack in PACKS)
    papers, sizes = ((SCREEN,), (False,)) if name == SLIDES else (PAPERS, (False,) if one_size else (False, True))
    return [_printed_file(name, paper, large) for large in sizes for paper in papers]


def _printed_file(name: str, paper: Paper, large: bool) -> PrintedFile:
    return PrintedFile("-".join(filter(None, (name, paper.id, "large" if large else ""))) + ".pdf", paper, large)


@dataclass(frozen=True)
class Printable:
    """Anything that's printed, as the page of printables shows it.

    Attributes:
        id: Its id, which its files are named after.
        title: What it's called.
        intro: What it's for.
        record: The id of the record whose page shows it; "" if no page does.
        picture: The width and the height of the picture of its first page.
        word: The name of the same sheet as a Word file; "" if there isn't any.
    """

    id: str
    title: str
    intro: str
    record: str = ""
    picture: tuple[int, int] = PORTRAIT
    word: str = ""


def printables_of(dataset: Dataset) -> list[Printable]:
    """Everything that's printed: each sheet, followed by its example; then the slides, and the packs."""
    found = []
    for sheet in dataset.sheets():
        title, intro = str(getattr(sheet, "title", "")), str(getattr(sheet, "intro", ""))
        found.append(Printable(sheet.id, title, intro, sheet.id, word=word_file(dataset, sheet.id)))
        if isinstance(sheet, model.Worksheet) and sheet.example:
            found.append(Printable(sheet.id + EXAMPLE, f"{title}, filled in", f"An example: {sheet.example}", sheet.id))
    if slides := dataset.find(model.SlideFile):
        title = "Slides for a group"
        found.append(Printable(SLIDES, title, "One page for each slide, to show on a screen.", slides.id, WIDE))
        intro = "On paper: every slide, with its minutes and what to say."
        found.append(Printable(INSTRUCTOR_SLIDES, f"{title}: the instructor's copy", intro, slides.id))
    pictures = {"p-pocket": LANDSCAPE}
    return found + [Printable(pack.id, pack.title, pack.intro, picture=pictures.get(pack.id, PORTRAIT)) for pack in packs(dataset)]


def word_file(dataset: Dataset, name: str) -> str:
    """The name of a sheet's Word file; "" if it has none. Those the workshop uses have one, so instructors can change them.

    Args:
        dataset: The guide's data.
        name: The id of a sheet.
    """
    workshop = dataset.find(model.Workshop)
    return f"{name}.docx" if workshop and name in workshop.sheets else ""


def printed_ids(dataset: Dataset) -> list[str]:
    """The ids of everything that is printed, sheets first."""
    return [printable.id for printable in printables_of(dataset)]
