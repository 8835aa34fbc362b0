"""Many files at once: progress, a consistent library after Ctrl-C, and a second run that goes on from there."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.unit.cli.conftest import Shell

COUNT = 120
SENTENCE = (
    "The harbour will get a new ferry before the winter comes, and nobody in the town knows who is to pay. "
)


def many_pages(shell: Shell) -> Path:
    folder = shell.folder / "saved"
    folder.mkdir()
    for number in range(COUNT):
        body = "".join(f"<p>Number {number}, paragraph {row}. {SENTENCE * 3}</p>" for row in range(5))
        (folder / f"page-{number:03d}.html").write_text(
            f"<html><head><title>Page {number}</title></head><body><article>{body}</article></body></html>"
        )
    return folder


def test_ctrl_c_leaves_a_consistent_library_and_a_second_run_goes_on(shell: Shell) -> None:
    folder = many_pages(shell)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "reader", "add", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=shell.whole_environment({}), start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    assert "Page" in first
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to every process of the command
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err.endswith("saved; run again to continue\n")
    assert "Traceback" not in err
    saved = int(err.rsplit("reader: ", 1)[1].split(" of ")[0])
    assert 0 < saved < COUNT
    assert len((first + out).splitlines()) == saved
    assert len(shell.ok("list", "--ids").lines) == saved
    assert shell.ok("doctor", "--json").json["findings"] == []
    again = shell.ok("add", str(folder))
    assert f"{COUNT - saved} saved, {saved} already there" in again.err
    assert len(shell.ok("list", "--ids").lines) == COUNT


def test_progress_is_one_line_on_a_terminal_and_goes_away(shell: Shell) -> None:
    folder = many_pages(shell)
    for page in sorted(folder.iterdir())[6:]:
        page.unlink()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "add", str(folder), "--color", "never"], stdout=subprocess.DEVNULL,
        stderr=theirs, stdin=subprocess.DEVNULL, env=shell.whole_environment({"TERM": "xterm"}),
    )  # fmt: skip
    os.close(theirs)
    shown = read_until_closed(ours)
    assert process.wait(timeout=30) == 0
    assert "5 of 6" in shown
    assert "\n" not in shown.split("6 saved")[0].rstrip().removesuffix("reader:").strip()
    assert shown.rstrip().endswith("reader: 6 saved")


def read_until_closed(descriptor: int) -> str:
    parts = []
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([descriptor], [], [], 1)
        if not ready:
            continue
        try:
            data = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not data:
            break
        parts.append(data)
    os.close(descriptor)
    return b"".join(parts).decode()


def test_show_goes_through_the_pager_when_it_is_longer_than_the_screen(shell: Shell) -> None:
    page = shell.page(
        f"<html><head><title>Long</title></head><body><p>{'</p><p>'.join([SENTENCE * 4] * 30)}</p></body></html>"
    )
    shell.ok("add", str(page))
    seen = shell.folder / "seen"
    shown = on_terminal(shell, "show", "long", PAGER=f"tee {seen}")
    assert "harbour" in shown
    assert "harbour" in seen.read_text()
    seen.unlink()
    on_terminal(shell, "show", "long", "--no-pager", PAGER=f"tee {seen}")
    assert not seen.exists()


def test_on_a_terminal_a_list_is_in_columns_that_fit(harbour: Shell) -> None:
    shown = on_terminal(harbour, "list", "--color", "never", COLUMNS="60")
    (row,) = shown.splitlines()
    assert len(row) <= 60
    assert "Boats of the North" in row
    assert row.endswith("1 min")


def on_terminal(shell: Shell, *words: str, **environment: str) -> str:
    """What a command shows on a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *words], stdout=theirs, stderr=theirs, stdin=theirs,
        env=shell.whole_environment({"TERM": "xterm", **environment}), start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = read_until_closed(ours)
    assert process.wait(timeout=30) == 0, shown
    return shown.replace("\r\n", "\n")
