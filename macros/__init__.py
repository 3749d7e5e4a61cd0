"""The generator of the Information Interview Guide. `define_env` registers the macros, nothing else."""

import sys


def define_env(env):
    """Called by mkdocs-macros (once a build) and by Zensical (once a page).

    A running preview keeps its process while this package is edited, so our modules are imported
    anew when one of them has changed.
    """
    engine = sys.modules.get("macros.engine")
    if engine is not None and engine.edited_since_import():
        for name in [name for name in sys.modules if name.startswith("macros.")]:
            del sys.modules[name]
            vars(sys.modules["macros"]).pop(name.removeprefix("macros."), None)
    from macros.engine import register

    register(env)
