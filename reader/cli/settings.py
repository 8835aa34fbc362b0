"""`reader themes`, `keys` and `config`: what can be chosen, and what is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound, UsageError
from reader.terminal import printable_line
from reader.terminal.cells import padded

__all__ = ["COMMANDS"]


# -- themes --------------------------------------------------------------------------------------------------


def _configure_themes(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="choose this theme")


def _themes(arguments: Namespace, desk: Desk) -> int:
    from reader.config import config_folder, save_setting
    from reader.tui.theme_file import nearest, theme_drafts

    bundled, own, problems = theme_drafts(config_folder() / "themes")
    drafts = {**bundled, **own}
    for problem in problems:
        desk.say(printable_line(problem))
    if arguments.name:
        if arguments.name not in drafts:
            raise NotFound(f"no theme is called {arguments.name!r}{nearest(arguments.name, drafts)}")
        save_setting("", "theme", arguments.name)
        desk.say(f"the theme is {arguments.name}")
        return 0
    chosen = desk.config.theme
    rows = [
        {
            "name": draft.name,
            "title": draft.title,
            "dark": draft.dark,
            "own": draft.name in own,
            "chosen": draft.name == chosen,
            "path": str(draft.path),
        }
        for draft in sorted(drafts.values(), key=lambda draft: draft.name)
    ]
    if desk.json:
        desk.out.json(rows)
        return 0
    for row in rows:
        kind = "" if row["dark"] is None else "dark" if row["dark"] else "light"
        facts = ", ".join(part for part in (str(row["title"]), kind, "yours" if row["own"] else "") if part)
        sign = "*" if row["chosen"] else " "
        desk.out.line(f"{sign} ", (padded(str(row["name"]), 18), "strong"), (f"  {facts}", "dim"))
    return 0


# -- keys ----------------------------------------------------------------------------------------------------


def _configure_keys(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORD", help="only actions with these words in them")
    parser.add_argument("--keymap", choices=("vim", "plain"), help="in place of the one that is set")


def _keys(arguments: Namespace, desk: Desk) -> int:
    from reader.tui.actions import ACTIONS
    from reader.tui.keymap import build_keymap, spell

    keymap = build_keymap(arguments.keymap or desk.config.keymap, desk.config.keys)
    for problem in keymap.problems:
        desk.say(printable_line(problem))
    wanted = [word.casefold() for word in arguments.words]
    rows: list[dict[str, Any]] = []
    for action in ACTIONS:
        keys = [spell(strokes) for strokes in keymap.keys.get(action.id, ())]
        row = {
            "id": action.id, "words": action.words, "group": action.group,
            "contexts": list(action.contexts), "keys": keys,
        }  # fmt: skip
        spoken = f"{action.id} {action.words} {action.group} {' '.join(keys)}".casefold()
        if all(word in spoken for word in wanted):
            rows.append(row)
    if desk.json:
        desk.out.json(rows)
        return 0
    groups = list(dict.fromkeys(str(row["group"]) for row in rows))
    for number, group in enumerate(groups):
        if number:
            desk.out.line()
        desk.out.line((group, "heading"))
        for shown in (row for row in rows if row["group"] == group):
            keys_shown = padded("  ".join(shown["keys"]), 22)
            desk.out.line("  ", (keys_shown, "strong"), f"{shown['words']:<44}", ("  " + shown["id"], "dim"))
    return 0


# -- config --------------------------------------------------------------------------------------------------


def _configure_config(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="?", metavar="SETTING", help="print or set this one (keys.ACTION for a key)"
    )
    parser.add_argument(
        "value", nargs="*", metavar="VALUE", help="its new value; several keys for keys.ACTION"
    )
    parser.add_argument("--path", action="store_true", help="print the file's path")
    parser.add_argument("--edit", action="store_true", help="open the file in your editor (VISUAL, EDITOR)")


def _config(arguments: Namespace, desk: Desk) -> int:
    from reader.config import config_path, save_setting, setting_values

    if arguments.path:
        desk.out.line(str(config_path()))
        return 0
    if arguments.edit:
        return _edit(desk)
    if arguments.name and arguments.value:
        section, key = (
            ("keys", arguments.name[5:]) if arguments.name.startswith("keys.") else ("", arguments.name)
        )
        save_setting(section, key, _typed(section, key, arguments.value))
        desk.say(f"{arguments.name} is {' '.join(arguments.value)}")
        return 0
    values = setting_values(desk.config)
    flat = {**values, **{f"keys.{action}": list(keys) for action, keys in desk.config.keys.items()}}
    if arguments.name:
        if arguments.name not in flat:
            raise NotFound(f"no setting is called {arguments.name!r}", f"there are: {', '.join(flat)}")
        if desk.json:
            desk.out.json({arguments.name: flat[arguments.name]})
        else:
            desk.out.line(_shown(flat[arguments.name]))
        return 0
    if desk.json:
        keys = {action: list(names) for action, names in desk.config.keys.items()}
        problems = list(desk.config.problems)
        desk.out.json({**values, "keys": keys, "problems": problems, "path": str(config_path())})
        return 0
    del flat["keys"]
    for name, value in flat.items():
        desk.out.line((name.ljust(18), "strong"), _shown(value))
    desk.out.line((str(config_path()), "dim"))
    return 0


def _edit(desk: Desk) -> int:
    """The file in the user's editor; what is wrong with it afterwards is told, and the file kept as it was written."""
    from reader.cli.editor import edit_file
    from reader.config import config_path, load_config

    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    edit_file(path)
    problems = load_config(path).problems
    for problem in problems:
        desk.say(printable_line(problem))
    return 1 if problems else 0


def _typed(section: str, key: str, words: list[str]) -> str | int | bool | list[str]:
    """What was written on the command line as the type that the setting has."""
    if section == "keys":
        return words if len(words) > 1 else words[0]
    if len(words) > 1:
        raise UsageError(f"{key} takes one value")
    word = words[0]
    if word in ("true", "false", "on", "off"):
        return word in ("true", "on")
    return int(word) if word.isascii() and word.isdigit() else word


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return printable_line(str(value)) or "(the program's choice)"


COMMANDS = {
    "themes": Command(
        _configure_themes,
        _themes,
        (("reader themes", "all, with the one in use"), ("reader themes sepia", "use this one from now on")),
    ),
    "keys": Command(
        _configure_keys,
        _keys,
        (
            ("reader keys", "every key of the app, by what it does"),
            ("reader keys quote", "those that have to do with quotes"),
            ("reader keys --json", "with action ids, which config.toml takes under [keys]"),
        ),
    ),
    "config": Command(
        _configure_config,
        _config,
        (
            ("reader config", "every setting"),
            ("reader config column_width 66", "set one"),
            ("reader config keys.article.quote_next ]q Q", "other keys for an action"),
            ("reader config --edit", "the file in your editor; mistakes are told"),
            ("reader config --path", "where it is"),
        ),
    ),
}
