"""Runs a command: python -m macros --help lists them all."""

from __future__ import annotations

import sys

from macros.cli import main
from macros.reference.fields import PROGRAM

if __name__ == "__main__":
    sys.exit(main(program=PROGRAM))
