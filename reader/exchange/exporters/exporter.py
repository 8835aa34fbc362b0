"""What a format is: its name, its ending, and how articles are written in it.

To add a format, write one module in this package with a value `EXPORTER` and name it in `formats.py`; another
package registers its own under the entry points `reader.exporters`, each naming such a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reader.exchange.exporters.bundle import Bundle, Depth

__all__ = ["Collection", "Document", "Exporter"]


class Document(Protocol):
    """Writes one article as a whole file."""

    def __call__(self, bundle: Bundle, *, with_text: bool = True) -> str: ...


class Collection(Protocol):
    """Writes several articles as one text, piece by piece."""

    def __call__(self, bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. `single` writes one article as a file of its own, where that is not a collection of one;
    `updated` joins a fresh file to the one before, where the format has a place for the user's own."""

    name: str
    words: str
    ending: str
    collection: Collection
    single: Document | None = None
    updated: Callable[[str, str], str | None] | None = None
    depth: Depth = "marks"
    a_file_each: bool = True
    """Whether a file of one article makes sense: a table or a bibliography is one file for all."""

    def document(self, bundle: Bundle, *, with_text: bool = True) -> str:
        """One article as a file of its own."""
        if self.single is not None:
            return self.single(bundle, with_text=with_text)
        return "".join(self.collection([bundle], with_text=with_text))
