"""Where Reader keeps its things: the platform's folders, each of which an environment variable can move.

Imports next to nothing, since every start of the program asks here.
"""

from __future__ import annotations

import os
import sys

__all__ = ["folder"]

APPLICATION = "terminal-reader"  # `reader` is the folder of another program of that name

_XDG = {
    "user_data_path": ("XDG_DATA_HOME", ".local/share"),
    "user_config_path": ("XDG_CONFIG_HOME", ".config"),
    "user_cache_path": ("XDG_CACHE_HOME", ".cache"),
    "user_state_path": ("XDG_STATE_HOME", ".local/state"),
}
"""What platformdirs answers on Linux (a test holds the two together): its import costs a fifth of `reader list`."""


def folder(variable: str, platform_function: str) -> str:
    """The folder that a variable names, or else the one that a function of platformdirs gives for this program."""
    if chosen := os.environ.get(variable):
        return os.path.abspath(os.path.expanduser(chosen))
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        xdg_variable, usual = _XDG[platform_function]
        base = os.environ.get(xdg_variable, "").strip() or os.path.expanduser(f"~/{usual}")
        if os.path.isabs(base):
            return os.path.join(base, APPLICATION)
    import platformdirs

    return str(getattr(platformdirs, platform_function)(APPLICATION, appauthor=False))
