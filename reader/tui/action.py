"""One thing that a person can do, and the places in which its keys mean something. Nothing here imports Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CONTEXTS", "PLACES", "Action", "Context", "Fact", "action"]

Context = Literal[
    "everywhere", "list", "library", "searches", "search", "notebook", "review", "person", "reading", "article",
    "selecting", "hinting", "link", "footnote", "panel", "outline", "entities", "quotes", "notes", "removed", "info",
]  # fmt: skip
"""Where keys mean something. A place is a stack of these, the narrowest first (`PLACES`)."""
CONTEXTS: tuple[Context, ...] = (
    "everywhere", "list", "library", "searches", "search", "notebook", "review", "person", "reading", "article",
    "selecting", "hinting", "link", "footnote", "panel", "outline", "entities", "quotes", "notes", "removed", "info",
)  # fmt: skip

Fact = Literal["article", "row", "insight"]
"""What must be there for an action to make sense: an open article, a row under the cursor, what was found."""

PLACES: dict[str, tuple[Context, ...]] = {
    "library": ("library", "list", "everywhere"),
    "searches": ("searches", "list", "everywhere"),
    "search": ("search", "list", "everywhere"),
    "notebook": ("notebook", "list", "everywhere"),
    "review": ("review", "list", "everywhere"),
    "person": ("person", "list", "everywhere"),
    "article": ("article", "reading", "everywhere"),
    "selecting": ("selecting", "article", "reading", "everywhere"),
    "hinting": ("hinting", "everywhere"),
    "link": ("link", "everywhere"),
    "footnote": ("footnote", "article", "reading", "everywhere"),
    "outline": ("outline", "panel", "list", "reading", "everywhere"),
    "entities": ("entities", "panel", "list", "reading", "everywhere"),
    "quotes": ("quotes", "panel", "list", "reading", "everywhere"),
    "notes": ("notes", "panel", "list", "reading", "everywhere"),
    "removed": ("removed", "panel", "list", "reading", "everywhere"),
    "info": ("info", "panel", "list", "reading", "everywhere"),
}
"""The stack of contexts of each place that can have the focus; a key is looked up from the left."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do, where, by which keys, and in which words.

    `keys` are those of the `vim` keymap, `plain` those of the keymap without two-key sequences (the same
    where None). `footer` ranks the action among the five keys shown at the bottom of its place (0: not
    shown), where `short` names it.
    """

    id: str
    words: str
    group: str
    contexts: tuple[Context, ...]
    keys: tuple[str, ...]
    plain: tuple[str, ...] | None = None
    needs: tuple[Fact, ...] = ()
    footer: int = 0
    short: str = ""

    def keys_in(self, preset: str) -> tuple[str, ...]:
        """The keys of a preset, `vim` or `plain`."""
        return self.plain if preset == "plain" and self.plain is not None else self.keys


def action(
    id: str,
    words: str,
    contexts: str,
    keys: str,
    plain: str | None = None,
    *,
    group: str,
    needs: tuple[Fact, ...] = (),
    footer: int = 0,
    short: str = "",
) -> Action:
    """An action from words: contexts and keys are separated by a blank."""
    places: list[Context] = []
    for name in contexts.split():
        if name not in CONTEXTS:
            raise ValueError(f"{id}: no context {name}")
        places.append(name)
    return Action(
        id,
        words,
        group,
        tuple(places),
        tuple(keys.split()),
        None if plain is None else tuple(plain.split()),
        needs,
        footer,
        short,
    )
