"""What gets printed: the names of the files, their paper and print sizes, and the packs of several sheets."""

from __future__ import annotations

from dataclasses import dataclass

from macros.loading.dataset import Dataset

SHEETS_MANIFEST = "sheets.json"
ALL_IN_ONE = "all-sheets.zip"


@dataclass(frozen=True)
class Paper:
    """A paper size: what readers call it, and what Typst calls it."""

    id: str
    label: str
    typst: str


PAPERS = (Paper("a4", "A4", "a4"), Paper("letter", "US Letter", "us-letter"))


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
        "p-workbook",
        "The workbook",
        "Everything on paper in one file: all the sheets, the starter questions and a sample message for each way to ask, "
        "with a table of contents.",
        (STARTER,),
    ),
    Pack("p-handouts", "The handout pack", "Every sheet on a page of its own, to print and copy for a group."),
)


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
    """The files of a sheet or a pack, by id. A sheet comes in large print too."""
    sizes = (False,) if any(pack.id == name for pack in PACKS) else (False, True)
    return [PrintedFile(f"{name}-{paper.id}{'-large' if large else ''}.pdf", paper, large) for large in sizes for paper in PAPERS]


def pack_of(name: str) -> Pack | None:
    """The pack with that id, if it's a pack."""
    return next((pack for pack in PACKS if pack.id == name), None)


def printed_ids(dataset: Dataset) -> list[str]:
    """The ids of everything that is printed, sheets first."""
    return [*(sheet.id for sheet in dataset.sheets()), *(pack.id for pack in packs(dataset))]
