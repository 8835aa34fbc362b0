"""Articles made in other processes: cleaned, and looked through for people and quotations, before they come here.

Cleaning and insight do not know each other; here the two are put together into what a worker of
`reader.cleaning.worker` does with each source, so that a large import keeps all cores at work.
"""

from __future__ import annotations

import os
from typing import Any

from reader.article import Article
from reader.cleaning.worker import CleaningPool, serve
from reader.insight.values import Insight
from reader.library.files import insight_from_json, insight_to_json

__all__ = ["insight_of", "making_pool", "work"]

_ENTRY = "from reader.library.making import work; work()"


def making_pool() -> CleaningPool:
    """A pool whose outcomes carry the insight of their articles; see `insight_of`.

    One worker more than there are cores: while what one made is written to disk, all cores have something to do.
    """
    return CleaningPool((os.cpu_count() or 1) + 1, entry=_ENTRY)


def work() -> None:
    """A worker's life."""
    serve(_found)


def _found(article: Article) -> dict[str, Any]:
    from reader.library.analysing import first_analysed

    return insight_to_json(first_analysed(article))


def insight_of(article: Article, further: dict[str, Any] | None) -> Insight:
    """What a worker found in an article; found here where it was ended before it could."""
    from reader.library.analysing import first_analysed

    if further is not None:
        try:
            found = insight_from_json(further)
        except ValueError:
            return first_analysed(article)
        if found.text_hash == article.text_hash:
            return found
    return first_analysed(article)
