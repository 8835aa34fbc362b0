"""Deeds of the line at the bottom: what is typed there for a filter, a search, a command, tags, something to
save."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.terminal import printable_line
from reader.tui.commands import parse_command
from reader.tui.deeds.base import Deeds
from reader.tui.expressions import find_expression

if TYPE_CHECKING:
    from reader.library.library import Added
    from reader.tui.widgets.side_panel import SidePanel

__all__ = ["PromptDeeds"]

EXPRESSION = "/"
"""What is typed first to find by a regular expression."""


class PromptDeeds(Deeds):
    """`prompt.*`"""

    def changed(self, purpose: str, text: str) -> None:
        """While it is typed: filters narrow, finding lights."""
        if purpose == "filter":
            self.session.list.set_filter(text)
            self.desk.shelf.show()
        elif purpose == "find":
            if text.startswith(EXPRESSION):
                self._find_expression(text, step=False)
                return
            count = self.reading.find(text)
            told = f"{count} found" if count else "not in this article"
            self.desk.prompt.hint(told if text else f"{EXPRESSION} first: a regular expression")
        elif purpose == "panel":
            panel = self._panel()
            if panel is not None:
                panel.narrow(text)
        elif purpose == "person":
            self.desk.deeds.person.narrow(text)

    def cancelled(self, purpose: str, text: str) -> None:
        """Esc: as it was before; the words come back with the arrow up."""
        if purpose == "filter":
            self.session.list.set_filter("")
            self.desk.shelf.show()
        elif purpose == "find":
            self.reading.clear_steps()
        elif purpose == "panel":
            panel = self._panel()
            if panel is not None:
                panel.narrow("")
        elif purpose == "person":
            self.desk.deeds.person.narrow("")

    def submitted(self, purpose: str, text: str) -> None:
        """Enter."""
        if purpose == "find":
            if text.startswith(EXPRESSION):
                self._find_expression(text, step=True)
            elif text:
                self.reading.leave()
                self.reading.step(1)
        elif purpose == "command":
            self._command(text)
        elif purpose in ("tag", "untag"):
            tags = _listed(text)
            if tags:
                shelf = self.desk.deeds.shelf
                shelf.change_tags(tags if purpose == "tag" else [], tags if purpose == "untag" else [])
        elif purpose == "tag-item":
            tags = _listed(text)
            if tags:
                self.library.tag(self.desk.tagging, tags)
                self.reading.reload_marks()
                self.done(" ".join(f"+{tag}" for tag in tags))
        elif purpose == "rename-name":
            self.desk.deeds.correct.renamed(text)
        elif purpose == "speaker":
            self.desk.deeds.correct.said_by(text)
        elif purpose == "add":
            self._add(text)
        elif purpose == "list-query":
            self.desk.deeds.library.query_by(text)
        elif text.strip():
            self._submitted_words(purpose, text)

    def _submitted_words(self, purpose: str, text: str) -> None:
        """What takes any words but none."""
        deeds = self.desk.deeds
        takers: dict[str, Callable[[str], object]] = {
            "export": deeds.shelf.export_to,
            "tag-entries": lambda words: deeds.notebook.change_tags(_listed(words), []),
            "untag-entries": lambda words: deeds.notebook.change_tags([], _listed(words)),
            "export-entries": deeds.notebook.export_to,
            "save-search": deeds.searches.save_as,
            "rename-search": deeds.searches.rename_to,
            "person-merge": deeds.person.merge_into,
            "person-rename": deeds.person.rename_to,
        }
        if purpose in takers:
            takers[purpose](text)

    def _find_expression(self, text: str, *, step: bool) -> None:
        """Light what a regular expression finds, beside the screen; go to the first one where `step` asks for it."""
        pattern, opened = text.removeprefix(EXPRESSION), self.session.open
        if not pattern or opened is None:
            self.reading.clear_steps()
            return
        article = opened.article

        def found(places: tuple[array[int], array[int]]) -> None:
            if self.session.open is None or self.session.open.article is not article:
                return
            count = self.reading.light_found(text, *places)
            self.say("")  # what was wrong with it while it was typed is so no longer
            if self.desk.prompt.purpose == "find":
                self.desk.prompt.hint(f"{count} found" if count else "not in this article")
            if step:
                self.reading.leave()
                self.reading.step(1)

        self.desk.beside(lambda: find_expression(article.text, pattern), found, "find")

    def _panel(self) -> SidePanel | None:
        return next((panel for panel in self.desk.panels if panel.list is self.desk.asked_from), None)

    # -- saving ------------------------------------------------------------------------------------------

    def _add(self, text: str) -> None:
        """Save a file, a folder, an address, or the text itself; beside the screen, with what came of it."""
        library = self.library
        line = text.strip()
        single = "\n" not in line
        path = Path(line).expanduser() if single and len(line) < 4000 else None
        if path is not None and path.is_dir():
            self.say(f"Saving what is in {printable_line(line, 60)} …")
            self.desk.beside(lambda: self._add_folder(path), self._added, "add", alone=False)
        elif path is not None and (
            path.is_file() or line.startswith(("http://", "https://")) or _looks_like_path(line)
        ):
            self.say(f"Saving {printable_line(line, 60)} …")
            source: str | Path = line if line.startswith(("http://", "https://")) else path
            self.desk.beside(lambda: [library.add(source)], self._added, "add", alone=False)
        else:
            self.say("Saving the text …")
            data = text.encode()
            self.desk.beside(lambda: [library.add("pasted text", data=data)], self._added, "add", alone=False)

    def _add_folder(self, folder: Path) -> list[Added]:
        """Save all that a folder holds, in a thread, saying how far it is; it stops when the program ends."""
        results: list[Added] = []
        for added in self.library.add_many([folder]):
            results.append(added)
            if self.desk.leaving:
                break
            self.desk.soon(
                partial(self.desk.say, f"{len(results)} done … {printable_line(added.source, 60)}")
            )
        return results

    def _added(self, results: list[Added]) -> None:
        saved = [added for added in results if added.article is not None and not added.already_there]
        known = [added for added in results if added.already_there]
        failed = [added for added in results if added.article is None]
        if len(results) == 1 and results[0].article is not None:
            record = results[0].article
            word = "Already here" if known else "Saved"
            self.say(
                f"{word}: {printable_line(record.title, 60)} · {record.minutes} min · {results[0].removed_blocks} blocks removed"
            )
            self.session.list.go_to(record.id)
        elif failed:
            first = failed[0]
            told = f"{len(saved)} saved, {len(failed)} not. {first.source}: {first.error}"
            self.desk.say(told, wrong=True)
        else:
            self.say(f"{len(saved)} saved" + (f", {len(known)} were there already" if known else ""))
        self.desk.shelf.refresh()

    # -- commands ----------------------------------------------------------------------------------------

    def _command(self, text: str) -> None:
        """Do a command. Raises UsageError for one that there is not."""
        if not text.strip():
            return
        command = parse_command(text)
        deeds, words = self.desk.deeds, command.argument
        if command.name == "action":
            self.desk.perform(words)
        elif command.name == "percent":
            self._need_article()
            self.reading.leave()
            self.view.percent(int(words))
        elif command.name in ("q", "help"):
            (deeds.app.back if command.name == "q" else deeds.app.keys)()
        elif command.name == "quit":
            self.desk.flush()
            self.desk.app.exit(0)
        elif command.name == "theme":
            app_deeds = deeds.app
            app_deeds.use_theme(words) if words else app_deeds.theme()
        elif command.name in ("tag", "untag", "add"):
            if words:
                self.submitted(command.name, words)
            else:
                {"tag": deeds.shelf.tag, "untag": deeds.shelf.untag, "add": deeds.library.add}[command.name]()
        elif command.name == "purge":
            count = self.library.purge()
            self.say(f"{count} {'thing' if count == 1 else 'things'} out of the trash, for ever")
        elif command.name == "search":
            deeds.go.search_for(words or None)
        elif command.name == "who" and words:
            deeds.person.open_page(words)
        else:
            self._command_with_words(command.name, words)

    def _command_with_words(self, name: str, words: str) -> None:
        from reader.tui.deeds.library import SORTS

        deeds = self.desk.deeds
        if name == "sort" and not words:
            deeds.library.sort()
        elif name == "sort":
            if words not in dict(SORTS):
                raise UsageError(f"no order “{words}”", "", f"there are {', '.join(dict(SORTS))}")
            deeds.library.sort_by(words)
        elif name == "filter":
            self.desk.show_place("library")
            self.session.list.set_filter(words)
            self.desk.shelf.show()
        elif name == "list":
            self.session.list.query = words
            self.desk.show_place("library")
        elif name == "open":
            self.desk.open_article(self.library.article(words).id, came_from="library")
        elif name == "find":
            self._need_article()
            self.changed("find", words)
            self.submitted("find", words)
        elif name == "width":
            if not words.isdigit():
                raise UsageError("width takes a number of characters", "", ":width 72")
            deeds.article.set_width(int(words))
        elif name == "rename-tag":
            old, comma, new = words.partition(",")
            if not comma:
                raise UsageError("rename-tag takes two tags", "", ":rename-tag old, new")
            count = self.library.rename_tag(old.strip(), new.strip())
            self.desk.shelf.refresh()
            self.done(f"{count} changed")

    def _need_article(self) -> None:
        if self.session.place != "article":
            raise UsageError("no article is open", "", "Enter in the library opens one")


def _listed(text: str) -> list[str]:
    """Tags separated by commas."""
    return [tag.strip() for tag in text.split(",") if tag.strip().lstrip("#")]


def _looks_like_path(line: str) -> bool:
    """A line that names a file, even one that is not there: better an error than a saved file name."""
    return line.startswith(("/", "~/", "./", "../")) and " " not in line.split("/")[-1].strip(".")
