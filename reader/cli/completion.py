"""`reader completion`: scripts for bash, zsh and fish, made from the registry of verbs and their parsers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from reader.cli.desk import Desk
from reader.cli.verbs import VERBS, Command

__all__ = ["COMMANDS", "completion_script"]

SHELLS = ("bash", "zsh", "fish")
_TAKES_FILES = frozenset({"add"})
_TAKES_ARTICLES = frozenset(
    {
        "show",
        "outline",
        "entities",
        "quotes",
        "highlight",
        "note",
        "tag",
        "mark",
        "delete",
        "put-back",
        "take-out",
    }
)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS)


def _completion(arguments: Namespace, desk: Desk) -> int:
    desk.out.text(completion_script(arguments.shell))
    return 0


def completion_script(shell: str) -> str:
    """The whole script for one shell. Articles are completed by the ids and titles that `reader list`
    prints."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def _options() -> dict[str, list[tuple[str, str]]]:
    """Of each verb: its long options, with what they do."""
    from reader.cli.parsing import verb_parser
    from reader.cli.verbs import command

    return {name: list(_long_options(verb_parser(name, command(name)))) for name in VERBS}


def _long_options(parser: ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        for option in action.option_strings:
            if option.startswith("--"):
                yield option, (action.help or "").replace("%%", "%")


def _bash() -> str:
    cases = "\n".join(
        f"        {name}) options={_single(' '.join(option for option, _ in options))} ;;"
        for name, options in _options().items()
    )
    return f"""\
# bash completion for reader: put `eval "$(reader completion bash)"` into ~/.bashrc
_reader() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} verb=${{COMP_WORDS[1]}} options=
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W {_single(" ".join(VERBS))} -- "$current") $(compgen -f -- "$current"))
        return
    fi
    case $verb in
{cases}
    esac
    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
        return
    fi
    case $verb in
        {"|".join(sorted(_TAKES_ARTICLES))})
            COMPREPLY=($(compgen -W "$(reader list --ids --quiet 2>/dev/null)" -- "$current")) ;;
        help) COMPREPLY=($(compgen -W {_single(" ".join(VERBS))} -- "$current")) ;;
        *) COMPREPLY=($(compgen -f -- "$current")) ;;
    esac
}}
complete -o filenames -F _reader reader
"""


def _zsh() -> str:
    verbs = "\n".join(f"        {_single(f'{verb.name}:{verb.words}')}" for verb in VERBS.values())
    cases = "\n".join(
        f"        {name}) options=({' '.join(_single(f'{option}[{_zsh_words(words)}]') for option, words in options)}) ;;"
        for name, options in _options().items()
    )
    return f"""\
#compdef reader
# zsh completion for reader: put `eval "$(reader completion zsh)"` into ~/.zshrc, after compinit
_reader_articles() {{
    local -a articles
    articles=(${{(f)"$(reader list --quiet 2>/dev/null | cut -f1,2 | tr ':\\t' ' :')"}})
    _describe 'article' articles
}}
_reader() {{
    local -a verbs options
    verbs=(
{verbs}
    )
    if (( CURRENT == 2 )); then
        _describe 'verb' verbs
        _files
        return
    fi
    case $words[2] in
{cases}
    esac
    case $words[2] in
        {"|".join(sorted(_TAKES_ARTICLES))}) _arguments $options '*:article:_reader_articles' ;;
        help) _describe 'verb' verbs ;;
        *) _arguments $options '*:file:_files' ;;
    esac
}}
compdef _reader reader
"""


def _fish() -> str:
    lines = ["# fish completion for reader: reader completion fish > ~/.config/fish/completions/reader.fish"]
    lines += [
        f"complete -c reader -n __fish_use_subcommand -a {verb.name} -d {_single(verb.words)}"
        for verb in VERBS.values()
    ]
    for name, options in _options().items():
        seen = f"'__fish_seen_subcommand_from {name}'"
        lines += [
            f"complete -c reader -n {seen} -l {option[2:]} -d {_single(words)}" for option, words in options
        ]
        if name in _TAKES_ARTICLES:
            articles = "(reader list --quiet 2>/dev/null | cut -f1,2)"
            lines.append(f"complete -c reader -f -n {seen} -a '{articles}'")
        elif name not in _TAKES_FILES and name != "export":
            lines.append(f"complete -c reader -f -n {seen}")
    return "\n".join(lines) + "\n"


def _zsh_words(words: str) -> str:
    return words.replace("[", "(").replace("]", ")").replace(":", " -")


def _single(text: str) -> str:
    """In single quotes, for any of the three shells."""
    return "'" + text.replace("'", "'\\''") + "'"


COMMANDS = {
    "completion": Command(
        _configure,
        _completion,
        (
            ('eval "$(reader completion bash)"', "in ~/.bashrc"),
            ('eval "$(reader completion zsh)"', "in ~/.zshrc"),
            ("reader completion fish | source", "in config.fish"),
        ),
    )
}
