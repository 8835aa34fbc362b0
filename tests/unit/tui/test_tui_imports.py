"""What stands before the first paint: the screen alone; and what the command line needs of the screen's words."""

from __future__ import annotations

import subprocess
import sys
from unittest.mock import MagicMock


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    return set(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_the_app_is_painted_before_store_cleaning_and_insight_are_loaded() -> None:
    loaded = modules_after("import reader.tui.app; reader.tui.app.ReaderApp(lambda: None)")
    late = {"tinydb", "lxml", "sqlite3", "readability", "markdown_it", "reader.library.library", "pygments"}
    assert not late & loaded
    assert not any(name.startswith(("reader.insight.find", "reader.cleaning")) for name in loaded)


def test_actions_and_keys_are_told_without_textual() -> None:
    loaded = modules_after(
        "import reader.tui.actions, reader.tui.keymap, reader.tui.session, reader.tui.chords"
    )
    assert not {"textual", "rich"} & loaded


def test_every_action_has_its_deed() -> None:
    from reader.tui.actions import ACTIONS
    from reader.tui.deeds import AllDeeds

    deeds = AllDeeds(MagicMock())
    assert not [action.id for action in ACTIONS if not callable(deeds.table[action.id])]


def test_whether_stored_names_are_current_is_told_without_what_finds_them() -> None:
    from reader.insight.engine import engine_name
    from reader.insight.names_of_engines import engine_called

    loaded = modules_after("import reader.insight.names_of_engines, reader.library.analysing")
    assert not {"reader.insight.engine", "reader.insight.tagger", "reader.insight.languages"} & loaded
    assert engine_called("de") == engine_name("de")
