"""The sequences that put text on a terminal's clipboard, also through a multiplexer."""

from __future__ import annotations

import base64
import re

from reader.tui.clipboard import osc52

WORDS = "Grüße, 東京\nzweite Zeile"
PLAIN = f"\x1b]52;c;{base64.b64encode(WORDS.encode()).decode()}\a"


def test_a_terminal_alone_gets_one_sequence() -> None:
    assert osc52(WORDS, {}) == PLAIN


def test_tmux_gets_one_for_itself_and_one_to_pass_on() -> None:
    sent = osc52(WORDS, {"TMUX": "/tmp/tmux-1000/default,1,0"})
    assert sent.startswith(PLAIN)
    passed = re.fullmatch(r"\x1bPtmux;(.*)\x1b\\", sent.removeprefix(PLAIN), re.DOTALL)
    assert passed is not None
    assert passed.group(1).replace("\x1b\x1b", "\x1b") == PLAIN


def test_screen_gets_short_pieces_that_make_the_whole() -> None:
    long = "words " * 2_000
    sent = osc52(long, {"STY": "1.pts"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sent, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sent
    assert max(map(len, pieces)) <= 768
    assert "".join(pieces) == osc52(long, {})
