"""The article view's theme variables and what they are where a theme does not give them.

An app that shows an `ArticleView` returns `defaults(dark)` from `App.get_theme_variable_defaults`: an unknown
variable in CSS is an error when the program starts.
"""

from __future__ import annotations

__all__ = ["DARK", "LIGHT", "defaults"]

DARK: dict[str, str] = {
    "article-text": "#d8d4cc",
    "article-heading": "#f2ede2",
    "article-link": "#8ab8e6",
    "article-muted": "#918c84",
    "article-bar": "#6b665f",
    "article-code": "#c9bfa6",
    "article-rule": "#5a5650",
    "entity-person": "#e5b567",
    "entity-organisation": "#7fb3e8",
    "entity-place": "#86c58d",
    "entity-group": "#5cc4c0",
    "entity-work": "#bda4ea",
    "entity-event": "#e894a8",
    "entity-date": "#b0b37c",
    "entity-quantity": "#82b6c8",
    "entity-money": "#9dbb86",
    "highlight-yellow": "#54460f",
    "highlight-green": "#27492c",
    "highlight-blue": "#1f4562",
    "highlight-pink": "#5e3341",
    "highlight-purple": "#483863",
    "mark-quote": "#d9b48f",
    "mark-phrase": "#c0aa92",
    "mark-hit": "#6a4415",
    "mark-hit-current": "#a35a1f",
    "mark-selection": "#3d4f70",
    "mark-sentence": "#2a2724",
    "mark-flash": "#14605f",
    "mark-note": "#ea9578",
    "mark-ink": "#f2ede2",
}
LIGHT: dict[str, str] = {
    "article-text": "#2b2926",
    "article-heading": "#14120f",
    "article-link": "#1d5a96",
    "article-muted": "#6d6861",
    "article-bar": "#a8a196",
    "article-code": "#5c4a2e",
    "article-rule": "#b8b1a5",
    "entity-person": "#7d4f00",
    "entity-organisation": "#1a5390",
    "entity-place": "#1c6130",
    "entity-group": "#0e5e5c",
    "entity-work": "#62389b",
    "entity-event": "#94264c",
    "entity-date": "#55550e",
    "entity-quantity": "#14586f",
    "entity-money": "#3c5c22",
    "highlight-yellow": "#fbe7a1",
    "highlight-green": "#c4eec5",
    "highlight-blue": "#cde4fa",
    "highlight-pink": "#fad7e0",
    "highlight-purple": "#e6dafa",
    "mark-quote": "#6b4423",
    "mark-phrase": "#6f5a44",
    "mark-hit": "#fbd3a6",
    "mark-hit-current": "#f7a866",
    "mark-selection": "#bcd1f7",
    "mark-sentence": "#f4efe6",
    "mark-flash": "#8fe3e0",
    "mark-note": "#b04a2c",
    "mark-ink": "#14120f",
}


def defaults(dark: bool = True) -> dict[str, str]:
    """Every variable that the article view's CSS names, for a dark or a light theme."""
    return dict(DARK if dark else LIGHT)
