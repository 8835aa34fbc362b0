"""Titles, names, dates, addresses, languages: right where they are said, empty where they are not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Metadata
from reader.cleaning import clean
from reader.cleaning.addresses import absolute, canonical
from reader.cleaning.dates import find_date, iso_date
from reader.cleaning.keywords import distinct
from reader.cleaning.language import detected_language, language_tag
from reader.cleaning.names import author_names
from reader.cleaning.repeats import earlier_likes, likeness
from reader.cleaning.titles import headline_of

PROSE = (
    "<p>"
    + "The council met on Tuesday to talk about the river, and nobody left before midnight. " * 4
    + "</p>"
)


def metadata(head: str, body: str = PROSE, url: str = "") -> Metadata:
    return clean(f"<html><head>{head}</head><body>{body}</body></html>", url=url).metadata


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-03-05T10:11:12Z", "2024-03-05T10:11:12+00:00"),
        ("2024-03-05T10:11:12.123+0530", "2024-03-05T10:11:12+05:30"),
        ("2024-03-05 10:11", "2024-03-05T10:11:00"),
        ("20240305", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:11:12 GMT", "2024-03-05T10:11:12+00:00"),
        ("1709633472", "2024-03-05T10:11:12+00:00"),
        ("March 5, 2024", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("le 5 mars 2024 à 9h30", "2024-03-05T09:30:00"),
        ("2024年3月5日", "2024-03-05"),
        ("2024-13-45", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_iso(value: str, iso: str) -> None:
    assert iso_date(value) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("11:47 GMT04 June 2020", "2020-06-04T11:47:00+00:00"),
        ("Posted: March 5th, 2024 at 4:05 p.m. EST", "2024-03-05T16:05:00-05:00"),
        ("Updated 12:00am, 5 Mar 2024", "2024-03-05T00:00:00"),
        ("in 1953 the dykes broke", ""),
        ("31 February 2020", ""),
    ],
)
def test_a_date_is_found_in_a_line(line: str, iso: str) -> None:
    assert find_date(line) == iso


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Smith", ("Ann Smith",)),
        ("By ANN SMITH and BOB JONES, Staff Writers", ("Ann Smith", "Bob Jones")),
        ("Ann Smith | March 5, 2024", ("Ann Smith",)),
        ("Von Käthe Müller und Peter van der Berg", ("Käthe Müller", "Peter van der Berg")),
        ("Martin Luther King, Jr.", ("Martin Luther King",)),
        ("Ann Smith, political editor", ("Ann Smith",)),
        ("Dr. Ann O'Neill-Smith", ("Dr. Ann O'Neill-Smith",)),
        ("admin", ()),
        ("Reuters Staff", ()),
        ("https://twitter.com/ann", ()),
        ("5 minute read", ()),
        ("村上春樹", ("村上春樹",)),
        ("", ()),
    ],
)
def test_bylines_are_names_alone(value: str, names: tuple[str, ...]) -> None:
    assert author_names([value]) == names


def test_the_sites_own_name_is_no_author() -> None:
    assert author_names(["Parish Record", "Ann Smith"], site="Parish Record") == ("Ann Smith",)


@pytest.mark.parametrize(
    ("address", "base", "result"),
    [
        ("/a b", "https://x.example/y/", "https://x.example/ab"),
        ("c?d=1#e", "https://x.example/y/z", "https://x.example/y/c?d=1#e"),
        ("java\nscript:alert(1)", "https://x.example/", ""),
        ("data:text/html,x", "", ""),
        ("file:///etc/passwd", "https://x.example/", ""),
        ("https://user:secret@x.example/", "", "https://x.example/"),
        ("http://[broken", "", ""),
        ("mailto:a@b.example", "", "mailto:a@b.example"),
        ("relative", "", ""),
        ("//cdn.example/p.png", "https://x.example/", "https://cdn.example/p.png"),
    ],
)
def test_addresses_are_absolute_or_nothing(address: str, base: str, result: str) -> None:
    assert absolute(address, base) == result


def test_a_canonical_address_has_no_tracking() -> None:
    assert (
        canonical("HTTPS://News.Example/a?utm_source=x&id=7&fbclid=q#part") == "https://news.example/a?id=7"
    )
    assert canonical("https://news.example") == "https://news.example/"
    assert canonical("mailto:a@b.example") == ""


@given(st.text(max_size=200))
def test_a_canonical_address_is_canonical(address: str) -> None:
    once = canonical(address)
    assert canonical(once) == once


def test_json_ld_comes_first_and_is_read_with_care() -> None:
    data = {"@graph": [{"@type": "WebSite", "name": "X"}, {
        "@type": ["NewsArticle"], "headline": "The dyke &amp; the river", "author": [{"name": "Ann Smith"}, "Bob Jones"],
        "datePublished": "2024-03-05", "dateModified": "2024-03-06T01:02:03Z", "publisher": {"name": "The Record"}, "keywords": "a, b,A",
    }]}  # fmt: skip
    article = clean(
        f'<html><head><title>x</title><script type="application/ld+json">{json.dumps(data)}</script></head><body>{PROSE}'
    )
    found = article.metadata
    assert (found.title, found.site, found.published, found.modified) == (
        "The dyke & the river",
        "The Record",
        "2024-03-05",
        "2024-03-06T01:02:03+00:00",
    )
    assert found.byline == ("Ann Smith", "Bob Jones")
    assert article.keywords == ("a", "b")


@pytest.mark.parametrize(
    "raw",
    [
        "{",
        "[" * 100_000,
        '{"@type":"Article","headline":' + "9" * 6_000 + "}",
        '{"@type": "Article", "author": {"name": {"name": {}}}}',
        "null",
        '"x"',
    ],
)
def test_broken_json_ld_is_left_alone(raw: str) -> None:
    assert (
        metadata(f'<title>The dyke at dawn</title><script type="application/ld+json">{raw}</script>').title
        == "The dyke at dawn"
    )


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>The dyke holds through the night | The Record</title>",
            "",
            "The dyke holds through the night",
        ),
        (
            '<title>The Record - Dyke holds</title><meta property="og:site_name" content="The Record">',
            "",
            "Dyke holds",
        ),
        (
            "<title>War – and peace – in the parish</title>",
            "<h1>War – and peace – in the parish</h1>",
            "War – and peace – in the parish",
        ),
        ('<title>x</title><meta property="og:title" content="The card says so">', "", "The card says so"),
        ("", "<h1>Only a heading</h1>", "Only a heading"),
        ("<title>Dyke: a history | Record</title>", "<h1>Dyke: a history</h1>", "Dyke: a history"),
    ],
)
def test_titles_lose_the_name_of_their_site(head: str, body: str, title: str) -> None:
    assert metadata(head, body + PROSE).title == title


def test_what_a_page_does_not_say_is_unknown() -> None:
    found = metadata("", "<p>Zxq vwk prl mnt.</p>")
    assert (found.byline, found.published, found.language, found.site, found.image) == ((), "", "", "", "")
    assert found.title_derived


def test_a_canonical_link_that_names_the_front_page_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://news.example/">'
    assert (
        metadata(head, url="https://news.example/dyke?gclid=1").canonical_url == "https://news.example/dyke"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The council met on the river and it was not clear to anyone what would have been said by those who had left in the night.",
            "en",
        ),
        (
            "Der Rat traf sich am Fluss und es war nicht klar, was die Leute gesagt haben, die in der Nacht nach Hause gegangen sind.",
            "de",
        ),
        (
            "Le conseil est réuni sur la rive et il n'est pas clair pour tous ce que les gens qui sont partis dans la nuit ont dit.",
            "fr",
        ),
        (
            "El consejo se reunió en la orilla del río y no estaba claro para nadie lo que las personas que se fueron por la noche han dicho.",
            "es",
        ),
        (
            "Il consiglio si è riunito sulla riva del fiume e non era chiaro che cosa le persone che sono partite nella notte hanno detto per gli altri.",
            "it",
        ),
        (
            "O conselho se reuniu na margem do rio e não estava claro para os moradores o que as pessoas que foram embora à noite disseram.",
            "pt",
        ),
        (
            "De raad kwam bijeen aan de rivier en het was niet duidelijk wat de mensen die in de nacht zijn vertrokken er over hebben gezegd.",
            "nl",
        ),
        ("Совет собрался у реки, и никому не было ясно.", "ru"),
        ("評議会は川で会いました。誰も帰りませんでした。", "ja"),
        ("위원회는 강에서 만났습니다.", "ko"),
        ("اجتمع المجلس عند النهر", "ar"),
        ("המועצה נפגשה ליד הנהר", "he"),
        ("Το συμβούλιο συναντήθηκε στο ποτάμι", "el"),
        ("ok", ""),
    ],
)
def test_languages_are_told_by_script_and_small_words(text: str, language: str) -> None:
    assert detected_language(text) == language


def test_declared_languages_are_tags() -> None:
    assert [language_tag(value) for value in ("EN", "pt_br", "zh-Hans", "x y", "und", "<b>")] == [
        "en",
        "pt-BR",
        "zh-Hans",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("The dyke held.", "The dyke held"),
        ("After weeks of talks that nobody in the parish had followed, the council granted the dyke by a single voice on Tuesday.",
         "The council granted the dyke by a single voice on Tuesday"),
        ("The council of the old parish granted the long debated dyke on Tuesday, while the farmers of both banks waited in the rain outside.",
         "The council of the old parish granted the long debated dyke on Tuesday"),
        ("Who pays for the dyke? Nobody knows.", "Who pays for the dyke?"),
        ("The first of six wheels was lowered on Monday into the strait between the islands of Skerra and Vane by two barges.",
         "The first of six wheels was lowered on Monday into the strait"),
    ],
)  # fmt: skip
def test_a_title_is_cut_where_a_clause_ends(lead: str, title: str) -> None:
    assert headline_of(lead) == title


@given(
    st.lists(
        st.sampled_from("the council, of which and granted dyke (old) — “so” rain".split()),
        min_size=1,
        max_size=60,
    ).map(" ".join)
)
def test_a_derived_title_is_short_and_from_the_text(lead: str) -> None:
    title = headline_of(lead + ".")
    assert len(title) <= 90
    assert title.rstrip("…").lower() in (lead + ".").lower()


def test_keywords_do_not_repeat() -> None:
    assert distinct(["Huawei", "huawei", " HUAWEI ", "", "#5G", "x" * 99]) == ("Huawei", "5G")


def test_near_repeats_point_to_the_first() -> None:
    said = "The firm said on Monday that it will raise its spending on new networks in spite of the ban."
    again = "On Tuesday the firm said on Monday that it will raise its spending on new networks in spite of the ban."
    assert earlier_likes([said, "Something else entirely was said by other people there.", again, said]) == {
        2: 0,
        3: 0,
    }
    assert likeness(said, "Nothing like it was ever heard.") == 0.0


def test_an_author_whom_the_data_only_points_at_is_found() -> None:
    data = (
        '{"@graph": [{"@type": "BlogPosting", "author": {"@id": "#p1"}},'
        ' {"@type": "Person", "@id": "#p1", "name": "Ilse Brandt"}]}'
    )
    article = clean(f'<script type="application/ld+json">{data}</script>{PROSE}', kind="html")
    assert article.metadata.byline == ("Ilse Brandt",)


def test_links_to_the_pages_of_authors_are_their_names_and_those_further_down_are_others() -> None:
    article = clean(
        '<h1>Ice on the harbour</h1><div><p><span><a href="/author/ilse-brandt">Ilse Brandt</a> &amp; '
        f'<a href="/author/rui-saramago/">Rui Saramago</a></span></p></div>{PROSE}'
        '<div><ul><li><a href="/author/anna-holm">Anna Holm</a></li></ul></div>',
        kind="html",
    )
    assert article.metadata.byline == ("Ilse Brandt", "Rui Saramago")


@pytest.mark.parametrize(
    "heading",
    [
        "Ice on the harbour Posted on July 1, 2024",
        "Jul 1 2024 Ice on the harbour",
        "Blog: Ice on the harbour",
    ],
)
def test_a_date_or_label_in_the_heading_is_no_part_of_the_title(heading: str) -> None:
    article = clean(
        f"<title>Ice on the harbour</title><h1>{heading}</h1>{PROSE}",
        kind="html",
    )
    assert article.metadata.title == "Ice on the harbour"


def test_a_date_with_dots_is_read_day_first_and_a_change_is_no_publication() -> None:
    dated = clean(f'<h1>Ice</h1><p class="date">17.05.2021. Updated: 19.05.2021</p>{PROSE}', kind="html")
    assert dated.metadata.published == "2021-05-17"
    changed = clean(f'<h1>Ice</h1><p class="date">Updated: 19.05.2021</p>{PROSE}', kind="html")
    assert changed.metadata.published == ""
