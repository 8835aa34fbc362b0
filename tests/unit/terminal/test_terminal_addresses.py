"""Where a link leads is told truly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.characters import safe_line
from reader.terminal.addresses import told_address


def test_a_plain_address_is_told_as_it_is() -> None:
    told = told_address("https://a.example/path?q=1#there")
    assert str(told) == "https://a.example/path?q=1#there"


def test_a_user_name_that_looks_like_a_host_is_left_out_and_said() -> None:
    told = told_address("https://bank.example:443@evil.example/login")
    assert told.text == "https://evil.example/login"
    assert "leads to evil.example" in str(told)


@pytest.mark.parametrize("address", ["https://xn--pple-43d.example/", "https://\u0430pple.example/"])
def test_a_look_alike_is_told_in_both_spellings(address: str) -> None:
    told = str(told_address(address))
    assert "xn--pple-43d.example" in told
    assert "\u0430pple.example" in told
    assert "several scripts" in told


def test_letters_of_one_script_are_told_without_alarm() -> None:
    told = str(told_address("https://münchen.example/"))
    assert "several scripts" not in told
    assert "xn--mnchen-3ya.example" in told


@given(st.one_of(st.text(), st.text().map(lambda text: f"https://{text}/")))
def test_any_address_is_told_in_one_harmless_line(address: str) -> None:
    told = str(told_address(address))
    assert "\n" not in told
    assert safe_line(told, 10_000) == told
