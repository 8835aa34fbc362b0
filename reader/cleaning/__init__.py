"""Bytes become an Article: sniffed, decoded, cleaned, with a receipt for every block that was taken away.

Importing this package is cheap: lxml, readability and markdown-it are loaded by the path that needs them.
Nothing here reads the network, a clock or the reader's library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article import Article, SourceKind
    from reader.cleaning.by_hand import Edit
    from reader.cleaning.site_rules import SiteRule

__all__ = ["CLEANER_VERSION", "clean"]

CLEANER_VERSION = "3"
"""Names the rules: an article made by an older version may be cleaned anew."""


def clean(
    data: bytes | str,
    *,
    url: str | None = None,
    kind: SourceKind | None = None,
    name: str = "",
    rules: Sequence[SiteRule] = (),
    edits: Sequence[Edit] = (),
) -> Article:
    """The article in `data`, whatever its kind; `url` and `name` (of a file) help, and are optional.

    `rules` are of sites (`reader.cleaning.site_rules`) and hold for pages of theirs; `edits` put single blocks back
    or take them out (`reader.cleaning.by_hand`).

    The same data gives the same article. Raises ReaderError when there is nothing in `data` that could be
    read: it is empty, or of a kind that is not text.
    """
    from reader.cleaning.by_hand import ByHand
    from reader.cleaning.cleaner import clean_source

    by_hand = ByHand(tuple(rules), tuple(edits))
    return clean_source(data, url=url or "", kind=kind, name=name, by_hand=by_hand)
