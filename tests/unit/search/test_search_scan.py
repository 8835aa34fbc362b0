"""The index answers as a plain scan does, for random stores and random queries; its places hold what was
asked."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.answers import search
from reader.search.facets import facets
from reader.search.folding import folded_words
from reader.search.index import FULL_TEXT, SearchIndex
from reader.search.matching import Matcher, positive_terms
from reader.search.query import And, Node, Not, Or, Phrase, Query, Word, parse
from reader.search.values import FINDABLE_KINDS, ArticleFacts, Findable
from tests.unit.search.search_scan import forms_in_library, forms_of, found

TODAY = date(2026, 5, 20)
WORDS = (
    "run runs running runner hope hopes hoping Río rio naïve naive co\u00adoperate cooperate ﬁne fine 中国 国 国人 don’t "
    "don't Łódź lodz 😀 x² news new été e\u0301te\u0301 한국 l'été straße strasse well-known known … — a ab abc 7 £5 Häuser Haus hauses schön "
    "schon naciones nación Kinder Kind 東京都 京都 서울시 서울에서 книги книга новый нового ﬃne cafés café"
).split()
ARTICLES = ("a1", "a2", "a3")
TAGS = ("work", "work/plans", "Wörk", "two words", "x")

words = st.sampled_from(WORDS)
texts = st.lists(
    st.tuples(words, st.sampled_from([" ", "\n", "\n\n", ", ", " “", "— "])), min_size=1, max_size=9
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
names = st.sampled_from(["", "Ann Río", "Ríos", "Ann Lee", "Lee"])
times = st.integers(-40, 0).map(lambda ago: (TODAY + timedelta(days=ago)).isoformat() + "T09:00:00.000Z")
facts = st.builds(
    ArticleFacts,
    article_id=st.just(""),
    title=texts,
    byline=names,
    site=st.sampled_from(["example.org", "Blog of Río", ""]),
    language=st.sampled_from(["en", "en-gb", "de", "de-AT", "es", "ru", "zh", ""]),
    published=st.sampled_from(["2026-05-19", "2025", "2026-01", "", "2026-05-20T08:00:00Z"]),
    added=times,
    minutes=st.integers(0, 12),
    state=st.sampled_from(["unread", "reading", "read"]),
    starred=st.booleans(),
    archived=st.booleans(),
    later=st.booleans(),
    progress=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    finished=st.one_of(st.just(""), times),
    trashed=st.sampled_from([False, False, False, True]),
    tags=st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
)


@st.composite
def stores(draw: st.DrawFn) -> tuple[list[ArticleFacts], list[Findable]]:
    """Up to three articles with a body each, and things of all other kinds that belong to them."""
    known = [draw(facts) for _ in range(draw(st.integers(1, 3)))]
    known = [replace(fact, article_id=id) for fact, id in zip(known, ARTICLES, strict=False)]
    findables: list[Findable] = []
    for fact in known:
        body = draw(texts)
        findables.append(
            Findable(
                f"body:{fact.article_id}", "article", fact.article_id, fact.article_id, body, 0, len(body)
            )
        )
        for number in range(draw(st.integers(1, 4))):
            kind = draw(st.sampled_from([kind for kind in FINDABLE_KINDS if kind != "article"]))
            text, start, end = draw(texts), None, None
            if kind in ("highlight", "quote", "entity"):
                start = draw(st.integers(0, len(body)))
                end = draw(st.integers(start, len(body)))
                text = body[start:end] if kind != "entity" else text
            findables.append(
                Findable(
                    f"{kind}:{fact.article_id}:{number}", kind, fact.article_id, f"{fact.article_id}:{number}", text,
                    start, end, draw(names) if kind in ("quote", "entity") else "",
                    tuple(draw(st.lists(st.sampled_from(TAGS), max_size=1))),
                    draw(st.one_of(st.just(""), times)), kind == "highlight" and draw(st.booleans()),
                    "person" if kind == "entity" else "",
                )
            )  # fmt: skip
    return known, findables


FIELD_VALUES = {
    "title": ["río", "runs", "fine run"], "author": ["río", "ann*", "ann lee"], "site": ["río", "example"],
    "tag": ["work", "wor*", "two words", "work/plans", "none"],
    "in": ["notes", "highlights", "quotes", "articles", "titles", "entities"],
    "who": ["río", "ann", "Ann Lee", "run"], "said": ["río", "ann", "Ann Lee"],
    "is": ["unread", "reading", "read", "starred", "inbox", "later", "archived", "orphan", "trashed"],
    "has": ["note", "highlight", "tag"],
    "minutes": ["<5", ">=5", "3..7", "4", ">11", "<0"], "left": ["<5", "0", "1..3", ">=2"], "lang": ["en", "de", "en-gb"],
}  # fmt: skip
DATES = [
    "7d", "2026", "2026-01", "2026-05-19", "2026-05-01..2026-05-10", ">=2026-05-15", "<2026-05-15", "..2026-05", "2w",
    "today", "yesterday", ">2026-05-15", "<=2026-05", "=2026-05",
]  # fmt: skip
FIELDS = [
    parse(f'{name}:"{value}"').root
    for name, values in [
        *FIELD_VALUES.items(),
        ("added", DATES),
        ("published", DATES),
        ("created", DATES),
        ("finished", DATES),
    ]
    for value in values
]
fields: st.SearchStrategy[Node] = st.sampled_from([field for field in FIELDS if field is not None])
terms: st.SearchStrategy[Node] = st.one_of(
    words.map(Word),
    words.map(lambda word: Word(word[:2], prefix=True)),
    st.tuples(words, st.integers(0, 3), st.integers(1, 4)).map(
        lambda cut: Word(cut[0][cut[1] :][: cut[2]].strip("*") or "a", inside=True)
    ),
    st.lists(words, min_size=1, max_size=2).map(lambda parts: Phrase(" ".join(parts))),
)
leaves = st.one_of(terms, fields)
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda node: node.part if isinstance(node, Not) else Not(node)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=5,
)
worded = st.lists(terms, min_size=1, max_size=3).map(
    lambda parts: And(tuple(parts)) if len(parts) > 1 else parts[0]
)
sorts = st.sampled_from(["", "", "relevance", "added", "title", "minutes"])
queries = st.builds(Query, st.one_of(nodes, worded), sorts)


def index_of(known: list[ArticleFacts], findables: list[Findable]) -> sqlite3.Connection:
    """Some articles are known before their things are put, some after: it makes no difference."""
    connection = sqlite3.connect(":memory:")
    index = SearchIndex()
    index.create(connection)
    for fact in known[:1]:
        index.put_article(connection, fact)
    index.put(connection, findables)
    for fact in known[1:]:
        index.put_article(connection, fact)
    return connection


@settings(max_examples=400, deadline=None)
@given(stores(), queries)
def test_the_index_answers_as_a_plain_scan(
    store: tuple[list[ArticleFacts], list[Findable]], query: Query
) -> None:
    known, findables = store
    hits = search(index_of(known, findables), query, today=TODAY, limit=1000)
    keys = {(findable.kind, findable.item_id): findable.key for findable in findables}
    got = [keys[hit.kind, hit.item_id] for hit in hits]
    assert len(got) == len(set(got))
    assert set(got) == found(query, findables, known, TODAY)


CJK = st.text(alphabet="中国人民大学東京都日本한국서울사람 \n", min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(CJK, CJK)
def test_writing_without_spaces_is_found_by_any_part_of_it(text: str, part: str) -> None:
    wanted = "".join(part.split())
    index = index_of([ArticleFacts("a1", "")], [Findable("n", "note", "a1", "n", text)])
    for query in (f'"{wanted}"', wanted, f"*{wanted}*"):
        hits = search(index, parse(query), today=TODAY)
        assert bool(hits) == (bool(wanted) and wanted in "".join(text.split())) or not wanted
        assert all(
            any(wanted in "".join(lit.of(hit.context).split()) for lit in hit.lit) for hit in hits if wanted
        )


@settings(max_examples=25, deadline=None)
@given(stores(), terms)
def test_each_filter_answers_as_a_plain_scan(
    store: tuple[list[ArticleFacts], list[Findable]], term: Node
) -> None:
    known, findables = store
    connection = index_of(known, findables)
    keys = {(findable.kind, findable.item_id): findable.key for findable in findables}
    mixed = [root for field in FIELDS for root in (field, Or((term, field)), And((term, Not(field))))]
    for root in (None, *mixed):
        hits = search(connection, Query(root), today=TODAY, limit=1000)
        assert {keys[hit.kind, hit.item_id] for hit in hits} == found(Query(root), findables, known, TODAY), (
            str(root)
        )


@settings(max_examples=150, deadline=None)
@given(stores(), queries)
def test_a_facet_counts_what_the_query_finds_with_that_filter_beside_it(
    store: tuple[list[ArticleFacts], list[Findable]], query: Query
) -> None:
    known, findables = store
    counted = facets(index_of(known, findables), query, today=TODAY)
    assert counted.total == len(found(query, findables, known, TODAY))
    assert counted.complete
    for facet in (*counted.kinds, *counted.tags, *counted.people, *counted.sites, *counted.years):
        narrowing = parse(facet.query).root
        assert narrowing is not None
        both = narrowing if query.root is None else And((query.root, narrowing))
        assert facet.count == len(found(Query(both), findables, known, TODAY)), facet
        assert facet.count
    assert sum(facet.count for facet in counted.kinds) == counted.total


@settings(max_examples=150, deadline=None)
@given(stores(), st.lists(st.one_of(words.map(Word), words.map(Phrase)), min_size=1, max_size=2))
def test_a_hit_stands_where_the_text_holds_what_was_asked(
    store: tuple[list[ArticleFacts], list[Findable]], asked: list[Word | Phrase]
) -> None:
    known, findables = store
    root: Node = asked[0] if len(asked) == 1 else Or(tuple(asked))
    bodies = {findable.article_id: findable.text for findable in findables if findable.kind == "article"}
    texts_of = {(findable.kind, findable.item_id): findable for findable in findables}
    if not positive_terms(root):
        return
    forms = forms_in_library(known, findables)
    typed = [node.text for node in asked if isinstance(node, Word) and len(folded_words(node.text)) == 1]
    matcher = Matcher(
        positive_terms(root),
        {folded_words(text)[0]: forms_of(text, folded_words(text)[0], forms) for text in typed},
    )
    for hit in search(index_of(known, findables), Query(root), today=TODAY, limit=1000):
        lit = [place.of(hit.context) for place in hit.lit]
        if hit.kind in ("article", "highlight", "quote") and not texts_of[hit.kind, hit.item_id].orphan:
            assert hit.start is not None
            assert hit.end is not None
            place = bodies[hit.article_id][hit.start : hit.end]
            assert matcher.matches(place)
            assert folded_words(place)
            assert any(folded_words(piece) for piece in lit)
        if hit.kind in ("note", "title"):
            assert any(matcher.matches(piece) for piece in lit)
        assert "\n" not in hit.context


@settings(max_examples=60, deadline=None)
@given(stores(), st.randoms(use_true_random=False))
def test_what_is_taken_out_leaves_nothing_behind(
    store: tuple[list[ArticleFacts], list[Findable]], random: object
) -> None:
    known, findables = store
    connection = index_of(known, findables)
    index = SearchIndex()
    shuffled = sorted(findables, key=lambda findable: hash((findable.key, str(random))))
    index.put(connection, shuffled)  # once more: it replaces
    index.remove(connection, [findable.key for findable in shuffled[: len(shuffled) // 2]] + ["no such key"])
    for fact in known:
        index.put_article(connection, fact)
        index.remove_article(connection, fact.article_id)
    for table in ("search_findables", "search_facts", "search_item_tags", "search_article_tags"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    for table in (*dict.fromkeys(FULL_TEXT.values()), "search_names", "search_headings"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.left_over USING fts5vocab(main, {table}, 'instance')")
        assert connection.execute("SELECT term FROM temp.left_over").fetchall() == []
        connection.execute("DROP TABLE temp.left_over")
