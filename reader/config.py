"""Where Reader keeps its things, and what its user set: folders, and `config.toml`.

Each folder can be moved by an environment variable, every setting may be missing, and a setting that is
wrong is told and ignored: a typing error in a file never keeps anybody from reading. Nothing here reads the
library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.folders import folder
from reader.rules import Rule, rule_from, rule_to_json

__all__ = [
    "Config",
    "cache_folder",
    "config_folder",
    "config_path",
    "data_home",
    "load_config",
    "save_setting",
    "state_folder",
]

_CONFIG_LIMIT = 1_000_000
"""Bytes that a config file may have."""

KEYMAPS = ("vim", "plain")
CITATION_STYLES = ("plain", "markdown", "apa", "mla", "chicago", "bibtex", "pandoc")
"""Those of `reader.exchange.citations`, which stands above this layer; a test holds the two together."""


# -- folders -------------------------------------------------------------------------------------------------


def data_home() -> Path:
    """The library's folder: `READER_HOME`, else the platform's data folder."""
    return _folder("READER_HOME", "user_data_path")


def config_folder() -> Path:
    """Where `config.toml` and the reader's own themes lie: `READER_CONFIG`, else the platform's folder."""
    return _folder("READER_CONFIG", "user_config_path")


def cache_folder() -> Path:
    """What may be deleted at will: `READER_CACHE`, else the platform's cache folder."""
    return _folder("READER_CACHE", "user_cache_path")


def state_folder() -> Path:
    """Logs and the like, of this machine alone: `READER_STATE`, else the platform's state folder."""
    return _folder("READER_STATE", "user_state_path")


def config_path() -> Path:
    """The file of settings. It need not exist."""
    return config_folder() / "config.toml"


def _folder(variable: str, platform_function: str) -> Path:
    return Path(folder(variable, platform_function))


# -- settings ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Config:
    """What the user set, with the defaults of what they did not."""

    theme: str = ""
    """Name of a theme; empty for the program's own choice."""
    keymap: str = "vim"
    """`vim` or `plain`."""
    column_width: int = 72
    """Characters across the column of text."""
    words_per_minute: int = 230
    """The pace by which minutes are counted, and at which the moving line goes."""
    justify: bool = False
    """Both edges of the column are even."""
    hyphenate: bool = False
    """Words are parted at line ends, where their language is known."""
    line_spacing: int = 1
    """Lines from one line of a paragraph to the next."""
    wrap_code: bool = False
    """Lines of code that are too long are wrapped, not scrolled sideways."""
    columns: int = 1
    """Columns of text beside each other, where the screen is wide enough."""
    panel_width: int = 40
    """Columns of a panel beside the text."""
    mouse: bool = True
    plain: bool = False
    """One column, no lines drawn, no motion, a visible cursor: for screen readers."""
    citation_style: str = "plain"
    """How a copied quotation names its source, one of `CITATION_STYLES`."""
    names_by: str = ""
    """A spaCy pipeline that finds the names, installed or a folder (extra `spacy`); empty for the shipped engine."""
    watch: str = ""
    """A folder whose pages are saved while the app is open, or by `reader watch`; empty for none."""
    rules: tuple[Rule, ...] = ()
    """What is done with articles when they are saved: `[[rules]]` in the file (`reader.rules`)."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by action id, in place of the keymap's: `[keys]` in the file."""
    problems: tuple[str, ...] = ()
    """What the file says that could not be used, a line each. The defaults hold there."""
    path: Path | None = None
    """The file that was read, or would have been."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text in quotes")
    return value


def _keymap(value: Any) -> str:
    if value not in KEYMAPS:
        raise TypeError(" or ".join(f'"{name}"' for name in KEYMAPS))
    return str(value)


def _citation_style(value: Any) -> str:
    if value not in CITATION_STYLES:
        raise TypeError("one of " + ", ".join(f'"{name}"' for name in CITATION_STYLES))
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise TypeError(f"a whole number from {low} to {high}")
        return value

    return check


def _key_names(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise TypeError('a key in quotes, or a list of them: "j" or ["j", "down"]')
    return tuple(names)


SETTINGS: dict[str, Callable[[Any], Any]] = {
    "theme": _text,
    "keymap": _keymap,
    "column_width": _whole(20, 400),
    "words_per_minute": _whole(50, 2000),
    "justify": _truth,
    "hyphenate": _truth,
    "line_spacing": _whole(1, 3),
    "wrap_code": _truth,
    "columns": _whole(1, 2),
    "panel_width": _whole(24, 120),
    "mouse": _truth,
    "plain": _truth,
    "citation_style": _citation_style,
    "names_by": _text,
    "watch": _text,
}
"""Every setting outside `[keys]`, with the check that its value passes."""


def load_config(path: Path | None = None) -> Config:
    """The settings of `path`, or of the user's own file. Never raises: what is wrong stands in `problems`."""
    path = path or config_path()
    problems: list[str] = []
    document = _document(path, problems)
    values: dict[str, Any] = {}
    for name, value in document.items():
        if name == "keys":
            values["keys"] = _keys(path, value, problems)
        elif name == "rules":
            values["rules"] = _rules(path, value, problems)
        elif name not in SETTINGS:
            problems.append(
                f"{path}: no setting is called {name!r}{_nearest(name, [*SETTINGS, 'keys', 'rules'])}"
            )
        else:
            try:
                values[name] = SETTINGS[name](value)
            except TypeError as wanted:
                problems.append(f"{path}: {name} should be {wanted}, not {value!r}")
    return Config(**values, problems=tuple(problems), path=path)


def _document(path: Path, problems: list[str]) -> dict[str, Any]:
    import tomllib

    try:
        if not path.is_file():
            return {}
        if path.stat().st_size > _CONFIG_LIMIT:
            problems.append(f"{path}: larger than a file of settings can be; ignored")
            return {}
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(f"{path}: cannot be read: {error.strerror or error}")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        problems.append(f"{path}: not a TOML file: {error}")
    return {}


def _keys(path: Path, table: Any, problems: list[str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        problems.append(f"{path}: keys should be a table: a line [keys], then action = key")
        return {}
    result: dict[str, tuple[str, ...]] = {}
    for action, value in _flat(table).items():
        try:
            result[action] = _key_names(value)
        except TypeError as wanted:
            problems.append(f"{path}: keys.{action} should be {wanted}, not {value!r}")
    return result


def _rules(path: Path, tables: Any, problems: list[str]) -> tuple[Rule, ...]:
    if not isinstance(tables, list):
        problems.append(f"{path}: rules should be tables: a line [[rules]], then site = …, tags = […]")
        return ()
    found = []
    for number, table in enumerate(tables, start=1):
        try:
            found.append(rule_from(table))
        except TypeError as wanted:
            problems.append(f"{path}: rule {number} should be {wanted}")
    return tuple(found)


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Tables in tables as one, keys joined by dots: TOML reads `article.cite = "Y"` as a table `article`."""
    result: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and value:
            result.update(_flat(value, f"{prefix}{key}."))
        else:
            result[prefix + key] = value
    return result


def _nearest(name: str, names: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    return f" (did you mean {close[0]!r}?)" if close else f" (there are: {', '.join(names)})"


# -- writing one setting -------------------------------------------------------------------------------------


def save_setting(
    section: str, key: str, value: str | int | bool | list[str], path: Path | None = None
) -> None:
    """Write one setting into the user's file and keep every other line of it, comments too.

    `section` is empty for a setting that stands before the first table, or `keys`. The file is replaced in
    one step. Raises ReaderError where the setting or its value is not one, or the file is no TOML as it
    stands.
    """
    import tomllib

    path = path or config_path()
    _check(section, key, value)
    try:
        target = path.resolve()  # a link into a folder of dotfiles stays a link
        text = target.read_text(encoding="utf-8") if target.exists() else ""
        before = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"cannot change {path}", str(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(f"cannot change {path}", f"not a TOML file: {error}", "mend it first") from error
    changed = with_setting(text, section, key, value)
    wanted = {**_flat(before), f"{section}.{key}" if section else key: value}
    try:
        same = _flat(tomllib.loads(changed)) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise ReaderError(
            f"cannot change {path}", "its layout is not one that a program can edit safely", "edit it"
        )
    try:
        _replace(target, changed)
    except OSError as error:
        raise ReaderError(f"cannot write {path}", error.strerror or str(error)) from error


def _check(section: str, key: str, value: Any) -> None:
    known = {"": SETTINGS.get(key), "keys": _key_names if key else None}.get(section)
    if known is None:
        name = f"{section}.{key}" if section else key
        raise ReaderError(f"no setting is called {name!r}{_nearest(name, [*SETTINGS, 'keys.ACTION'])}")
    try:
        known(value)
    except TypeError as wanted:
        raise ReaderError(f"{key} should be {wanted}, not {value!r}") from wanted


def with_setting(text: str, section: str, key: str, value: Any) -> str:
    """The text of a TOML file with one value in it set, every other line as it was."""
    lines = text.removesuffix("\n").split("\n") if text else []
    new = f"{_written_key(key)} = {_written(value)}"
    first, last = _section_lines(lines, section)
    if first is None:
        gap = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *gap, f"[{section}]", new]) + "\n"
    for number in range(first, last):
        if _key_of(lines[number]) == key:
            end, comment = _extent(lines, number, last)
            return "\n".join([*lines[:number], new + comment, *lines[end:]]) + "\n"
    while last > first and not lines[last - 1].strip():
        last -= 1
    gap = [""] if not section and lines[last:] and lines[last].strip() else []
    return "\n".join([*lines[:last], new, *gap, *lines[last:]]) + "\n"


def _section_lines(lines: list[str], section: str) -> tuple[int | None, int]:
    """Between which lines the settings of a section stand; None where there is no such section."""
    first: int | None = None if section else 0
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not stripped.startswith("[") or "=" in stripped.split("#")[0]:
            continue
        if first is not None:
            return first, number
        if stripped.split("#")[0].strip().strip("[]").strip() == section:
            first = number + 1
    return first, len(lines)


def _key_of(line: str) -> str | None:
    name, equals, _ = line.partition("=")
    name = name.strip()
    if not equals or not name or name.startswith("#"):
        return None
    import tomllib

    try:
        parsed = tomllib.loads(f"{name} = 0")
    except tomllib.TOMLDecodeError:
        return None
    return next(iter(_flat(parsed)))


def _extent(lines: list[str], number: int, last: int) -> tuple[int, str]:
    """The line after a setting's value, which may run over several, and the comment behind it."""
    for end in range(number + 1, last + 1):
        fragment = "\n".join(lines[number:end])
        if not _parses(fragment):
            continue
        hashes = [place for place, character in enumerate(fragment) if character == "#"]
        comment = next((fragment[place:] for place in hashes if _parses(fragment[:place])), "")
        return end, f"  {comment}" if comment and "\n" not in comment else ""
    return number + 1, ""


def _parses(fragment: str) -> bool:
    import tomllib

    try:
        tomllib.loads(fragment)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _written_key(key: str) -> str:
    bare = key.isascii() and all(part.replace("_", "").replace("-", "").isalnum() for part in key.split("."))
    return key if bare else _written(key)


def _written(value: Any) -> str:
    """A TOML value: its basic strings are JSON's, and so are its lists, numbers and truths."""
    import json

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".config-", suffix=".toml", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(name, path.stat().st_mode & 0o777)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def setting_values(config: Config) -> dict[str, Any]:
    """The settings by name, as `reader config` prints them; without where they came from."""
    values = {
        item.name: getattr(config, item.name)
        for item in fields(config)
        if item.name not in ("problems", "path")
    }
    return {**values, "rules": [rule_to_json(rule) for rule in config.rules]}
