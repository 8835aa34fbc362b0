"""Where the files that ship with the program stand: themes and sample articles, in a wheel or a checkout.

Knows nothing of what the files hold.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource_folder"]


def resource_folder(name: str) -> Path:
    """The folder `name` (`themes`, `sample_articles`) of the package's data, or of the checkout it runs from.

    An installed package carries it under `_data`; an editable install finds it beside the package. Raises
    FileNotFoundError, naming both places, when neither is there: the installation is then broken.
    """
    package = Path(__file__).resolve().parent
    places = (package / "_data" / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked_at = ", ".join(map(str, places))
    raise FileNotFoundError(f"the program's folder {name!r} is in none of its places: {looked_at}")
