"""What README.md says can be done as it stands: its commands, its ten lines, its Python, keys and links."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from reader.cli.verbs import VERBS
from reader.library.samples import sample_files
from reader.resources import resource_folder
from reader.tui.actions import ACTIONS
from reader.tui.theme import load_themes

ROOT = resource_folder("themes").parent
README = ROOT / "README.md"

pytestmark = pytest.mark.skipif(not README.is_file(), reason="not run from a checkout: README.md is not here")


def section(heading: str) -> str:
    return README.read_text(encoding="utf-8").split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]


def code(heading: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section(heading), flags=re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A folder with a page, a note and a library of its own, and a `reader` that is this one."""
    pages = {path.name: path for path in sample_files()}
    shutil.copy(pages["harbour-bell.html"], tmp_path / "page.html")
    shutil.copy(pages["clocks.md"], tmp_path / "notes.md")
    program = tmp_path / "bin" / "reader"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n')
    program.chmod(0o755)
    surroundings = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        **{f"READER_{name}": str(tmp_path / name.lower()) for name in ("HOME", "CACHE", "CONFIG", "STATE")},
    }
    return tmp_path, surroundings


def test_there_are_exactly_two_commands_for_a_fresh_machine_each_on_one_line() -> None:
    commands = [command.strip() for command in code("Install", "sh")]
    assert len(commands) == 2
    install, test = commands
    assert "\n" not in install + test
    assert install.endswith("pip install . && .venv/bin/reader")
    assert test.endswith("pip install -e '.[dev]' && .venv/bin/pytest")


def test_the_ten_lines_from_saving_to_finding_run_as_they_stand(desk: tuple[Path, dict[str, str]]) -> None:
    folder, surroundings = desk
    (lines,) = code("From saving to finding", "sh")
    assert len(lines.splitlines()) == 10
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Magnus Tulloch" in done.stdout
    assert "ask about the clapper" in done.stdout.split("#bells", 1)[1], "the search finds the note"
    (written,) = (folder / "bells").iterdir()
    assert "use this in the talk" in written.read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs_as_it_stands(desk: tuple[Path, dict[str, str]]) -> None:
    folder, surroundings = desk
    (program,) = code("From saving to finding", "python")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Magnus Tulloch said We had eleven boats" in done.stdout


def test_every_verb_that_it_names_is_one() -> None:
    named = re.findall(r"(?:^|`)reader ([a-z]+)", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(named) >= 12
    assert set(named) <= VERBS.keys()


def test_every_key_of_its_table_is_a_default_key() -> None:
    table = [line for line in section("Keys").splitlines() if line.startswith("|")]
    named = {key for line in table for key in re.findall(r"`([^`]+)`", line)}
    assert len(named) > 50
    assert named - {key for action in ACTIONS for key in action.keys} == set()


def test_it_names_the_themes_that_there_are_and_its_own_theme_works(tmp_path: Path) -> None:
    words = set(re.findall(r"`([a-z-]+)`", section("Themes").split("```")[0]))
    assert load_themes(None).themes.keys() <= words
    (theme,) = code("Themes", "toml")
    (tmp_path / "mine.toml").write_text(theme, encoding="utf-8")
    found = load_themes(tmp_path)
    assert found.problems == []
    assert found.themes["my-ink"].variables["entity-person"] == tomllib.loads(theme)["entities"]["person"]


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not link.startswith("https://") and not (ROOT / link).exists()] == []


def test_the_changelog_has_a_section_for_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
