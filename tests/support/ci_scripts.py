"""The scripts in .ci/, as modules."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.support.guides import ROOT


def script(name: str) -> ModuleType:
    """One of the scripts in .ci/, as a module."""
    if str(ROOT / ".ci") not in sys.path:
        sys.path.insert(0, str(ROOT / ".ci"))
    found = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert found is not None and found.loader is not None, name
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
