"""Lines of a journal: they come back as they were written, and damage is noticed and named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.clock import is_clock, tick
from reader.library.journal import JournalEnd, pack, read_line, read_lines, unpack

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def a_change(number: int = 1, **fields: Any) -> dict[str, Any]:
    ops = [{"t": "notes", "id": f"n{number}", "new": True, "set": fields}]
    clock = tick("", "aaaa0000", 1_700_000_000_000 + number)
    return {"seq": number, "clock": clock, "verb": "note", "label": f"note {number}", "ops": ops}


@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_a_line_says_what_was_packed(fields: dict[str, Any]) -> None:
    change = a_change(value=fields)
    try:
        line = pack(change)
    except UnicodeEncodeError:
        return  # half a character: refused, as it is by every UTF-8 file
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert unpack(line[:-1]) == {"v": 1, **change} | {"sum": unpack(line[:-1])["sum"]}  # type: ignore[index]


@given(st.data())
def test_any_flipped_bit_is_noticed(data: st.DataObject) -> None:
    line = bytearray(pack(a_change(text="words “and” more"))[:-1])
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] ^= 1 << data.draw(st.integers(0, 7))
    assert unpack(bytes(line)) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_no_change_and_no_crash(data: bytes) -> None:
    assert [line.change for line in read_lines(data) if line.change is not None] == []


@pytest.mark.parametrize(
    "change",
    [
        {"clock": "x", "seq": 1, "verb": "", "label": "", "ops": []},
        a_change() | {"ops": {"t": "notes"}},
        a_change() | {"ops": [{"t": "notes"}]},
        a_change() | {"ops": [{"t": "notes", "id": 5}]},
        a_change() | {"ops": [{"t": "notes", "id": "x", "set": []}]},
        a_change() | {"ops": [{"t": "notes", "id": "x", "add": {"tags": [1]}}]},
        a_change() | {"ops": [{"t": "notes", "id": "x", "drop": ["soon"]}]},
        a_change() | {"seq": "1"},
        a_change() | {"undoes": "the last"},
    ],
)
def test_a_sound_line_of_a_wrong_shape_is_no_change(change: dict[str, Any]) -> None:
    assert unpack(pack(change)[:-1]) is None


def test_half_a_character_in_a_line_is_no_change() -> None:
    import zlib

    body = pack(a_change(text="@"))[:-1].rsplit(b',"sum"', 1)[0].replace(b"@", b"\\ud800")
    assert unpack(b'%b,"sum":"%08x"}' % (body, zlib.crc32(body))) is None


def test_two_lines_that_ran_together_are_told_apart() -> None:
    lines = [pack(a_change(number)) for number in (1, 2, 3)]
    spoilt = lines[0][:-1] + b"\x0b" + lines[1] + lines[2]
    found = list(read_lines(spoilt))
    assert [line.change and line.change["seq"] for line in found] == [1, 2, 3]
    assert [spoilt[line.offset : line.offset + 5] for line in found] == [b'{"v":'] * 3


def test_a_damaged_line_is_named_by_its_place_and_the_others_live() -> None:
    lines = [pack(a_change(number)) for number in (1, 2, 3)]
    spoilt = lines[0] + lines[1].replace(b"note 2", b"note X") + lines[2]
    found = list(read_lines(spoilt, 100))
    assert [line.change and line.change["seq"] for line in found] == [1, None, 3]
    assert (found[1].offset, found[1].length) == (100 + len(lines[0]), len(lines[1]) - 1)


def test_the_end_of_a_journal_is_mended_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    whole = pack(a_change(1))
    path.write_bytes(whole + whole[:30])
    with JournalEnd(path) as end:
        assert end.torn
        end.append(end.pack(a_change(2)))
    found = list(read_lines(path.read_bytes()))
    assert [line.change and line.change["seq"] for line in found] == [1, None, 2]
    assert found[2].change is not None
    assert found[2].change["torn"] is True
    assert read_line(path, found[2].offset) == found[2].change
    assert read_line(path, 3) is None


@given(st.lists(st.integers(0, 2**43), min_size=1, max_size=20))
def test_clocks_rise_also_when_the_wall_clock_runs_backwards(times: list[int]) -> None:
    clocks: list[str] = []
    for now in times:
        clocks.append(tick(clocks[-1] if clocks else "", "aaaa0000", now))
    assert clocks == sorted(set(clocks))
    assert all(is_clock(clock) for clock in clocks)


def test_a_clock_that_ran_out_of_numbers_goes_on() -> None:
    last = "01a204f13fa9-ffff-aaaa0000"
    assert tick(last, "bbbb0000", 0) == "01a204f13faa-0000-bbbb0000"


def test_a_clock_of_another_age_is_none() -> None:
    assert not is_clock("ffffffffffff-0000-aaaa0000")
