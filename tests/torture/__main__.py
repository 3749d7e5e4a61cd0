"""Runs some faults, or all of them: python -m tests.torture [NAME ...]"""

from __future__ import annotations

import signal
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests import torture
from tests.torture import builds, clocks, install, places, preview

MODULES = (builds, clocks, install, places, preview)
"""Each declares its faults when it is imported."""


def main(names: list[str]) -> int:
    """Run the faults with these names, or all. Returns the exit status: 1 if something didn't hold, 2 if a name is unknown."""
    if unknown := [name for name in names if name not in torture.FAULTS]:
        print(f"There is no fault named {', '.join(unknown)}. These exist: {', '.join(torture.FAULTS)}.", file=sys.stderr)
        return 2
    # A job in the background may have been started with this signal ignored, and then so would the builds that are to be interrupted.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="torture-", ignore_cleanup_errors=True) as folder:
        return 0 if torture.run_faults(names or torture.FAULTS, Path(folder), partial(print, flush=True)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
