"""Theme files: TOML read into drafts, each file judged by itself, with problems in words for its author.

Knows the form of a theme and nothing of Textual, so that a command can list themes without starting a screen.
Colours are strings here; `reader.tui.theme` proves them.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.article.characters import safe_line
from reader.resources import resource_folder

__all__ = ["SECTIONS", "ThemeDraft", "ThemeError", "draft_named", "nearest", "read_theme", "theme_drafts"]

SECTIONS: dict[str, tuple[str, ...]] = {
    "colours": (
        "primary", "secondary", "accent", "background", "surface", "panel", "foreground", "warning", "error",
        "success",
    ),
    "article": ("text", "heading", "link", "muted", "bar", "code", "rule"),
    "entities": (
        "person", "organisation", "place", "group", "work", "event", "date", "quantity", "money",
    ),
    "highlights": ("yellow", "green", "blue", "pink", "purple"),
    "marks": (
        "quote", "phrase", "hit", "hit-current", "selection", "sentence", "flash", "note", "ink",
    ),
}  # fmt: skip
"""Every section and key that a finished theme has; `[textual]` adds tokens of Textual's own widgets."""

OPTIONAL = {("marks", "ink")}
"""`ink` is the text colour on a mark's ground: the article's own text colour where a theme does not say."""

_TOP: dict[str, type] = {"name": str, "title": str, "dark": bool, "ansi": bool, "extends": str}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TABLE_LINE = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
_KEY_LINE = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_SIZE_LIMIT = 64_000


class ThemeError(Exception):
    """Why one theme file is left out; its words name the file, the line where known, the key, the reason."""


@dataclass(frozen=True, slots=True)
class ThemeDraft:
    """One theme as its file says it: `values` holds only what is written there, by (section, key)."""

    name: str
    path: Path
    title: str = ""
    dark: bool | None = None
    ansi: bool | None = None
    extends: str = ""
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Line, from 1, of each section and key, top-level keys under the section ""; for naming places."""

    def problem(self, section: str, key: str, reason: str) -> ThemeError:
        """An error that names this file, the line and the key."""
        return _error(self.path, self.lines.get((section, key)), section, key, reason)


def theme_drafts(user_folder: Path | None) -> tuple[dict[str, ThemeDraft], dict[str, ThemeDraft], list[str]]:
    """The drafts of the bundled themes, those of the user's folder, and what was wrong with files left out.

    Files are taken in order of name; of two that give one name, the first is kept.
    """
    problems: list[str] = []
    bundled = _drafts_of(sorted(resource_folder("themes").glob("*.toml")), problems)
    own: dict[str, ThemeDraft] = {}
    if user_folder is not None and user_folder.is_dir():
        own = _drafts_of(sorted(user_folder.glob("*.toml")), problems)
    return bundled, own, problems


def draft_named(name: str, user_folder: Path | None, *, bundled_only: bool) -> tuple[ThemeDraft, bool]:
    """The draft of the file that bears a theme's name, and whether it is of the user's folder, which comes
    first.

    Raises ThemeError where there is no such file, or where it is another theme or not one.
    """
    mine = user_folder / f"{name}.toml" if user_folder is not None and not bundled_only else None
    is_mine = mine is not None and mine.is_file()
    path = mine if mine is not None and is_mine else resource_folder("themes") / f"{name}.toml"
    draft = read_theme(path)
    if draft.name != name:
        raise draft.problem("", "name", "is not its file's")
    return draft, is_mine


def read_theme(path: Path) -> ThemeDraft:
    """One file as a draft. Raises ThemeError for the first thing that is wrong with it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _error(path, None, "", "", f"cannot be read ({error.strerror or error})") from error
    if len(data) > _SIZE_LIMIT:
        raise _error(path, None, "", "", f"is too large for a theme ({len(data):,} bytes)")
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken_line = data.count(b"\n", 0, error.start) + 1
        raise _error(path, broken_line, "", "", "is not UTF-8 text") from error
    try:
        document = tomllib.loads(source.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line_match = re.search(r"at line (\d+)", str(error))
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        line = int(line_match[1]) if line_match else None
        raise _error(path, line, "", "", f"not TOML: {reason}") from error
    return _draft(path, document, _lines(source))


def nearest(word: str, names: Iterable[str]) -> str:
    """` (did you mean "…"?)` for the name that a mistyped word is close to, or nothing."""
    close = difflib.get_close_matches(word, sorted(names), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""


def _drafts_of(paths: Iterable[Path], problems: list[str]) -> dict[str, ThemeDraft]:
    drafts: dict[str, ThemeDraft] = {}
    for path in paths:
        try:
            draft = read_theme(path)
            if draft.name in drafts:
                raise draft.problem("", "name", f'"{draft.name}" is taken by {drafts[draft.name].path.name}')
        except ThemeError as error:
            problems.append(str(error))
        else:
            drafts[draft.name] = draft
    return drafts


def _draft(path: Path, document: dict[str, object], lines: dict[tuple[str, str], int]) -> ThemeDraft:
    top: dict[str, object] = {}
    values: dict[tuple[str, str], str] = {}
    for key, value in document.items():
        if isinstance(value, dict):
            values.update(_section_values(path, key, value, lines))
        else:
            top[key] = _top_value(path, key, value, lines)
    name = str(top.get("name", path.stem))
    if not _NAME.fullmatch(name) or len(name) > 40:
        reason = f"{safe_line(name, 40)!r} is not a name (small letters, figures, single hyphens; 40 at most)"
        raise _error(path, lines.get(("", "name")), "", "name", reason)
    return ThemeDraft(
        name=name,
        path=path,
        title=safe_line(str(top.get("title", "")), 60),
        dark=bool(top["dark"]) if "dark" in top else None,
        ansi=bool(top["ansi"]) if "ansi" in top else None,
        extends=str(top.get("extends", "")),
        values=values,
        lines=lines,
    )


def _top_value(path: Path, key: str, value: object, lines: dict[tuple[str, str], int]) -> object:
    line = lines.get(("", key))
    if key not in _TOP:
        hint = nearest(key, [*_TOP, *SECTIONS, "textual"])
        homes = [section for section, keys in SECTIONS.items() if key in keys]
        if homes:
            hint = f" (it belongs under [{homes[0]}])"
        raise _error(path, line, "", key, f"unknown key{hint}")
    if not isinstance(value, _TOP[key]):
        wanted = "true or false" if _TOP[key] is bool else "text in quotation marks"
        raise _error(path, line, "", key, f"wants {wanted}")
    return value


def _section_values(
    path: Path, section: str, table: dict[str, object], lines: dict[tuple[str, str], int]
) -> dict[tuple[str, str], str]:
    if section not in SECTIONS and section != "textual":
        hint = nearest(section, [*SECTIONS, "textual"])
        raise _error(path, lines.get((section, "")), section, "", f"unknown section{hint}")
    values: dict[tuple[str, str], str] = {}
    for key, value in table.items():
        line = lines.get((section, key))
        if section != "textual" and key not in SECTIONS[section]:
            raise _error(path, line, section, key, f"unknown key{nearest(key, SECTIONS[section])}")
        if not isinstance(value, str):
            raise _error(path, line, section, key, "wants a colour in quotation marks")
        values[section, key] = value.strip()
    return values


def _lines(source: str) -> dict[tuple[str, str], int]:
    """Where each section and key stands: exact for the plain form that themes have, for messages alone."""
    lines: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(source.splitlines(), 1):
        if table := _TABLE_LINE.match(line):
            section = table[1]
            lines.setdefault((section, ""), number)
        elif key := _KEY_LINE.match(line):
            lines.setdefault((section, key[1]), number)
    return lines


def _error(path: Path, line: int | None, section: str, key: str, reason: str) -> ThemeError:
    place = safe_line(path.name, 80) + (f", line {line}" if line else "")
    what = " ".join(part for part in (f"[{section}]" if section else "", safe_line(key, 60)) if part)
    return ThemeError(f"{place}: {what}: {reason}" if what else f"{place}: {reason}")
