"""Colours for code: ranges of a code block's keywords, strings, comments, numbers and names.

Pygments is imported when the first block in a known language is drawn, never before. A page chooses its code and
names its language, and some of the many lexers can be made to run for ever: only the common ones are used, and
only on blocks of a length that a person reads.
"""

from __future__ import annotations

from reader.tui.article_view.layers import LayerRange

__all__ = ["LONGEST", "code_colours"]

LONGEST = 12_000
"""Characters of the longest block that is coloured."""

_LANGUAGES = frozenset(
    """bash c c++ clojure console cpp cs csharp css diff docker dockerfile elixir erlang go golang haskell html ini
    java javascript js json jsx kotlin lisp lua make makefile nix objective-c ocaml pascal perl php powershell py
    python python3 r ruby rb rust rs scala scheme sh shell sql swift toml ts tsx typescript vim xml yaml yml zig
    zsh""".split()
)
_STYLES = (
    ("Token.Comment", "code-comment"),
    ("Token.Keyword", "code-keyword"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Function", "code-name"),
    ("Token.Name.Class", "code-name"),
    ("Token.Name.Tag", "code-keyword"),
    ("Token.Operator.Word", "code-keyword"),
    ("Token.Generic.Inserted", "code-string"),
    ("Token.Generic.Deleted", "code-number"),
)


def code_colours(code: str, language: str, start: int) -> list[LayerRange]:
    """The coloured ranges of a block that begins at `start`; none for a language that is not known."""
    if language.lower() not in _LANGUAGES or len(code) > LONGEST:
        return []
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        lexer = get_lexer_by_name(language.lower())
    except ClassNotFound:
        return []
    ranges: list[LayerRange] = []
    for at, token, value in lexer.get_tokens_unprocessed(code):
        name = str(token)
        style = next((style for prefix, style in _STYLES if name.startswith(prefix)), "")
        if style and value:
            ranges.append(LayerRange(start + at, start + at + len(value), style))
    return ranges
