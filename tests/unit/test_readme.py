"""What the READMEs say is true: the commands that they show run, the files that they name are there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.heavy import PROSE

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "reader" / "README.md").read_text(encoding="utf-8")
PAGE = f"""<html><head><title>The storm bell</title></head><body><article><h1>The storm bell</h1>
<p>There is no battery in it, and it has never failed. {PROSE * 3}</p><p>“We ring it by hand,” said Ada Moore. {PROSE}</p>
</article></body></html>"""


def blocks(language: str, of: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", of, re.DOTALL)


def commands() -> list[str]:
    """The lines of README's shell blocks that call the program, without their comments."""
    lines = [line.split(" #", 1)[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("reader ")]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"READER_{name}", str(tmp_path / name.lower()))
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "notes.md").write_text(f"# Notes\n\n{PROSE * 3}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_readme_run_one_after_the_other(place: Path) -> None:
    assert len(commands()) >= 10
    for line in commands():
        done = subprocess.run(
            [sys.executable, "-m", "reader", *shlex.split(line)[1:]],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=60, cwd=place,
        )  # fmt: skip
        assert done.returncode == 0, (line, done.stderr.decode())
    assert list((place / "bells").glob("*.md"))


def test_the_python_of_the_readme_runs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Ada Moore said" in capsys.readouterr().out


def test_the_keys_of_the_readme_are_the_keys_of_the_program() -> None:
    from reader.tui.keymap import build_keymap

    known = {"".join(strokes) for keys in build_keymap("vim", {}).keys.values() for strokes in keys}
    rows = re.findall(r"^\| [a-z ]*\| (`.*?`) \|", README, re.MULTILINE)
    shown = {key for row in rows for key in re.findall(r"`([^`]+|`)`", row)}
    assert shown
    unknown = {key for key in shown if key not in known and not key.endswith("{a-z}")}
    assert unknown == set()


def test_the_files_that_the_guide_names_are_there() -> None:
    named = re.findall(r"`([a-z_]+(?:/[A-Za-z_.]*)+)`", GUIDE)
    assert len(named) > 30
    missing = [name for name in named if not ((ROOT / "reader" / name).exists() or (ROOT / name).exists())]
    assert missing == []


def test_every_layer_stands_in_the_guide() -> None:
    layers = {path.name for path in (ROOT / "reader").iterdir() if (path / "__init__.py").exists()}
    assert {name for name in layers if f"`{name}/`" not in GUIDE} == set()
