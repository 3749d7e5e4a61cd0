"""Runs a command. `python -m macros --help` lists all of them."""

from __future__ import annotations

import sys

try:
    from macros.cli import main
    from macros.settings import PROGRAM, as_typed_here
except KeyboardInterrupt:
    # Loading takes a second. From here on, click says the same.
    sys.exit("Aborted!")

if __name__ == "__main__":
    sys.exit(main(program=as_typed_here(PROGRAM)))
