"""Themes: drafts from files become Textual themes, proved before the screen may use them.

Textual takes a bad colour without a word and falls when the theme is switched to; so every theme's colour
system is generated here first, and one that fails is named and left out. No colour of the program stands
anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import Theme

from reader.article.characters import safe_line
from reader.tui.theme_file import (
    OPTIONAL,
    SECTIONS,
    ThemeDraft,
    ThemeError,
    draft_named,
    nearest,
    theme_drafts,
)

__all__ = ["DEFAULT_THEME", "VARIABLES", "ThemeSet", "load_theme", "load_themes", "theme_files"]

DEFAULT_THEME = "ink"

_PREFIXES = {"article": "article", "entities": "entity", "highlights": "highlight", "marks": "mark"}
VARIABLES: tuple[str, ...] = tuple(
    f"{prefix}-{key}" for section, prefix in _PREFIXES.items() for key in SECTIONS[section]
)
"""Names of the variables that every theme gives to the style sheets, without their `$`."""

_TEXT_STYLES = frozenset(
    [
        "none",
        "not",
        "bold",
        "b",
        "dim",
        "d",
        "italic",
        "i",
        "underline",
        "u",
        "underline2",
        "reverse",
        "r",
        "strike",
    ]
)
_EXTENDS_LIMIT = 8
_Values = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """The themes that can be used, by name, bundled ones first; and what is wrong with those that cannot."""

    themes: dict[str, Theme]
    problems: list[str]
    titles: dict[str, str]
    """The name of each theme for a person."""

    def fallback_variables(self) -> dict[str, str]:
        """Values for `App.get_theme_variable_defaults`: Textual's own themes lack the reader's variables."""
        given = self.themes[DEFAULT_THEME].variables
        return {name: given[name] for name in VARIABLES}


def load_themes(user_folder: Path | None) -> ThemeSet:
    """The bundled themes and those of the user's folder, where one replaces a bundled theme of its name.

    Each file stands alone: one that is wrong is left out and named in `problems` (file, line where known,
    key, reason), the others work. Never raises for a file's content. Raises FileNotFoundError when the
    bundled themes are gone: the installation is then broken.
    """
    bundled, own, problems = theme_drafts(user_folder)
    themes: dict[str, Theme] = {}
    titles: dict[str, str] = {}
    for draft in (*bundled.values(), *own.values()):
        try:
            themes[draft.name] = _theme(_lineage(draft, bundled, own))
        except ThemeError as error:
            problems.append(str(error))
        else:
            titles[draft.name] = draft.title or draft.name.replace("-", " ").capitalize()
    default = {DEFAULT_THEME: themes[DEFAULT_THEME]} if DEFAULT_THEME in themes else {}
    return ThemeSet(default | themes, problems, titles)


def theme_files(folder: Path | None) -> dict[str, int]:
    """The files of the user's own themes, each with the moment (nanoseconds) at which it was last changed."""
    try:
        return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.toml")} if folder else {}
    except OSError:
        return {}


def load_theme(name: str, user_folder: Path | None) -> ThemeSet:
    """One theme and no other, for the first paint; `load_themes` where no file of that name is that theme.

    A theme's file bears its name, as all bundled ones do. Nothing but that file and those that it extends is
    read, so that problems of others are not told yet.
    """
    bundled: dict[str, ThemeDraft] = {}
    own: dict[str, ThemeDraft] = {}
    try:
        wanted = name
        while wanted and len(bundled) + len(own) < _EXTENDS_LIMIT:
            draft, mine = draft_named(wanted, user_folder, bundled_only=wanted in own)
            (own if mine else bundled)[wanted] = draft
            wanted = draft.extends
        theme = _theme(_lineage(own.get(name) or bundled[name], bundled, own))
    except (ThemeError, KeyError):
        return load_themes(user_folder)
    return ThemeSet({name: theme}, [], {})


def _lineage(
    draft: ThemeDraft, bundled: Mapping[str, ThemeDraft], own: Mapping[str, ThemeDraft]
) -> list[ThemeDraft]:
    """The draft, the one it extends, and so on; a user's theme that extends its own name: the bundled one."""
    lineage = [draft]
    while base_name := lineage[-1].extends:
        last = lineage[-1]
        base = own.get(base_name) if last is own.get(last.name) and base_name != last.name else None
        base = base or bundled.get(base_name)
        if base is None:
            hint = nearest(base_name, {*bundled, *own} - {last.name})
            raise last.problem("", "extends", f"there is no theme {safe_line(base_name, 40)!r}{hint}")
        if base in lineage or len(lineage) >= _EXTENDS_LIMIT:
            raise last.problem("", "extends", f"{safe_line(base_name, 40)!r} leads back here or too far")
        lineage.append(base)
    return lineage


def _theme(lineage: list[ThemeDraft]) -> Theme:
    draft = lineage[0]
    values: _Values = {}
    origin: dict[tuple[str, str], ThemeDraft] = {}
    for part in reversed(lineage):
        values.update(part.values)
        origin.update(dict.fromkeys(part.values, part))
    dark = next((part.dark for part in lineage if part.dark is not None), None)
    ansi = next((part.ansi for part in lineage if part.ansi is not None), False)
    if dark is None:
        raise draft.problem("", "dark", "is missing: write dark = true or dark = false at the top")
    _complete(draft, values)
    for (section, key), value in values.items():
        if section != "textual":
            _prove_colour(origin[section, key], section, key, value, ansi=ansi)
    theme = _textual_theme(draft.name, values, dark=dark, ansi=ansi)
    _prove_tokens(theme, values, origin)
    return theme


def _complete(draft: ThemeDraft, values: _Values) -> None:
    wanted = [(section, key) for section, keys in SECTIONS.items() for key in keys]
    missing = [place for place in wanted if place not in values and place not in OPTIONAL]
    if missing:
        section, key = missing[0]
        rest = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        hint = "" if draft.extends else f'; give it, or write extends = "{DEFAULT_THEME}" at the top'
        raise draft.problem(section, key, f"is missing{rest}{hint}")
    values.setdefault(("marks", "ink"), values["article", "text"])


def _prove_colour(draft: ThemeDraft, section: str, key: str, value: str, *, ansi: bool) -> None:
    try:
        colour = Color.parse(value)
    except ColorParseError as error:
        hint = f' (did you mean "{error.suggested_color}"?)' if error.suggested_color else ""
        raise draft.problem(section, key, f"{safe_line(value, 40)!r} is not a colour{hint}") from error
    if colour.ansi is not None and not ansi:
        reason = f"{value!r} is a colour of the terminal: the theme needs ansi = true at the top"
        raise draft.problem(section, key, reason)


def _textual_theme(name: str, values: _Values, *, dark: bool, ansi: bool) -> Theme:
    variables = _widget_tokens(values) | (_terminal_tokens(values, dark=dark) if ansi else {})
    for section, prefix in _PREFIXES.items():
        variables.update({f"{prefix}-{key}": values[section, key] for key in SECTIONS[section]})
    variables.update({key: value for (section, key), value in values.items() if section == "textual"})
    colours = {key: values["colours", key] for key in SECTIONS["colours"]}
    return Theme(
        name=name,
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        foreground=colours["foreground"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        dark=dark,
        ansi=ansi,
        variables=variables,
    )


def _widget_tokens(values: _Values) -> dict[str, str]:
    """Tokens of Textual's own widgets, said in the theme's colours; `[textual]` of a file overrides them."""
    text, muted, rule = values["article", "text"], values["article", "muted"], values["article", "rule"]
    background, panel = values["colours", "background"], values["colours", "panel"]
    primary, accent = values["colours", "primary"], values["colours", "accent"]
    selection, ink = values["marks", "selection"], values["marks", "ink"]
    sentence = values["marks", "sentence"]
    tokens = {
        "foreground-muted": muted,
        "text-muted": muted,
        "border": primary,
        "border-blurred": rule,
        "block-cursor-background": selection,
        "block-cursor-foreground": ink,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": sentence,
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-text-style": "bold",
        "block-hover-background": sentence,
        "footer-background": panel,
        "footer-foreground": muted,
        "footer-description-foreground": muted,
        "footer-key-foreground": accent,
        "input-cursor-background": text,
        "input-cursor-foreground": background,
        "input-cursor-text-style": "none",
        "input-selection-background": selection,
        "input-selection-foreground": ink,
        "screen-selection-background": selection,
        "screen-selection-foreground": ink,
        "scrollbar": rule,
        "scrollbar-hover": muted,
        "scrollbar-active": primary,
        "link-color": values["article", "link"],
        "link-color-hover": ink,
        "link-background-hover": selection,
        "button-foreground": text,
        "button-color-foreground": background,
        "button-focus-text-style": "bold underline",
    }
    for part in ("background", "background-hover", "background-active", "corner-color"):
        tokens[f"scrollbar-{part}"] = background
    tokens |= {f"markdown-h{level}-color": values["article", "heading"] for level in range(1, 7)}
    return tokens


def _terminal_tokens(values: _Values, *, dark: bool) -> dict[str, str]:
    """What Textual 8.2 leaves out of a system of terminal colours though its style sheets ask for it."""
    muted, surface = values["article", "muted"], values["colours", "surface"]
    return {
        "ansi-background": "ansi_black" if dark else "ansi_white",
        "ansi-foreground": "ansi_white" if dark else "ansi_black",
        "surface-active": surface,
        "foreground-disabled": muted,
        "text-disabled": muted,
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
    }


def _prove_tokens(theme: Theme, values: _Values, origin: Mapping[tuple[str, str], ThemeDraft]) -> None:
    """Generates the colour system, as Textual will, and judges `[textual]` by the names Textual knows."""
    try:
        known = theme.to_color_system().generate()
    except ColorParseError as error:
        raise ThemeError(f"{next(iter(origin.values())).path.name}: {safe_line(str(error))}") from error
    plain = Theme(name="plain", primary="#808080", ansi=theme.ansi).to_color_system().generate()
    names = (known.keys() & plain.keys()) - set(VARIABLES)
    for (section, key), value in values.items():
        if section != "textual":
            continue
        draft = origin[section, key]
        if key not in names:
            raise draft.problem(section, key, f"unknown token of Textual{nearest(key, names)}")
        if re.search(r"(?:^|-)style(?:-|$)", key):
            if not value or not set(value.split()) <= _TEXT_STYLES:
                raise draft.problem(section, key, f"{safe_line(value, 40)!r} is not a text style")
        else:
            _prove_token(draft, key, value, ansi=theme.ansi)


def _prove_token(draft: ThemeDraft, key: str, value: str, *, ansi: bool) -> None:
    """A token's colour may carry a share: `#335577 40%`, `auto 87%`."""
    colour = re.sub(r"\s+\d{1,3}%$", "", value)
    if colour not in ("auto", "initial", "transparent"):
        _prove_colour(draft, "textual", key, colour, ansi=ansi)
