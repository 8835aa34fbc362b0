"""The values that every layer shares: an article, its blocks, marks and metadata, ranges, sentences.

Standard library only; nothing here reads a file, a clock or a screen.
"""

from reader.article.ranges import Range, merged
from reader.article.values import (
    Article,
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Metadata,
    Related,
    Removed,
    Source,
    SourceKind,
    count_words,
)

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Mark",
    "MarkKind",
    "Metadata",
    "Range",
    "Related",
    "Removed",
    "Source",
    "SourceKind",
    "count_words",
    "merged",
]
