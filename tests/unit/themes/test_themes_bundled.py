"""Every bundled theme can be read by, and works in a running app: contrast by WCAG 2.2, widgets, NO_COLOR."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Footer, Input, OptionList, Static

from reader.article.characters import safe_line
from reader.insight.values import ENTITY_KINDS
from reader.library.records import COLOURS
from reader.tui.theme import DEFAULT_THEME, VARIABLES, load_themes

BUNDLED = load_themes(None)
PLAIN = [name for name, theme in BUNDLED.themes.items() if not theme.ansi]
TERMINAL = [name for name, theme in BUNDLED.themes.items() if theme.ansi]
HIGH_CONTRAST = ("lighthouse", "blackletter")

ENTITIES = [f"entity-{kind}" for kind in ENTITY_KINDS]
INKS = [
    "article-text", "article-heading", "article-link", "article-muted", "article-code",
    "mark-quote", "mark-phrase", "mark-note",
]  # fmt: skip
GROUNDS = [
    *(f"highlight-{colour}" for colour in COLOURS),
    "mark-hit", "mark-hit-current", "mark-selection", "mark-sentence", "mark-flash",
]  # fmt: skip


def luminance(colour: Color) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(Color.parse(first)), luminance(Color.parse(second))))
    return (high + 0.05) / (low + 0.05)


def tokens(name: str) -> dict[str, str]:
    """What the style sheets of an app see in this theme."""
    theme = BUNDLED.themes[name]
    return {**theme.to_color_system().generate(), **theme.variables}


def floor(name: str, usual: float = 4.5) -> float:
    return 7.0 if name in HIGH_CONTRAST else usual


def test_the_yardstick_gives_the_ratios_that_the_standard_states() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_there_are_themes_for_dark_and_light_rooms_for_weak_eyes_and_for_any_terminal() -> None:
    themes = BUNDLED.themes
    assert BUNDLED.problems == []
    assert next(iter(themes)) == DEFAULT_THEME == "ink"
    assert len(themes) >= 8
    assert sum(not theme.dark and not theme.ansi for theme in themes.values()) >= 3
    assert {theme.dark for theme in themes.values() if theme.ansi} == {True, False}
    assert {themes[name].dark for name in HIGH_CONTRAST} == {True, False}


def test_the_variables_are_those_that_entities_highlights_and_marks_are_named_by() -> None:
    assert set(ENTITIES) | set(GROUNDS) < set(VARIABLES)
    for theme in BUNDLED.themes.values():
        assert set(VARIABLES) <= theme.variables.keys()


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("variable", [*INKS, *ENTITIES])
def test_what_is_written_in_colour_can_be_read_on_the_ground_and_in_the_panels(
    name: str, variable: str
) -> None:
    given = tokens(name)
    for ground in ("background", "surface", "panel"):
        assert contrast(given[variable], given[ground]) >= floor(name), ground


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground_that_is_laid_under_it(name: str, ground: str) -> None:
    given = tokens(name)
    assert contrast(given["article-text"], given[ground]) >= floor(name)
    assert contrast(given["mark-ink"], given[ground]) >= floor(name)


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("entity", ENTITIES)
def test_a_name_keeps_its_tint_inside_a_highlight_and_a_selection(name: str, entity: str) -> None:
    given = tokens(name)
    for ground in [
        g for g in GROUNDS if g.startswith("highlight") or g in ("mark-selection", "mark-sentence")
    ]:
        assert contrast(given[entity], given[ground]) >= 3, ground


@pytest.mark.parametrize("name", PLAIN)
def test_the_grounds_are_seen_and_differ_from_each_other(name: str) -> None:
    given = tokens(name)
    for ground in GROUNDS:
        least = 3 if ground == "mark-sentence" else 12
        assert distance(given[ground], given["background"]) > least, ground
    for one, other in combinations([g for g in GROUNDS if g.startswith("highlight")], 2):
        assert distance(given[one], given[other]) > 12, (one, other)


@pytest.mark.parametrize("name", PLAIN)
def test_the_kinds_of_names_differ_from_each_other_and_from_the_text(name: str) -> None:
    given = tokens(name)
    main = [f"entity-{kind}" for kind in ("person", "organisation", "place", "group", "work", "event")]
    for one, other in combinations(["article-text", *main], 2):
        assert distance(given[one], given[other]) > 15, (one, other)


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("input-cursor-foreground", "input-cursor-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("screen-selection-foreground", "screen-selection-background"),
        ("link-color-hover", "link-background-hover"),
        ("footer-description-foreground", "footer-background"),
        ("footer-key-foreground", "footer-background"),
        ("foreground", "surface"),
        ("foreground", "panel"),
        ("text-muted", "surface"),
        ("text-muted", "panel"),
        ("button-color-foreground", "primary"),
        ("warning", "background"),
        ("error", "background"),
        ("success", "background"),
    ],
)
def test_the_widgets_of_textual_can_be_read(name: str, ink: str, ground: str) -> None:
    given = tokens(name)
    assert contrast(given[ink], given[ground]) >= floor(name)


@pytest.mark.parametrize("name", TERMINAL)
def test_a_terminal_theme_speaks_the_sixteen_colours_alone(name: str) -> None:
    theme = BUNDLED.themes[name]
    colours = {
        key: value for key, value in theme.variables.items() if not key.endswith(("style", "style-hover"))
    }
    colours |= {"background": theme.background, "foreground": theme.foreground, "primary": theme.primary}
    assert {key: value for key, value in colours.items() if Color.parse(value).ansi is None} == {}


@pytest.mark.parametrize("name", TERMINAL)
def test_a_terminal_theme_gives_every_token_that_a_theme_of_full_colours_gives(name: str) -> None:
    """Textual's own generator leaves some out, and an app then falls over its style sheets."""
    assert tokens(DEFAULT_THEME).keys() - tokens(name).keys() == set()


@pytest.mark.parametrize("name", TERMINAL)
@pytest.mark.parametrize("ground", GROUNDS)
def test_on_a_ground_of_the_terminal_the_ink_is_named_too(name: str, ground: str) -> None:
    """The terminal's default text colour is unknown, so that a coloured ground brings its own."""
    given = tokens(name)
    if given[ground] == "ansi_default":
        assert ground == "mark-sentence"
    else:
        assert given["mark-ink"] != "ansi_default"
        assert contrast(given["mark-ink"], given[ground]) >= 4.5


def distance(first: str, second: str) -> float:
    """How different two colours look: distance in CIE L*a*b* (CIE76); 2.3 is just noticeable."""
    one, other = Color.parse(first), Color.parse(second)
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def lab(colour: Color) -> tuple[float, float, float]:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


class Desk(App[None]):
    """Built-in widgets beside text that is coloured by each of the reader's variables."""

    CSS = "\n".join(f"#{name} {{ color: $article-text; background: ${name}; }}" for name in VARIABLES)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return BUNDLED.fallback_variables()

    def compose(self) -> ComposeResult:
        yield Input("typed")
        yield OptionList("one", "two")
        for name in VARIABLES:
            yield Static("text", id=name)
        yield Footer()


async def test_an_app_runs_in_every_theme_and_in_textuals_own() -> None:
    app = Desk()
    for theme in BUNDLED.themes.values():
        app.register_theme(theme)
    async with app.run_test(size=(80, 24)) as pilot:
        for name in [*BUNDLED.themes, "textual-light"]:
            app.theme = name
            await pilot.pause()
            theme = BUNDLED.themes.get(name, BUNDLED.themes[DEFAULT_THEME])
            assert app.query_one("#mark-hit").styles.background == Color.parse(theme.variables["mark-hit"]), (
                name
            )
            assert app.native_ansi_color is app.current_theme.ansi


def test_listing_the_themes_reads_no_textual() -> None:
    code = (
        "import sys; from reader.tui.theme_file import theme_drafts; bundled, _, _ = theme_drafts(None); "
        "print(len(bundled)); print(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')))"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.stdout.split("\n")[:2] == [str(len(BUNDLED.themes)), "[]"]


def test_titles_are_words_for_a_menu() -> None:
    assert BUNDLED.titles.keys() == BUNDLED.themes.keys()
    for title in BUNDLED.titles.values():
        assert title == safe_line(title)
        assert title[0].isupper()
