"""From the words of a command to the articles, highlights and notes that are meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.errors import NotFound, UsageError

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["any_item", "found_articles", "one_article", "several_articles", "words_of_input"]


def one_article(library: Library, words: Sequence[str]) -> ArticleRecord:
    """The article of an id, the start of one, or words of its title; the words need no quotes. Raises
    NotFound."""
    return library.article(" ".join(words).strip())


def several_articles(library: Library, words: Sequence[str]) -> list[ArticleRecord]:
    """Articles where each word is an id or the start of one; else the one whose title the words are. `-`
    reads ids from standard input, the first word of each line. Raises NotFound."""
    if list(words) == ["-"]:
        return [library.article(word) for word in words_of_input()]
    if len(words) > 1:
        found: list[ArticleRecord] = []
        for word in words:
            try:
                record = library.article(word)
            except NotFound:
                break
            if not record.id.startswith(word.lower()):
                break
            found.append(record)
        else:
            return found
    return [one_article(library, words)]


def words_of_input() -> list[str]:
    """The first word of each line of standard input: what `--ids` prints, and what `reader list` does."""
    import sys

    return [line.split()[0] for line in sys.stdin if line.strip()]


def found_articles(library: Library, query: str) -> list[ArticleRecord]:
    """The articles that a query finds, for a change of all of them. Raises NotFound for none, UsageError for a query
    that says nothing: a slip of the shell must not change everything."""
    if not query.strip():
        raise UsageError("the query is empty", "", "`--query 'is:inbox'` says which articles")
    found = library.articles(query)
    if not found:
        raise NotFound(f"no article matches {query!r}", "", "`reader list` shows all")
    return found


def any_item(library: Library, name: str) -> ArticleRecord | Highlight | Note:
    """The highlight, note or article of an id or of the start of one; or the article of a title. Raises
    NotFound."""
    for find in (library.find_highlight, library.find_note):
        try:
            return find(name)
        except NotFound as error:
            if " fits " in error.title:
                raise
    return library.article(name)
