"""Settings and folders: every key optional, mistakes told and never fatal, one setting written without
losing a line."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config import (
    Config,
    cache_folder,
    config_folder,
    config_path,
    data_home,
    load_config,
    save_setting,
    state_folder,
)
from reader.errors import ReaderError


def config_file(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


# -- folders -------------------------------------------------------------------------------------------------


def test_each_folder_can_be_moved_by_its_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable, folder in (
        ("READER_HOME", data_home), ("READER_CONFIG", config_folder),
        ("READER_CACHE", cache_folder), ("READER_STATE", state_folder),
    ):  # fmt: skip
        monkeypatch.setenv(variable, str(tmp_path / variable))
        assert folder() == tmp_path / variable
    assert config_path() == tmp_path / "READER_CONFIG" / "config.toml"


def test_a_tilde_is_the_users_home_and_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_HOME", "~/articles")
    assert data_home() == Path.home() / "articles"
    monkeypatch.setenv("READER_HOME", "")
    assert data_home().name == "terminal-reader"


def test_without_variables_the_platform_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("the XDG variables are Linux's")
    for variable in ("READER_HOME", "READER_CONFIG", "READER_CACHE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert data_home() == tmp_path / "data" / "terminal-reader"
    assert config_folder() == tmp_path / "config" / "terminal-reader"
    assert cache_folder() == tmp_path / "cache" / "terminal-reader"


@pytest.mark.parametrize("value", [None, "", "  ", "/srv/xdg", "relative/folder"])
def test_the_folders_are_those_that_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.delenv(f"READER_{'HOME' if name == 'DATA' else name}", raising=False)
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
        if value is not None:
            monkeypatch.setenv(f"XDG_{name}_HOME", value)
    app = "terminal-reader"
    assert data_home() == platformdirs.user_data_path(app, appauthor=False)
    assert config_folder() == platformdirs.user_config_path(app, appauthor=False)
    assert cache_folder() == platformdirs.user_cache_path(app, appauthor=False)
    assert state_folder() == platformdirs.user_state_path(app, appauthor=False)


# -- reading -------------------------------------------------------------------------------------------------


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config(path=tmp_path / "config.toml")


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = config_file(
        tmp_path,
        'theme = "sepia"\nkeymap = "plain"\ncolumn_width = 66\nwords_per_minute = 300\nmouse = false\n'
        '[keys]\n"article.cite" = "Y"\narticle.quote_next = ["]q", "Q"]\n',
    )
    config = load_config(path)
    assert config.problems == ()
    assert (config.theme, config.keymap, config.column_width) == ("sepia", "plain", 66)
    assert (config.words_per_minute, config.mouse) == (300, False)
    assert config.keys == {"article.cite": ("Y",), "article.quote_next": ("]q", "Q")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colum_width = 66", ["colum_width", "did you mean 'column_width'"]),
        ("column_width = 'wide'", ["column_width", "whole number from 20 to 400", "'wide'"]),
        ("column_width = 3", ["column_width", "20 to 400"]),
        ("column_width = true", ["column_width", "whole number"]),
        ("mouse = 1", ["mouse", "true or false"]),
        ("theme = 3", ["theme", "text in quotes"]),
        ("keymap = 'emacs'", ["keymap", '"vim" or "plain"']),
        ("keys = 3", ["keys", "[keys]"]),
        ("[keys]\nquit = 3", ["keys.quit", "a key in quotes"]),
        ("[keys]\nquit = ['q', 3]", ["keys.quit"]),
        ("theme = \nmouse = true", ["not a TOML file", "line 1"]),
        ("\udcff", ["not a TOML file"]),
    ],
)
def test_a_mistake_is_told_with_file_and_key_and_leaves_the_default(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    config = load_config(path)
    assert len(config.problems) == 1
    assert all(word in config.problems[0] for word in [str(path), *words])
    assert (config.theme, config.column_width, config.mouse, config.keys) == ("", 72, True, {})


def test_a_folder_in_the_files_place_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert load_config(tmp_path / "config.toml").theme == ""


# -- writing one setting -------------------------------------------------------------------------------------

HAND_WRITTEN = """\
# my settings
theme = "ink"   # for the evening

column_width = 70

[keys]
# left hand
quit = "q"  # leave
many = [
    "a",  # one
    "b#",
]
"""


def test_a_setting_is_changed_and_every_other_line_and_comment_stays(tmp_path: Path) -> None:
    path = config_file(tmp_path, HAND_WRITTEN)
    save_setting("", "theme", "paper", path)
    assert path.read_text() == HAND_WRITTEN.replace('"ink"   #', '"paper"  #')
    save_setting("keys", "quit", ["Q", "q"], path)
    assert 'quit = ["Q", "q"]  # leave\n' in path.read_text()
    save_setting("keys", "many", "m", path)
    assert path.read_text().endswith('many = "m"\n')
    assert "# left hand" in path.read_text()


def test_a_new_setting_goes_where_it_belongs(tmp_path: Path) -> None:
    path = config_file(tmp_path, HAND_WRITTEN)
    save_setting("", "mouse", False, path)
    save_setting("keys", "article.cite", "Y", path)
    config = load_config(path)
    assert config.problems == ()
    assert config.mouse is False
    assert config.keys["article.cite"] == ("Y",)
    assert config.keys["quit"] == ("q",)
    save_setting("keys", "article.cite", "C", path)
    assert path.read_text().count("article.cite") == 1


def test_the_first_setting_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    save_setting("keys", "quit", "q", path)
    save_setting("", "theme", "sepia", path)
    assert (load_config(path).theme, load_config(path).keys) == ("sepia", {"quit": ("q",)})
    assert [item.name for item in path.parent.iterdir()] == ["config.toml"]


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,5}(\.[a-z_]{1,5})?", fullmatch=True), st.text(min_size=1, max_size=8), max_size=5),
    st.from_regex(r"[a-z]{1,5}", fullmatch=True),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=10),
)  # fmt: skip
def test_what_was_saved_is_read_back_beside_what_was_there(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, str], action: str, value: str
) -> None:
    keys = {
        key: text
        for key, text in keys.items()
        if not any(other.startswith(key + ".") for other in [*keys, action])
    }
    keys = {key: text for key, text in keys.items() if not key.startswith(action + ".")}
    path = tmp_path_factory.mktemp("config") / "config.toml"
    for key, text in [*keys.items(), (action, value)]:
        save_setting("keys", key, text, path)
    assert load_config(path).keys == {**{key: (text,) for key, text in keys.items()}, action: (value,)}


@pytest.mark.parametrize(
    ("section", "key", "value", "words"),
    [
        ("", "thme", "x", "did you mean 'theme'"),
        ("", "column_width", 3, "20 to 400"),
        ("", "mouse", "yes", "true or false"),
        ("screen", "theme", "x", "no setting"),
        ("keys", "quit", [""], "a key in quotes"),
    ],
)
def test_what_is_no_setting_is_refused(
    tmp_path: Path, section: str, key: str, value: Any, words: str
) -> None:
    path = tmp_path / "config.toml"
    with pytest.raises(ReaderError, match=words):
        save_setting(section, key, value, path)
    assert not path.exists()


@pytest.mark.parametrize(
    "text", ["theme = ", "[keys\n", '[keys.article]\ncite = "x"\n[[keys.article.more]]\n']
)
def test_a_file_that_cannot_be_edited_safely_is_left_alone(tmp_path: Path, text: str) -> None:
    path = config_file(tmp_path, text)
    with pytest.raises(ReaderError, match="cannot change"):
        save_setting("keys", "article.cite", "Y", path)
    assert path.read_text() == text


def test_a_text_that_looks_like_a_section_is_not_taken_for_one(tmp_path: Path) -> None:
    path = config_file(tmp_path, 'theme = """\n[keys]\nquit = "x"\n"""\n')
    with pytest.raises(ReaderError, match="cannot change"):
        save_setting("keys", "quit", "q", path)


def test_a_link_to_a_file_of_dotfiles_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# mine\n")
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    save_setting("", "theme", "ink", link)
    assert link.is_symlink()
    assert tomllib.loads(real.read_text()) == {"theme": "ink"}


def test_an_action_may_be_left_without_a_key(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    save_setting("keys", "quit", [], path)
    assert load_config(path).keys == {"quit": ()}
