"""The generator of the Information Interview Guide. `define_env` registers the macros, nothing else."""

import sys


def define_env(env):
    """Called by mkdocs-macros (once a build) and by Zensical (once a page).

    A running preview keeps its process while this package is edited, so our modules are imported
    anew when one of them has changed.
    """
    plugin = sys.modules.get("macros.engine.plugin")
    if plugin is not None and plugin.edited_since_import():
        for name in [name for name in sys.modules if name.startswith("macros.")]:
            del sys.modules[name]
            vars(sys.modules["macros"]).pop(name.removeprefix("macros."), None)
    from macros.engine.plugin import register

    register(env)
