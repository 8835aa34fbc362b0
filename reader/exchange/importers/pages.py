"""A page around a text that another program kept as a piece of HTML: with what it knew of it in the page's head, so
that the page says the same whenever it is cleaned again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

__all__ = ["page_around"]


def page_around(
    content: str, title: str, url: str, byline: Sequence[str] = (), published: str = "", language: str = ""
) -> bytes:
    """A whole page, in UTF-8."""
    lines = [
        f"<!doctype html>\n<html{f' lang={chr(34)}{escape(language)}{chr(34)}' if language else ''}>\n<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(title)}</title>",
        f'<meta property="og:title" content="{escape(title)}">' if title else "",
        f'<link rel="canonical" href="{escape(url)}">' if url else "",
        *(f'<meta name="author" content="{escape(name)}">' for name in byline),
        f'<meta property="article:published_time" content="{escape(published)}">' if published else "",
        "</head>\n<body>\n<article>",
        content,
        "</article>\n</body>\n</html>\n",
    ]
    return "\n".join(line for line in lines if line).encode("utf-8", "replace")
