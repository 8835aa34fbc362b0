"""A reader's own themes: little is enough, a wrong one is left out and named, the others work."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.resources import resource_folder
from reader.tui.theme import DEFAULT_THEME, ThemeSet, load_themes

BUNDLED_NAMES = list(load_themes(None).themes)
INK = (resource_folder("themes") / "ink.toml").read_text(encoding="utf-8")


def themes_of(folder: Path, **files: str) -> ThemeSet:
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    return load_themes(folder)


def only_problem(found: ThemeSet) -> str:
    assert list(found.themes) == BUNDLED_NAMES, "the bundled themes stay, the wrong one is left out"
    assert len(found.problems) == 1
    return found.problems[0]


def test_a_theme_may_say_only_what_it_changes(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path, mine='extends = "ink"\n[entities]\nperson = "#ff0000"\n[colours]\naccent = "#00ff00"\n'
    )
    ink, mine = found.themes["ink"], found.themes["mine"]
    assert found.problems == []
    assert found.titles["mine"] == "Mine"
    assert (mine.variables["entity-person"], mine.accent) == ("#ff0000", "#00ff00")
    assert mine.variables["footer-key-foreground"] == "#00ff00", "tokens of widgets follow the changed colour"
    assert mine.variables["entity-place"] == ink.variables["entity-place"]
    assert mine.dark is ink.dark


def test_a_theme_may_extend_another_of_the_readers_own(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path,
        a_first='name = "leaf"\nextends = "stem"\n[marks]\nhit = "#123456"\n',
        b_second='name = "stem"\ntitle = "My stem"\nextends = "paper"\n[highlights]\nyellow = "#fff3a0"\n',
    )
    assert found.problems == []
    assert found.themes["leaf"].variables["highlight-yellow"] == "#fff3a0"
    assert not found.themes["leaf"].dark
    assert found.titles["stem"] == "My stem"


def test_a_theme_of_a_bundled_name_replaces_it_and_may_extend_what_it_replaces(tmp_path: Path) -> None:
    found = themes_of(tmp_path, ink='extends = "ink"\n[article]\ntext = "#ffffff"\n')
    assert found.problems == []
    assert found.themes["ink"].variables["article-text"] == "#ffffff"
    assert list(found.themes) == BUNDLED_NAMES


def test_a_whole_theme_needs_no_other(tmp_path: Path) -> None:
    found = themes_of(tmp_path, own=INK.replace('name = "ink"', 'name = "own"'))
    assert found.problems == []
    own, ink = found.themes["own"], found.themes["ink"]
    assert (own.variables, own.background) == (ink.variables, ink.background)


def test_tokens_of_textual_can_be_set(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path,
        own='extends = "ink"\n[textual]\n'
        'footer-background = "#101010"\nblock-cursor-text-style = "bold reverse"\n'
        'input-selection-background = "#334455 40%"\n',
    )
    assert found.problems == []
    generated = found.themes["own"].to_color_system().generate()
    assert generated["footer-background"] == "#101010"
    assert generated["block-cursor-text-style"] == "bold reverse"


def test_one_wrong_theme_leaves_the_right_ones_alone(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path, bad="[[[", good='extends = "sepia"\n', worse='extends = "sepia"\ndark = "yes"\n'
    )
    assert list(found.themes) == [*BUNDLED_NAMES, "good"]
    assert [problem.split(":")[0] for problem in found.problems] == ["bad.toml, line 1", "worse.toml, line 2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('extends = "ink"\n[colours]\nbakground = "#000"\n',
         'mine.toml, line 3: [colours] bakground: unknown key (did you mean "background"?)'),
        ('extends = "ink"\n\n[color]\nprimary = "#000"\n',
         'mine.toml, line 3: [color]: unknown section (did you mean "colours"?)'),
        ('extends = "ink"\n[entities]\nperson = "redd"\n',
         'mine.toml, line 3: [entities] person: \'redd\' is not a colour (did you mean "red"?)'),
        ('extends = "ink"\n[entities]\nperson = "#12345"\n',
         "mine.toml, line 3: [entities] person: '#12345' is not a colour"),
        ('extends = "ink"\n[entities]\nperson = 12\n',
         "mine.toml, line 3: [entities] person: wants a colour in quotation marks"),
        ('extends = "ink"\n[entities]\nperson = "ansi_red"\n',
         "mine.toml, line 3: [entities] person: 'ansi_red' is a colour of the terminal: "
         "the theme needs ansi = true at the top"),
        ('extends = "inky"\n',
         'mine.toml, line 1: extends: there is no theme \'inky\' (did you mean "ink"?)'),
        ('extends = "mine"\n',
         "mine.toml, line 1: extends: there is no theme 'mine'"),
        ('extends = "ink"\nprimary = "#fff"\n',
         "mine.toml, line 2: primary: unknown key (it belongs under [colours])"),
        ('extends = "ink"\ntitel = "Mine"\n',
         'mine.toml, line 2: titel: unknown key (did you mean "title"?)'),
        ('extends = "ink"\ndark = 1\n', "mine.toml, line 2: dark: wants true or false"),
        ('extends = "ink"\nname = "My Theme"\n',
         "mine.toml, line 2: name: 'My Theme' is not a name (small letters, figures, single hyphens; "
         "40 at most)"),
        ('extends = "ink"\n[colours]\nprimary = "#fff\n', "mine.toml, line 3: not TOML: "),
        ('title = "Mine"\n', "mine.toml: dark: is missing: write dark = true or dark = false at the top"),
        ('dark = true\n[colours]\nprimary = "#fff"\n',
         'mine.toml: [colours] secondary: is missing, and 37 more; '
         'give it, or write extends = "ink" at the top'),
        ('extends = "ink"\n[textual]\nfooter-bakground = "#fff"\n',
         "mine.toml, line 3: [textual] footer-bakground: unknown token of Textual "
         '(did you mean "footer-background"?)'),
        ('extends = "ink"\n[textual]\nlink-style = "wavy"\n',
         "mine.toml, line 3: [textual] link-style: 'wavy' is not a text style"),
        ('extends = "ink"\n[textual]\nborder = "bluish"\n',
         "mine.toml, line 3: [textual] border: 'bluish' is not a colour"),
    ],
)  # fmt: skip
def test_a_problem_names_file_line_key_and_reason(tmp_path: Path, content: str, words: str) -> None:
    assert only_problem(themes_of(tmp_path, mine=content)).startswith(words)


def test_themes_that_extend_each_other_in_a_ring_are_named(tmp_path: Path) -> None:
    found = themes_of(tmp_path, one='extends = "two"\n', two='extends = "one"\n')
    assert list(found.themes) == BUNDLED_NAMES
    assert [problem.split(":")[0] for problem in found.problems] == [
        "one.toml, line 1",
        "two.toml, line 1",
    ] or [problem.split(":")[0] for problem in found.problems] == ["two.toml, line 1", "one.toml, line 1"]


def test_a_wrong_colour_that_was_inherited_is_blamed_on_the_file_that_has_it(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path,
        base='extends = "ink"\n[marks]\nhit = "orangeish!"\n',
        leaf='extends = "base"\n',
    )
    assert list(found.themes) == BUNDLED_NAMES
    assert [problem.split(":")[0] for problem in found.problems] == ["base.toml, line 3"] * 2


def test_two_files_with_one_name_are_told_apart_by_a_problem(tmp_path: Path) -> None:
    found = themes_of(tmp_path, a='name = "mine"\nextends = "ink"\n', b='name = "mine"\nextends = "paper"\n')
    assert found.themes["mine"].dark
    assert found.problems == ['b.toml, line 1: name: "mine" is taken by a.toml']


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"name = '\xe9'\n", b"#" * 100_000, b"", b"a" * 5_000])
def test_bytes_that_are_no_theme_are_named_and_harm_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mine.toml").write_bytes(data)
    assert only_problem(load_themes(tmp_path)).startswith("mine.toml")


def test_a_broken_link_is_a_problem_and_other_files_are_none(tmp_path: Path) -> None:
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("not a theme")
    assert only_problem(load_themes(tmp_path)).startswith("gone.toml: cannot be read")


@pytest.mark.parametrize("folder", [None, Path("no") / "such" / "folder"])
def test_without_a_folder_of_ones_own_the_bundled_themes_are_there(folder: Path | None) -> None:
    found = load_themes(folder)
    assert (list(found.themes), found.problems) == (BUNDLED_NAMES, [])


def test_what_a_theme_says_of_itself_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path,
        one='extends = "ink"\ntitle = "A\\u001b]0;owned\\u0007 title"\n',
        two='extends = "ink"\n[entities]\nperson = "\\u001b[31mred"\n',
    )
    assert found.titles["one"] == "A]0;owned title"
    assert not any("\x1b" in problem for problem in found.problems)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    section=st.sampled_from(["colours", "article", "entities", "marks", "textual", "", "odd"]),
    key=st.text(max_size=12),
    value=st.one_of(
        st.text(max_size=20), st.integers(), st.booleans(), st.sampled_from(["#fff", "ansi_red", "auto"])
    ),
)
def test_whatever_a_file_says_it_is_a_theme_or_a_problem(
    tmp_path: Path, section: str, key: str, value: str | int | bool
) -> None:
    quoted = key.encode("unicode_escape").decode().replace('"', "")
    written = f'"{value}"' if isinstance(value, str) else str(value).lower()
    head = f"[{section}]\n" if section else ""
    content = f'extends = "ink"\n{head}"{quoted}" = {written}\n'
    (tmp_path / "mine.toml").write_bytes(content.encode("utf-8", "replace"))
    found = load_themes(tmp_path)
    assert ("mine" in found.themes) is not bool(found.problems)
    for name in found.themes:
        if name not in BUNDLED_NAMES:
            assert found.themes[name].to_color_system().generate()
    assert DEFAULT_THEME in found.themes
