"""The user's editor on a text: VISUAL, EDITOR, or what is there."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from reader.errors import ReaderError

__all__ = ["edit_file", "edited"]


def edited(text: str, what: str) -> str:
    """The text as the user left it. Raises ReaderError when the editor cannot run or ends with a failure.

    The file is for its owner's eyes only, and is kept where the editor failed.
    """
    words = _editor()
    descriptor, name = tempfile.mkstemp(prefix="reader-note-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "\n" if text else "")
    try:
        code = subprocess.run([*words, name], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        os.unlink(name)
        raise ReaderError("cannot start your editor", f"{words[0]}: {error.strerror or error}") from error
    if code:
        raise ReaderError(
            f"{what} was not saved", f"the editor ended with code {code}", f"its text is in {name}"
        )
    result = Path(name).read_text(encoding="utf-8", errors="replace")
    os.unlink(name)
    return result


def edit_file(path: Path) -> None:
    """Let the user edit a file in its place. Raises ReaderError when the editor cannot run or ends with a failure."""
    words = _editor()
    try:
        code = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        raise ReaderError("cannot start your editor", f"{words[0]}: {error.strerror or error}") from error
    if code:
        raise ReaderError(f"{path} may not be saved", f"the editor ended with code {code}")


def _editor() -> list[str]:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _first_there()
    try:
        return shlex.split(command)
    except ValueError as error:
        raise ReaderError("cannot start your editor", f"EDITOR is {command!r}: {error}") from error


def _first_there() -> str:
    for name in ("nano", "vi", "notepad"):
        if shutil.which(name):
            return name
    raise ReaderError("no editor is set", "", "set EDITOR, or give the words on the command line")
