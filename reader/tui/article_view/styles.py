"""How the article view looks: its component classes and the CSS over the theme's variables.

Whatever is told by colour is told without colour too (`:nocolor`, `:ansi`): by underline, weight, slant,
reverse.
"""

from __future__ import annotations

__all__ = ["COMPONENTS", "CSS", "component"]

_BLOCKS = (
    "title details rule bar marker heading-1 heading-2 heading-3 heading-4 heading-5 heading-6 block-quote"
    " code-block code-sign code-keyword code-string code-comment code-number code-name caption caption-sign footnote repeat table-border table-header"
)
_INLINE = "strong em code strike sub sup link footnote-ref"
_LIT = (
    "entity entity-person entity-organisation entity-place entity-group entity-work entity-event entity-date"
    " entity-quantity entity-money phrase quote sentence highlight highlight-yellow highlight-green highlight-blue"
    " highlight-pink highlight-purple note ticked dimmed pace hit hit-current flash selection"
)
_SIGNS = "cursor note-sign tick-sign placeholder hint"

COMPONENTS = frozenset(f"article--{name}" for name in f"{_BLOCKS} {_INLINE} {_LIT} {_SIGNS}".split())


def component(style: str) -> str | None:
    """The component class of a style's name, or None for a name that the view does not know."""
    name = f"article--{style}"
    return name if name in COMPONENTS else None


_ENTITY_KINDS = ("person", "organisation", "place", "group", "work", "event", "date", "quantity", "money")
_COLOURS = ("yellow", "green", "blue", "pink", "purple")


def _lit_css() -> str:
    rules = [f"& > .article--entity-{kind} {{ color: $entity-{kind}; }}" for kind in _ENTITY_KINDS]
    rules += [f"&:nocolor > .article--entity-{kind} {{ text-style: underline; }}" for kind in _ENTITY_KINDS]
    rules += [
        f"& > .article--highlight-{colour} {{ background: $highlight-{colour}; }}" for colour in _COLOURS
    ]
    for state in ("nocolor", "ansi"):
        rules += [
            f"&:{state} > .article--highlight-{colour} {{ color: $mark-ink; text-style: bold; }}"
            for colour in _COLOURS
        ]
    return "\n    ".join(rules)


CSS = (
    """
ArticleView {
    background: $background;
    color: $article-text;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    scrollbar-color: $article-rule;
    scrollbar-color-hover: $article-bar;
    scrollbar-color-active: $accent;
    scrollbar-background: $background;
    scrollbar-background-hover: $background;
    scrollbar-background-active: $background;
    width: 1fr;
    height: 1fr;
    & > .article--title { color: $article-heading; text-style: bold; }
    & > .article--details { color: $article-muted; }
    & > .article--placeholder { color: $article-muted; }
    & > .article--rule { color: $article-rule; }
    & > .article--bar { color: $article-bar; }
    & > .article--marker { color: $article-muted; }
    & > .article--heading-1 { color: $article-heading; text-style: bold underline; }
    & > .article--heading-2 { color: $article-heading; text-style: bold; }
    & > .article--heading-3 { color: $article-heading; text-style: bold italic; }
    & > .article--heading-4 { color: $article-heading; text-style: italic; }
    & > .article--heading-5 { color: $article-muted; text-style: bold; }
    & > .article--heading-6 { color: $article-muted; text-style: italic; }
    & > .article--code-block { color: $article-code; background: $panel; }
    & > .article--code-sign { color: $article-muted; }
    & > .article--code-keyword { color: $article-heading; text-style: bold; }
    & > .article--code-string { color: $entity-place; }
    & > .article--code-comment { color: $article-muted; text-style: italic; }
    & > .article--code-number { color: $entity-quantity; }
    & > .article--code-name { color: $entity-organisation; }
    & > .article--caption { color: $article-muted; text-style: italic; }
    & > .article--caption-sign { color: $article-bar; }
    & > .article--footnote { color: $article-muted; }
    & > .article--repeat { color: $article-muted; }
    & > .article--table-border { color: $article-rule; }
    & > .article--table-header { color: $article-heading; text-style: bold; }
    & > .article--strong { text-style: bold; }
    & > .article--em { text-style: italic; }
    & > .article--code { color: $article-code; background: $panel; }
    & > .article--strike { text-style: strike; }
    & > .article--link { color: $article-link; text-style: underline; }
    & > .article--footnote-ref { color: $article-link; text-style: bold; }
    & > .article--phrase { color: $mark-phrase; text-style: italic; }
    & > .article--quote { color: $mark-quote; text-style: italic; }
    & > .article--sentence { background: $mark-sentence; }
    & > .article--hit { background: $mark-hit; color: $mark-ink; }
    & > .article--hit-current { background: $mark-hit-current; color: $mark-ink; text-style: bold; }
    & > .article--flash { background: $mark-flash; color: $mark-ink; }
    & > .article--selection { background: $mark-selection; color: $mark-ink; }
    & > .article--ticked { color: $success; text-style: bold; }
    & > .article--dimmed { color: $article-muted; text-style: none; }
    & > .article--pace { background: $mark-sentence; color: $article-heading; }
    & > .article--tick-sign { color: $success; text-style: bold; }
    & > .article--cursor { color: $accent; }
    & > .article--note-sign { color: $mark-note; text-style: bold; }
    & > .article--hint { background: $mark-note; color: $background; text-style: bold; }
    &:nocolor > .article--hit { text-style: reverse; }
    &:nocolor > .article--hit-current { text-style: reverse bold; }
    &:nocolor > .article--flash { text-style: reverse; }
    &:nocolor > .article--selection { text-style: reverse; }
    &:nocolor > .article--dimmed { text-style: dim; }
    &:nocolor > .article--pace { text-style: reverse; }
    &:ansi > .article--pace { text-style: bold underline; }
    &:nocolor > .article--hint { text-style: reverse bold; }
    &:ansi > .article--hint { color: $mark-note; background: $background; text-style: reverse bold; }
    &:ansi > .article--hit { text-style: bold; }
    &:ansi > .article--hit-current { text-style: bold underline; }
    """
    + _lit_css()
    + """
}
"""
)
