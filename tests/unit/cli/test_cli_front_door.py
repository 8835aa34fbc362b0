"""The package's front door: light to import, right exit codes, one line for every failure, and never a
traceback."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reader
from reader.cli.desk import Desk
from reader.cli.parsing import read_request, verb_help
from reader.cli.verbs import GROUPS, VERBS, command
from reader.errors import UsageError
from tests.unit.cli.conftest import Shell

ROOT = Path(__file__).resolve().parents[3]
HEAVY = (
    "textual",
    "rich",
    "lxml",
    "readability",
    "pygments",
    "markdown_it",
    "chardet",
    "asyncio",
    "multiprocessing",
)

PROBE = """
import sys
from reader.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("HEAVY", *sorted({name.split(".")[0] for name in sys.modules} & set(%r)), file=sys.stderr)
sys.exit(code)
""".replace("%r", repr(HEAVY))


def loaded_by(shell: Shell, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], env=shell.whole_environment({}), capture_output=True, check=False,
        text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done
    return done.stderr.rsplit("HEAVY", 1)[1].split()


# -- what is loaded ------------------------------------------------------------------------------------------


def test_importing_the_package_loads_none_of_it() -> None:
    code = "import sys, reader; print(sorted(name for name in sys.modules if name.startswith('reader')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['reader']"


def test_everything_that_the_package_offers_is_there() -> None:
    assert all(getattr(reader, name) is not None for name in reader.__all__)
    assert reader.Library.__name__ == "Library"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reader.nothing


def test_the_version_is_the_one_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert reader.__version__ == project["version"]


@pytest.mark.parametrize(
    "words", [["--help"], ["help", "show"], ["version"], ["where"], ["keys"], ["themes"]]
)
def test_help_and_its_like_load_nothing_heavy(shell: Shell, words: list[str]) -> None:
    assert loaded_by(shell, *words) == []


@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "is:unread"], ["search", "harbour"], ["show", "boats"], ["show", "boats", "--markdown"],
     ["notes"], ["tags"], ["quotes", "boats"], ["entities", "boats"], ["export", "--to", "markdown"], ["outline", "boats"]],
    ids=" ".join,
)  # fmt: skip
def test_looking_loads_neither_the_screen_nor_the_cleaner(harbour: Shell, words: list[str]) -> None:
    assert loaded_by(harbour, *words) == []


# -- the words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_a_command_and_help_that_begins_with_examples(name: str) -> None:
    found = command(name)
    assert VERBS[name].group in GROUPS
    assert found.examples
    shown = verb_help(name)
    assert shown.startswith(f"reader {name}: {VERBS[name].words}\n\n  {found.examples[0][0]}")
    assert "--json" in shown


@pytest.mark.parametrize("name", VERBS)
def test_every_example_of_the_help_is_a_command_line_that_is_understood(name: str) -> None:
    for line, _ in command(name).examples:
        inner = re.search(r"\$\((.*?)\)", line)
        for part in (inner[1] if inner else line).split(" | "):
            words = shlex.split(part)
            if "reader" in words:
                request = read_request(words[words.index("reader") + 1 :])
                assert request.verb in VERBS


def test_options_may_stand_before_the_verb_and_behind_it(shell: Shell) -> None:
    before = read_request(["--home", "/one", "--json", "list", "boats"])
    behind = read_request(["list", "boats", "--json", "--home=/one"])
    assert before.arguments == behind.arguments
    assert Desk(before.arguments).home == Path("/one")


def test_words_with_one_dash_belong_to_the_query() -> None:
    request = read_request(["list", "boats", "-tag:dull", "-n", "3", "-(a", '-"b c"'])
    assert [word.strip() for word in request.arguments.query] == ["boats", "-tag:dull", "-(a", '-"b c"']
    assert request.arguments.limit == 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["lst"], "did you mean `reader list`"),
        (["serach", "x"], "did you mean `reader search`"),
        (["qqqq"], "no verb and no file 'qqqq'"),
        (["--nonsense"], "no option --nonsense"),
        (["list", "--nonsense"], "--nonsense"),
        (["show"], "missing: ID"),
        (["list", "--sort", "colour"], "invalid choice"),
        (["list", "-n", "many"], "invalid int"),
        (["page.html", "--nonsense"], "no option --nonsense"),
        (["list", "--home"], "--home"),
    ],
)
def test_wrong_words_are_told_in_one_line_with_exit_code_two(
    shell: Shell, words: list[str], expected: str
) -> None:
    result = shell.run(*words)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("reader: ")
    assert expected in result.err
    assert result.err.count("\n") == 1


def test_a_hostile_word_cannot_write_to_the_terminal_through_an_error(shell: Shell) -> None:
    result = shell.run("show", "\x1b]0;owned\x07\u202e")
    assert result.code == 1
    assert not set(result.err) & set("\x1b\x07\u202e")


# -- the exit ------------------------------------------------------------------------------------------------


def test_the_app_is_refused_in_one_line_where_there_is_no_terminal(shell: Shell) -> None:
    for words in ([], ["page.html"]):
        result = shell.spawn(*words)
        assert result.code == 2
        assert result.out == ""
        assert result.err.count("\n") == 1
        assert "reader list" in result.err
        assert "reader show" in result.err


def test_what_is_not_found_is_exit_code_one(shell: Shell) -> None:
    for words in (["show", "nothing"], ["entities", "nothing"], ["undo"], ["who", "Nobody"], ["add", "missing.html"],
                  ["note", "edit", "abcdef", "x"], ["trash", "restore", "abcdef"], ["search", "nothing"]):  # fmt: skip
        result = shell.run(*words)
        assert result.code == 1, words
        assert result.err.count("\n") == 1, result.err
        assert result.err.startswith("reader: ")


def test_a_failure_inside_is_one_line_and_a_traceback_only_on_wish(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Desk) -> None:
        raise ZeroDivisionError("hostile \x1b[31m words")

    monkeypatch.setattr(Desk, "library", property(fail))
    result = shell.run("list")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "ZeroDivisionError" in result.err
    assert "\x1b" not in result.err
    assert "Traceback" in shell.run("list", "--debug").err


def test_ctrl_c_is_exit_code_130(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Desk) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Desk, "library", property(interrupted))
    result = shell.run("list")
    assert (result.code, result.err) == (130, "reader: interrupted\n")


def test_a_closed_pipe_ends_silently(harbour: Shell) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "keys"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=harbour.whole_environment({}),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_no_locale_makes_it_crash(harbour: Shell, locale: dict[str, str]) -> None:
    for words in (["show", "boats"], ["quotes", "boats"], ["list", "--json"]):
        result = harbour.spawn(*words, **locale)
        assert (result.code, result.err) == (0, ""), result
        assert "Bo" in result.out or "“" in result.out or "u201c" in result.out


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_reason_to_crash(harbour: Shell, closed: str) -> None:
    for words in ("list", "add -", "qqq"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"{sys.executable}" -m reader {words} {closed}'],
            env=harbour.whole_environment({}), capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode in (0, 1, 2)
        assert "Traceback" not in done.stderr
        assert "inside" not in done.stderr


def test_a_full_disk_is_one_line(harbour: Shell) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m reader list > /dev/full'],
        env=harbour.whole_environment({}), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "reader: No space left on device\n")


def test_python_minus_m_is_the_same_command(shell: Shell) -> None:
    assert shell.spawn("version").out == f"reader {reader.__version__}\n"


def test_usage_errors_carry_their_exit_code() -> None:
    with pytest.raises(UsageError) as failure:
        read_request(["lst"])
    assert failure.value.exit_code == 2
