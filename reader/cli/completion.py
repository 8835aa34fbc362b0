"""`reader completion`: scripts for bash, zsh and fish, made from the registry of verbs and their parsers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from reader.cli.desk import Desk
from reader.cli.verbs import VERBS, Command

__all__ = ["COMMANDS", "completion_script"]

SHELLS = ("bash", "zsh", "fish")
_TAKES_FILES = frozenset({"add", "import", "export", "restore", "backup", "watch", "sites"})
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
        "cite",
        "open",
    }
)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS)
    parser.add_argument(
        "--complete",
        nargs=2,
        metavar=("WHAT", "TYPED"),
        help="candidates, for the script itself: articles, tags …",
    )


def _completion(arguments: Namespace, desk: Desk) -> int:
    desk.out.text(completion_script(arguments.shell))
    return 0


def completion_script(shell: str) -> str:
    """The whole script for one shell. It asks `reader completion --complete` for articles, tags and the like."""
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


_BASH = """\
# bash completion for reader: put `eval "$(reader completion bash)"` into ~/.bashrc
_reader_asked() {
    reader completion --complete "$@" 2>/dev/null
}
_reader_articles() {
    local id title IFS=$'\\n'
    COMPREPLY=()
    while IFS=$'\\t' read -r id title; do
        if [[ -n $1 && $id == "$1"* ]]; then COMPREPLY+=("$id"); else COMPREPLY+=("$title"); fi
    done < <(_reader_asked articles "$1")
}
_reader_words() {
    local IFS=$'\\n' sign=$2
    COMPREPLY=($(_reader_asked "$1" "${3#"$sign"}"))
    [[ -n $sign ]] && COMPREPLY=("${COMPREPLY[@]/#/$sign}")
}
_reader() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]} options=
    current=${current//\\\\/}
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W @VERBS@ -- "$current") $(compgen -f -- "$current"))
        return
    fi
    case $verb in
@CASES@
    esac
    if [[ $before == : && ${COMP_WORDS[COMP_CWORD-2]} == tag ]]; then _reader_words tags "" "$current"; return; fi
    case $before in
        --to) _reader_words formats "" "$current"; return ;;
        --style) _reader_words styles "" "$current"; return ;;
        -t|--tag|--untag) _reader_words tags "" "$current"; return ;;
        -o|--output|--template) COMPREPLY=($(compgen -f -- "$current")); return ;;
        --article) _reader_articles "$current"; return ;;
    esac
    if [[ $current == --* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
        return
    fi
    case $verb:$current in
        tag:+*) _reader_words tags + "$current"; return ;;
        tag:-*) _reader_words tags - "$current"; return ;;
        *:\\#*) _reader_words tags "#" "$current"; return ;;
        *:-*) COMPREPLY=($(compgen -W "$options" -- "$current")); return ;;
    esac
    case $verb in
        @ARTICLES@) _reader_articles "$current" ;;
        tags) _reader_words tags "" "$current"
              [[ $COMP_CWORD -eq 2 ]] && COMPREPLY=($(compgen -W "tree doctor rename merge" -- "$current")) ;;
        themes) _reader_words themes "" "$current" ;;
        config) _reader_words settings "" "$current" ;;
        help) COMPREPLY=($(compgen -W @VERBS@ -- "$current")) ;;
        *) COMPREPLY=($(compgen -f -- "$current")) ;;
    esac
}
complete -o filenames -F _reader reader
"""


def _bash() -> str:
    cases = "\n".join(
        f"        {name}) options={_single(' '.join(option for option, _ in options))} ;;"
        for name, options in _options().items()
    )
    return _filled(_BASH, VERBS=_single(" ".join(VERBS)), CASES=cases)


_ZSH = """\
#compdef reader
# zsh completion for reader: put `eval "$(reader completion zsh)"` into ~/.zshrc, after compinit
_reader_asked() { reader completion --complete $1 "$2" 2>/dev/null }
_reader_articles() {
    local line typed=${(Q)words[CURRENT]}
    local -a ids titles
    for line in ${(f)"$(_reader_asked articles $typed)"}; do
        ids+=("${line%%$'\\t'*}:${${line#*$'\\t'}//:/ }")
        titles+=("${line#*$'\\t'}")
    done
    _describe 'article' ids
    compadd -a titles
}
_reader_tags() {
    local sign=$1 typed=${(Q)words[CURRENT]}
    local -a tags
    tags=(${(f)"$(_reader_asked tags ${typed#$sign})"})
    compadd -- $sign${^tags}
}
_reader_names() { local -a names; names=(${(f)"$(_reader_asked $1 '')"}); compadd -a names }
_reader() {
    local -a verbs options
    verbs=(
@VERBLINES@
    )
    if (( CURRENT == 2 )); then
        _describe 'verb' verbs
        _files
        return
    fi
    case $words[2] in
@CASES@
    esac
    case $words[CURRENT-1] in
        --to) _reader_names formats; return ;;
        --style) _reader_names styles; return ;;
        -t|--tag|--untag) _reader_tags ''; return ;;
        --article) _reader_articles; return ;;
    esac
    case $words[2]:$words[CURRENT] in
        tag:+*) _reader_tags +; return ;;
        tag:-[^-]*) _reader_tags -; return ;;
        *:tag:*) _reader_tags tag:; return ;;
    esac
    case $words[2] in
        @ARTICLES@) _arguments $options '*:article:_reader_articles' ;;
        tags) compadd tree doctor rename merge; _reader_tags '' ;;
        themes) _reader_names themes ;;
        config) _reader_names settings ;;
        help) _describe 'verb' verbs ;;
        *) _arguments $options '*:file:_files' ;;
    esac
}
compdef _reader reader
"""


def _zsh() -> str:
    verbs = "\n".join(f"        {_single(f'{verb.name}:{verb.words}')}" for verb in VERBS.values())
    cases = "\n".join(
        f"        {name}) options=({' '.join(_single(f'{option}[{_zsh_words(words)}]') for option, words in options)}) ;;"
        for name, options in _options().items()
    )
    return _filled(_ZSH, VERBLINES=verbs, CASES=cases)


_FISH = """\
# fish completion for reader: reader completion fish > ~/.config/fish/completions/reader.fish
function __reader_articles
    reader completion --complete articles (commandline -ct) 2>/dev/null | while read -d \\t -l id title
        printf '%s\\t%s\\n' $id $title
        printf '%s\\t%s\\n' $title $id
    end
end
function __reader_tags
    set -l typed (commandline -ct)
    set -l sign (string match -r '^[+-]?' -- $typed)
    for tag in (reader completion --complete tags (string sub -s (math (string length -- "$sign") + 1) -- "$typed") 2>/dev/null)
        echo $sign$tag
    end
end
"""


def _fish() -> str:
    lines = [_FISH.rstrip("\n")]
    lines += [
        f"complete -c reader -n __fish_use_subcommand -a {verb.name} -d {_single(verb.words)}"
        for verb in VERBS.values()
    ]
    for name, options in _options().items():
        seen = f"'__fish_seen_subcommand_from {name}'"
        for option, words in options:
            taken = _FISH_VALUES.get(option, "")
            value = f" -x -a '({taken})'" if taken else ""
            lines.append(f"complete -c reader -n {seen} -l {option[2:]}{value} -d {_single(words)}")
        if name in _TAKES_ARTICLES:
            lines.append(f"complete -c reader -f -n {seen} -a '(__reader_articles)'")
        elif name not in _TAKES_FILES:
            lines.append(f"complete -c reader -f -n {seen}")
        if name in ("tag", "tags"):
            lines.append(f"complete -c reader -f -n {seen} -a '(__reader_tags)'")
    return "\n".join(lines) + "\n"


_FISH_VALUES = {
    "--to": "reader completion --complete formats",
    "--style": "reader completion --complete styles",
    "--tag": "__reader_tags",
    "--untag": "__reader_tags",
    "--article": "__reader_articles",
}


def _filled(script: str, **values: str) -> str:
    values["ARTICLES"] = "|".join(sorted(_TAKES_ARTICLES))
    for name, value in values.items():
        script = script.replace(f"@{name}@", value)
    return script


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
