"""Which key does what: presets, the reader's own keys, and what is wrong with them. Pure; no Textual.

A key is a sequence of one or two *strokes*. A stroke is one printable character (`j`, `?`) or a name
(`Enter`, `Ctrl-d`, `Shift-Tab`, `F2`). `gg` is two strokes; `m{a-z}` is `m` and then any letter.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.tui.actions import ACTIONS, BY_ID, Context, in_contexts

__all__ = [
    "ANY_DIGIT",
    "ANY_LETTER",
    "PRESETS",
    "Keymap",
    "Strokes",
    "build_keymap",
    "parse_key",
    "spell",
    "stroke_of",
]

Strokes = tuple[str, ...]
PRESETS = ("vim", "plain")
ANY_LETTER = "{a-z}"
ANY_DIGIT = "1-9"
"""The stroke that stands for any one digit but 0."""
"""The stroke that stands for any one letter; its letter is handed to the action."""

_NAMES = {
    "space": "Space", "enter": "Enter", "return": "Enter", "esc": "Esc", "escape": "Esc", "tab": "Tab",
    "backspace": "Backspace", "delete": "Delete", "del": "Delete", "insert": "Insert", "home": "Home", "end": "End",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "pgup": "PgUp", "pageup": "PgUp", "pgdn": "PgDn", "pagedown": "PgDn",
    **{f"f{number}": f"F{number}" for number in range(1, 21)},
}  # fmt: skip
_MODIFIERS = {"ctrl": "Ctrl", "c": "Ctrl", "alt": "Alt", "meta": "Alt", "shift": "Shift", "s": "Shift"}
_MODIFIED = re.compile(r"^(?:(?:ctrl|c|alt|meta|shift|s)[-+])+(.+)$", re.IGNORECASE)
_TAKEN_BY_TERMINALS = {
    "Ctrl-i": "Tab",
    "Ctrl-m": "Enter",
    "Ctrl-j": "Enter",
    "Ctrl-h": "Backspace",
    "Ctrl-[": "Esc",
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every action, and for each place a table of what a sequence of strokes does there."""

    keys: Mapping[str, tuple[Strokes, ...]]
    problems: tuple[str, ...] = ()
    _tables: dict[tuple[Context, ...], dict[Strokes, str]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def table(self, contexts: tuple[Context, ...]) -> Mapping[Strokes, str]:
        """What each sequence does in a stack of contexts: the narrowest context that knows it wins.

        A sequence that begins with a whole key of a narrower context cannot be typed there, and is left out.
        """
        made = self._tables.get(contexts)
        if made is None:
            made = {}
            for action in in_contexts(contexts):
                for strokes in self.keys.get(action.id, ()):
                    if not any(_shadows(known, strokes) for known in made):
                        made[strokes] = action.id
            self._tables[contexts] = made
        return made

    def shown(self, action_id: str, *, most: int = 4) -> str:
        """The keys of an action in words, the first one first; empty where it has none."""
        return "  ".join(spell(strokes) for strokes in self.keys.get(action_id, ())[:most])

    def first(self, action_id: str) -> str:
        """The key to tell a person for an action; `:` with its id where it has none."""
        known = self.keys.get(action_id, ())
        return spell(known[0]) if known else f":{action_id}"


def _shadows(known: Strokes, strokes: Strokes) -> bool:
    shorter = min(len(known), len(strokes))
    return known[:shorter] == strokes[:shorter]


def build_keymap(preset: str = "vim", overrides: Mapping[str, str | Sequence[str]] | None = None) -> Keymap:
    """The keymap of a preset with the reader's own keys by action id (`[keys]` of the config).

    What is wrong with them is told in `problems`, one line each, and is left out: an id that does not exist
    with the nearest that does, a key that cannot be read, a key that another action of the same place
    already has (the reader's own key wins over a preset's).
    """
    problems: list[str] = []
    if preset not in PRESETS:
        problems.append(f"keymap {preset!r}: no such keymap; there are {' and '.join(PRESETS)}")
        preset = "vim"
    keys = {action.id: tuple(parse_key(key) for key in action.keys_in(preset)) for action in ACTIONS}
    own: dict[str, tuple[Strokes, ...]] = {}
    for action_id, given in (overrides or {}).items():
        if action_id not in BY_ID:
            near = difflib.get_close_matches(action_id, BY_ID, n=1, cutoff=0.4)
            problems.append(f"[keys] {action_id}: no such action" + (f"; perhaps {near[0]}" if near else ""))
            continue
        own[action_id] = tuple(_read_own(action_id, given, problems))
    for action_id, sequences in own.items():
        keys[action_id] = sequences
        _take_from_others(action_id, keys, own, problems)
    return Keymap(keys, tuple(problems))


def _read_own(action_id: str, given: str | Sequence[str], problems: list[str]) -> Iterable[Strokes]:
    for key in given.split() if isinstance(given, str) else given:
        try:
            strokes = parse_key(str(key))
        except ValueError as error:
            problems.append(f"[keys] {action_id} = {key!r}: {error}")
            continue
        taken = next((name for name in strokes if name in _TAKEN_BY_TERMINALS), "")
        if taken:
            problems.append(
                f"[keys] {action_id} = {key!r}: terminals send {taken} as {_TAKEN_BY_TERMINALS[taken]}"
            )
            continue
        yield strokes


def _take_from_others(
    action_id: str,
    keys: dict[str, tuple[Strokes, ...]],
    own: Mapping[str, tuple[Strokes, ...]],
    problems: list[str],
) -> None:
    """Other actions of the same contexts lose a key that the reader gave to this one, and it is told."""
    contexts = set(BY_ID[action_id].contexts)
    for strokes in keys[action_id]:
        for other, sequences in list(keys.items()):
            if other == action_id or not contexts & set(BY_ID[other].contexts):
                continue
            for taken in sequences:
                if not _shadows(strokes, taken):
                    continue
                if other in own and list(own).index(other) > list(own).index(action_id):
                    continue  # told when the other one's turn comes
                keys[other] = tuple(kept for kept in keys[other] if kept != taken)
                problems.append(
                    f"[keys] {action_id} = {spell(strokes)!r}: taken from {other} ({spell(taken)})"
                )


def parse_key(key: str) -> Strokes:
    """The strokes of a key as people write it. Raises ValueError saying what is wrong."""
    if not key or key.isspace():
        raise ValueError("an empty key")
    if key.endswith(ANY_LETTER) and len(key) > len(ANY_LETTER):
        return (*parse_key(key[: -len(ANY_LETTER)]), ANY_LETTER)
    if key == ANY_DIGIT:
        return (ANY_DIGIT,)
    whole = _one_stroke(key)
    if whole:
        return (whole,)
    if " " in key.strip():
        return tuple(stroke for part in key.split() for stroke in parse_key(part))
    if len(key) == 2 and key.isprintable():
        return (key[0], key[1])
    rest = _one_stroke(key[1:])
    if rest and key[0].isprintable() and _MODIFIED.match(key[1:]):
        return (key[0], rest)
    near = difflib.get_close_matches(key.lower(), _NAMES, n=1)
    raise ValueError("not a key" + (f"; perhaps {_NAMES[near[0]]}" if near else ""))


def _one_stroke(key: str) -> str:
    """The canonical name of one stroke, or empty when it is none."""
    if len(key) == 1:
        return key if key.isprintable() and key != " " else ("Space" if key == " " else "")
    if key.lower() in _NAMES:
        return _NAMES[key.lower()]
    match = _MODIFIED.match(key)
    if not match:
        return ""
    last = match.group(1)
    given = [part.lower() for part in re.split("[-+]", key[: match.start(1)]) if part]
    named = _NAMES.get(last.lower(), last.lower() if len(last) == 1 else "")
    if not named:
        return ""
    modifiers = [name for name in ("Ctrl", "Alt", "Shift") if name in {_MODIFIERS[part] for part in given}]
    if modifiers == ["Shift"] and len(named) == 1:
        return named.upper()
    return "-".join((*modifiers, named))


def spell(strokes: Strokes) -> str:
    """Strokes as people write them: `gg`, `]q`, `Ctrl-d`, `g Ctrl-o`."""
    if all(len(stroke) == 1 or stroke in (ANY_LETTER, ANY_DIGIT) for stroke in strokes):
        return "".join(strokes)
    return " ".join(strokes)


def stroke_of(key: str, character: str | None) -> str:
    """The stroke of a key event: Textual's name of the key and the character that it typed, if any."""
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return character
    parts = key.split("+")
    name = _NAMES.get(parts[-1], parts[-1])
    modifiers = [
        spelled
        for part, spelled in (("ctrl", "Ctrl"), ("alt", "Alt"), ("shift", "Shift"))
        if part in parts[:-1]
    ]
    return "-".join((*modifiers, name))
