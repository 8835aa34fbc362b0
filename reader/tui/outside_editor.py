"""A text in the editor that its writer is used to: `$VISUAL` or `$EDITOR`, on a file that nobody else can read.

The caller has given the terminal away before (`App.suspend`). Nothing here knows of notes or of the screen.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.errors import ReaderError

__all__ = ["edited", "editor_command"]

_USUAL = ("editor", "nano", "vi")
"""Programs that are looked for where nobody has said which one."""


def editor_command(environment: Mapping[str, str] | None = None) -> list[str]:
    """The words of the command that edits a file. Raises ReaderError where there is none or it is not there."""
    values = os.environ if environment is None else environment
    path = values.get("PATH")
    for name in ("VISUAL", "EDITOR"):
        said = values.get(name, "").strip()
        if not said:
            continue
        try:
            words = shlex.split(said)
        except ValueError as error:
            raise ReaderError(
                f"{name} cannot be read: {said}", str(error), "mend its quotation marks"
            ) from error
        if not words or shutil.which(words[0], path=path) is None:
            raise ReaderError(f"{name} is {said}", "there is no such program", f"set {name} to your editor")
        return words
    found = next((name for name in _USUAL if shutil.which(name, path=path)), None)
    if found is None:
        raise ReaderError(
            "no editor is known", "neither VISUAL nor EDITOR is set", "set EDITOR to your editor"
        )
    return [found]


def edited(text: str, command: Sequence[str]) -> str | None:
    """What the editor made of a text; None where it ended with a failure, as it does when told to give up.

    The file is a `.md` of mode 0600 in a folder of mode 0700, so that what editors put beside it is as private.
    Both are gone afterwards. Raises ReaderError where the command cannot be run or left no text.
    """
    folder = Path(tempfile.mkdtemp(prefix="reader-note-"))
    path = folder / "note.md"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        with _left_to_the_editor():
            done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the writer's own editor
        if done.returncode != 0:
            return None
        return _without_last_line_end(path.read_text(encoding="utf-8"), text)
    except UnicodeDecodeError as error:
        raise ReaderError(
            "the editor's text was not taken", "it is not UTF-8", "write it as UTF-8"
        ) from error
    except OSError as error:
        raise ReaderError(
            f"the editor {command[0]} did not do it", error.strerror or str(error), "set EDITOR to another"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _without_last_line_end(text: str, before: str) -> str:
    """Editors end the last line, which the writer did not ask for."""
    return text if before.endswith("\n") else text.removesuffix("\n")


@contextlib.contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Ctrl-c is the editor's while it has the terminal: it must not end the program below it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the editor would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
