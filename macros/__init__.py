"""The generator of the Information Interview Guide. Engines call `define_env` before a build and `on_post_build` after it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.engine.plugin import MacroEnvironment


def define_env(env: MacroEnvironment) -> None:
    """Called by mkdocs-macros (once a build) and by Zensical (once a page).

    A running preview keeps its process while this package is edited, so its modules are imported
    again when one of them has changed.
    """
    plugin = sys.modules.get("macros.engine.plugin")
    if plugin is not None and plugin.edited_since_import():
        for name in [name for name in sys.modules if name.startswith("macros.")]:
            del sys.modules[name]
            # The package itself stays, and must not hand out its old subpackages.
            vars(sys.modules["macros"]).pop(name.removeprefix("macros."), None)
    from macros.engine.plugin import register

    register(env)


def on_post_build(env: MacroEnvironment) -> None:
    """Called by mkdocs-macros when all pages are written. Zensical doesn't call it: it has a search of its own, and its sites
    load the theme's style sheets whole.
    """
    from macros.engine.plugin import cut_styles, index_for_search

    index_for_search(env)
    cut_styles(env)
