"""Saved searches: kept under a name, counted now, undone like all else."""

from __future__ import annotations

import pytest

from reader.errors import NotFound, UsageError
from reader.library.library import Library
from reader.search.query import QueryError


def test_a_saved_search_counts_what_it_finds_now(library: Library, harbour: str, orchard: str) -> None:
    library.save_search("Unread", "is:unread")
    library.save_search("Winter notes", "in:notes winter")
    library.note(harbour, "Compare with last winter")
    counts = {saved.name: (saved.finds, saved.count) for saved in library.searches(counts=True)}
    assert counts == {"Unread": ("articles", 2), "Winter notes": ("marks", 1)}
    library.mark([harbour], state="read")
    assert {saved.name: saved.count for saved in library.searches(counts=True)}["Unread"] == 1


def test_saving_under_a_name_that_is_there_gives_it_the_new_query(library: Library) -> None:
    first = library.save_search("Short", "minutes:<5")
    second = library.save_search("short", "minutes:<9")
    assert second.id == first.id
    assert [saved.query for saved in library.searches()] == ["minutes:<9"]
    library.undo()
    assert [(saved.name, saved.query) for saved in library.searches()] == [("Short", "minutes:<5")]


def test_a_saved_search_is_renamed_and_deleted_and_comes_back(library: Library) -> None:
    library.save_search("One", "is:starred")
    library.save_search("Two", "is:read")
    assert library.rename_search("one", "Starred").name == "Starred"
    with pytest.raises(UsageError):
        library.rename_search("Two", "starred")
    library.delete_search("Starred")
    assert [saved.name for saved in library.searches()] == ["Two"]
    library.undo()
    assert [saved.name for saved in library.searches()] == ["Starred", "Two"]
    with pytest.raises(NotFound):
        library.delete_search("never saved")


def test_a_query_that_cannot_be_read_is_not_saved(library: Library) -> None:
    with pytest.raises(QueryError):
        library.save_search("Wrong", "in:nowhere")
    with pytest.raises(UsageError):
        library.save_search("  ", "is:read")
    assert library.searches() == []
