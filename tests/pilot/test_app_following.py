"""Panels follow the text, the tutorial ticks itself, borders are dragged, themes are read again when they are saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import Config
from reader.library.library import Library
from reader.library.samples import sample_files
from reader.tui.app import ReaderApp
from reader.tui.deeds.everywhere import AppDeeds
from reader.tui.widgets.chooser import Chooser
from tests.pilot.conftest import Opened, Start


async def test_a_panel_marks_what_is_on_the_screen(start: Start) -> None:
    async with start() as opened:
        await opened.open("bridge")
        await opened.press("1")
        panel = opened.desk.panel_of("outline")
        assert panel is not None
        text = opened.desk.session.open.article.text
        view = opened.desk.article_view
        await opened.press("h", "G")
        last = text.index("What it costs")
        assert panel.list.seen_keys == {f"heading:{last}"}
        lines = [panel.list.render_line(y).text for y in range(panel.list.size.height)]
        assert ["▕" in line for line in lines if "What" in line] == [False, True]
        view.top()
        await opened.settle()
        assert f"heading:{text.index('What the builders')}" in panel.list.seen_keys


@pytest.mark.parametrize("kind", ["entities", "quotes", "notes"])
async def test_rows_of_what_is_read_past_are_no_longer_marked(start: Start, kind: str) -> None:
    async with start() as opened:
        await opened.open("bridge")
        await opened.press("g", "h", {"entities": "2", "quotes": "3", "notes": "4"}[kind])
        panel = opened.desk.panel_of(kind)
        assert panel is not None
        assert panel.list.seen_keys
        before = panel.list.seen_keys
        await opened.press("h", "G")
        assert before - panel.list.seen_keys


async def test_a_panels_border_is_dragged_and_its_width_kept(start: Start) -> None:
    async with start(size=(140, 36)) as opened:
        await opened.open("bridge")
        await opened.press("2")
        panel = opened.desk.panel_of("entities")
        assert panel is not None
        x, y = panel.region.x, panel.region.y + 4
        await opened.pilot.mouse_down(offset=(x, y))
        await opened.pilot.hover(offset=(x - 12, y))
        await opened.pilot.mouse_up(offset=(x - 12, y))
        await opened.settle()
        assert opened.kept["panel_width"] == panel.region.width == 52
        await opened.pilot.mouse_down(offset=(panel.region.x, y))
        await opened.pilot.hover(offset=(3, y))
        await opened.pilot.mouse_up(offset=(3, y))
        await opened.settle()
        assert opened.desk.article_view.size.width >= 40
    async with start(size=(140, 36), config=Config(panel_width=30)) as opened:
        await opened.open("bridge")
        assert opened.desk.panels[0].region.width == 30


@pytest.fixture
def tutorial_home(tmp_path: Path) -> Path:
    home = tmp_path / "tutorial"
    with Library(home, cache=home / "cache") as library:
        assert library.add(sample_files()[0]).article is not None
    return home


def ticks(opened: Opened) -> int:
    view = opened.desk.article_view
    return sum("✓" in view.render_line(y).text for y in range(view.size.height))


async def test_a_step_of_the_tutorial_ticks_itself_when_its_key_is_pressed(
    start: Start, tutorial_home: Path
) -> None:
    async with start(at=tutorial_home, open_id="Start here") as opened:
        view = opened.desk.article_view
        tutorial = opened.desk.reading.tutorial
        assert tutorial is not None
        place = next(place for place, key in tutorial.steps if key == ")")
        view.go_to(place.start)
        await opened.settle()
        assert ticks(opened) == 0
        await opened.press("right_parenthesis")
        assert tutorial.ticked == [place]
        assert ticks(opened) == 1
        await opened.press("q")
        await opened.open("Start here")
        assert opened.desk.reading.tutorial is tutorial


async def test_other_articles_have_no_ticks(start: Start) -> None:
    async with start() as opened:
        await opened.open("bridge")
        assert opened.desk.reading.tutorial is None
        await opened.press("j")
        assert ticks(opened) == 0


async def test_every_key_of_the_tutorial_can_be_ticked(tutorial_home: Path) -> None:
    from reader.article import Range
    from reader.tui.actions import ACTIONS
    from reader.tui.tutorial import Tutorial

    with Library(tutorial_home, cache=tutorial_home / "cache") as library:
        article = library.read(library.articles()[0].id)
    tutorial = Tutorial.of(article)
    assert tutorial is not None
    for action in ACTIONS:
        tutorial.pressed(action.id, Range(0, len(article.text)))
    assert len(tutorial.done) == len(tutorial.steps) > 40


async def test_a_theme_is_read_again_when_it_is_saved_and_the_last_good_one_stays(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.app.THEMES_DELAY", 0.05)
    monkeypatch.setattr("reader.tui.app.THEMES_POLL", 0.05)
    folder = tmp_path / "themes"
    folder.mkdir()
    mine = folder / "mine.toml"
    mine.write_text('name = "mine"\nextends = "ink"\n[article]\ntext = "#abcdef"\n')
    libraries: list[Library] = []

    def factory() -> Library:
        libraries.append(Library(home, cache=home / "cache"))
        return libraries[-1]

    app = ReaderApp(factory, config=Config(theme="mine"), themes=folder, keep=lambda *_: None)
    try:
        async with app.run_test() as pilot:
            await pilot.pause(0.3)
            assert app.theme_variables["article-text"] == "#abcdef"
            mine.write_text('name = "mine"\nextends = "ink"\n[article]\ntext = "#fedcba"\n')
            await pilot.pause(0.4)
            assert app.theme_variables["article-text"] == "#fedcba"
            mine.write_text('name = "mine"\nextends = "ink"\n[article]\ntext = "no colour"\n')
            await pilot.pause(0.4)
            assert "mine.toml" in app.desk.bottom_line.message
            assert "line 4" in app.desk.bottom_line.message or ":4" in app.desk.bottom_line.message
            assert app.theme_variables["article-text"] == "#fedcba"
    finally:
        for library in libraries:
            library.close()


async def test_the_palette_knows_every_action(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.tui.actions import ACTIONS

    async with start() as opened:
        await opened.open("bridge")
        await opened.press("ctrl+p")
        chooser = opened.app.screen
        assert isinstance(chooser, Chooser)
        offered = {choice.key.removeprefix("elsewhere:") for choice in chooser._choices}
        missing = {action.id for action in ACTIONS if not action.id.startswith("list.")} - offered
        assert missing == {"app.palette", "app.close"}
        assert isinstance(opened.desk.deeds.app, AppDeeds)
        opened.desk.deeds.app._chosen("elsewhere:library.add")
        assert "A in the library" in opened.message


async def test_the_line_at_the_top_is_as_long_as_what_is_read(start: Start) -> None:
    async with start() as opened:
        assert "▔" not in opened.screen_text()
        await opened.open("bridge")
        part = opened.screen_text().count("▔")
        assert 0 < part < 120
        await opened.press("G")
        assert opened.screen_text().count("▔") == 120
        await opened.press("q")
        assert "▔" not in opened.screen_text()
