"""What a careful reader finds in each sample article; written from reading them, before any code had.

Each name and quote is `strict` where a program that does its job must find it too, and not where a good
reader needs knowledge or inference that rules may lack: such a one is counted, not demanded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["GOLDEN", "Golden", "Name", "Said"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place that the article names. `also` are its other forms."""

    name: str
    strict: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of speech: its first words inside the marks, and who says them (empty: it is not said)."""

    words: str
    speaker: str
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Golden:
    """One sample as a reader knows it."""

    file: str
    kind: Literal["html", "text", "markdown"]
    title: str
    byline: tuple[str, ...]
    published: str
    language: str
    blocks: tuple[int, int]
    """How many blocks the article has: bounds, since a title or standfirst may stand among them or not."""
    headings: tuple[str, ...]
    first: str
    last: str
    """Words that stand in the first and in the last paragraph of the body."""
    site: str = ""
    absent: tuple[str, ...] = ()
    """Words of furniture that must not stand in the text."""
    people: tuple[Name, ...] = ()
    organisations: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()
    speech: tuple[Said, ...] = ()
    phrases: tuple[str, ...] = ()
    """Words in quotation marks that nobody says: terms, titles, scare-quotes."""
    kinds: tuple[str, ...] = ()
    """Kinds of blocks that must be among the article's, beyond paragraphs."""
    keywords: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


def _loose(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name, strict=False) for name in names)


def _strict(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name) for name in names)


GOLDEN = (
    Golden(
        file="start-here.md",
        kind="markdown",
        title="Start here",
        byline=("The makers of Reader",),
        published="2026-01-05",
        language="en",
        site="Reader",
        blocks=(33, 36),
        headings=("Moving", "Who and what", "Marking", "Finding", "Making room", "Your own reading"),
        first="This article teaches the program by being read.",
        last="they do not come back",
        absent=("keywords:", "```", "---"),
        people=(
            Name("Nora Lindqvist", also=("Lindqvist", "Nora")),
            Name("Tomas Okafor", also=("Okafor",)),
        ),
        organisations=(Name("The Harbour Street Reading Society", also=("the Society",)),),
        places=_strict("Bergen", "Lisbon"),
        speech=(
            Said("A book you have not written in", "Nora Lindqvist"),
            Said("Nora writes in ink", "Tomas Okafor"),
            Said("and that is the whole difference", "Tomas Okafor", strict=False),
        ),
        kinds=("heading", "list_item", "table", "code"),
        keywords=("tutorial", "keys", "first steps"),
    ),
    Golden(
        file="harbour-bell.html",
        kind="html",
        title="Port Ellory votes to ring its storm bell again",
        byline=("Catriona Bell",),
        published="2024-10-17",
        language="en-GB",
        site="The Skerry Post",
        blocks=(16, 20),
        headings=("A narrow vote", "What the ringers will do"),
        first="The storm bell of Port Ellory, which has hung without a clapper",
        last="please do not wait to be told twice",
        absent=("Weather", "Tides", "Registered office", "©"),
        people=(
            Name("Magnus Tulloch"),
            Name("Ishbel Rennie", also=("Rennie",)),
            Name("Peter Sclater", also=("Sclater",)),
            Name("Hanne Vestergaard"),
            Name("Ailsa Tulloch"),
        ),
        organisations=(
            Name("Northlight Acoustics"),
            Name("Ellory Island Council"),
        ),
        places=(
            Name("Port Ellory"),
            Name("Inverness"),
            Name("Aberdeen"),
            Name("Bergen"),
            *_loose("Hecla Hill", "Quay Street", "Braehead", "Asten"),
        ),
        speech=(
            Said("We had eleven boats", "Magnus Tulloch"),
            Said("I got to six of them", "Magnus Tulloch", strict=False),
            Said("I am asking for a warning", "Ishbel Rennie"),
            Said("It weighs 340 kilograms", "Ishbel Rennie", strict=False),
            Said("A bell tells you that something is wrong", "Peter Sclater", strict=False),
            Said("It does not tell you what", "Peter Sclater", strict=False),
            Said("People hear the number 350", "Hanne Vestergaard"),
            Said("I was on the pier that night", "Ailsa Tulloch", strict=False),
            Said("I lost the vote", "Peter Sclater", strict=False),
        ),
        phrases=("bell sceptics",),
        kinds=("heading", "quote"),
        keywords=("Port Ellory", "storm bell", "harbour", "council"),
    ),
    Golden(
        file="the-long-margin.md",
        kind="markdown",
        title="The long margin",
        byline=("Leonora Ashby",),
        published="2023-11-02",
        language="en-GB",
        site="The Halfway Review",
        blocks=(33, 36),
        headings=(
            "The borrower who paid interest",
            "Reasons for writing things down",
            "The margin that was too small",
            "A woman saying no in an empty room",
            "Reading around her",
        ),
        first="My aunt Winifred left me nine hundred books",
        last="should go to a charity",
        absent=("[^1]", "subtitle:"),
        people=(
            Name("Samuel Taylor Coleridge", also=("Coleridge",)),
            Name("Aubrey Finch"),
            Name("Charles Lamb", also=("Lamb",)),
            Name("Edgar Allan Poe", also=("Poe",)),
            Name("Isaac Newton", also=("Newton",)),
            Name("Pierre de Fermat", also=("Fermat",)),
            Name("Daniel Bomberg"),
            Name("Thomas Browne", strict=False),
            *_loose("Winifred", "Montaigne", "Darwin", "Clementine", "Rashi", "Diophantus", "Samuel", "Trollope"),
        ),
        places=(*_strict("Venice", "Michigan"), *_loose("Ludlow", "Hereford", "Toulouse")),
        speech=(
            Said("It's a pity", "Aubrey Finch"),
            Said("he will return them", "Charles Lamb", strict=False),
            Said("In getting my books", "Edgar Allan Poe", strict=False),
            Said("I have talked all the way through", "Winifred", strict=False),
        ),
        phrases=("remember this paragraph",),
        kinds=("heading", "footnote"),
    ),
    Golden(
        file="clocks.md",
        kind="markdown",
        title="The two clocks in your computer, and which one to ask",
        byline=("Priya Raghunathan",),
        published="2025-03-11",
        language="en",
        site="Small Machines",
        blocks=(28, 31),
        headings=(
            "Wall time and monotonic time",
            "The bug, in nine lines",
            "How often does a clock step?",
            "What about leap seconds?",
            "A short checklist",
        ),
        first="Last spring a queue that I look after",
        last="I had simply handed it the wrong clock",
        absent=("```", "tags:"),
        people=_strict("Marek Dvořák"),
        organisations=_loose("General Conference on Weights and Measures"),
        speech=(
            Said("You did not have a clock problem", "Marek Dvořák"),
            Said("You had a clock that was being looked after", "Marek Dvořák", strict=False),
        ),
        kinds=("heading", "table", "code", "list_item"),
        keywords=("time", "python", "bugs"),
    ),
    Golden(
        file="the-type-under-the-floor.html",
        kind="html",
        title="“Every letter is a promise about the next one”: an interview with Ilse Marchetti",
        byline=("Joaquim Serra",),
        published="2022-05-20",
        language="en",
        site="Hand & Machine",
        blocks=(20, 25),
        headings=(),
        first="In the autumn of 2016 a plumber in Trieste",
        last="The floor will be on show",
        absent=("Log in", "Get the next issue by e-mail", "Subscribe", "ISSN"),
        people=(
            Name("Ilse Marchetti"),
            Name("Bruno Cossutta", also=("Cossutta",)),
            Name("Zdenka Horvat"),
            Name("Anton Leskovar"),
        ),
        organisations=(
            Name("Museo della Stampa Adriatica", strict=False),
            Name("Bora Type Foundry", strict=False),
        ),
        places=(*_strict("Trieste", "Zagreb", "Ljubljana", "Vienna", "Rome"), Name("Gorizia", strict=False)),
        speech=(
            Said("The man who made this was left-handed", "Zdenka Horvat", strict=False),
            Said("If you move one of those", "Ilse Marchetti", strict=False),
        ),
    ),
    Golden(
        file="cooler-streets.md",
        kind="markdown",
        title="Nine ways to cool a street, from cheapest to dearest",
        byline=("Osei Bartholomew",),
        published="2024-07-08",
        language="en",
        site="The Paving Stone",
        blocks=(31, 35),
        headings=(
            "1. Open the shutters at night",
            "2. Water the street, but at dawn",
            "3. Give people a seat in the shade that is there already",
            "4. Paint the roofs",
            "5. Stretch cloth across the road",
            "6. Name the heat",
            "7. Lift the asphalt where no one drives",
            "8. Plant trees, and then look after them",
            "9. Bring back the stream",
            "What I would do first",
        ),
        first="A street on a hot afternoon is a machine",
        last="The other eight will still be waiting",
        absent=("keywords:",),
        people=_strict("Amparo Ruiz", "Ernesto Villar"),
        places=(*_strict("Seville", "Paris", "Medellín"), *_loose("Valdeflores", "Calle del Molino")),
        speech=(
            Said("I had stopped going", "Amparo Ruiz"),
            Said("Now I do it in four sits", "Amparo Ruiz", strict=False),
            Said("You could have air-conditioned", "Ernesto Villar"),
        ),
        kinds=("heading", "list_item", "quote"),
        keywords=("cities", "heat", "trees", "shade"),
    ),
    Golden(
        file="der-letzte-faehrmann.md",
        kind="markdown",
        title="Der letzte Fährmann von Altwieden",
        byline=("Friederike Haas",),
        published="2023-09-28",
        language="de",
        site="Oderblatt",
        blocks=(20, 23),
        headings=("Dreizehn Autos, eine Kuh", "Zu wenig Wasser", "Was die Leute sagen", "Die letzte Fahrt"),
        first="Um zehn vor sechs macht Henryk Domański die Kette los",
        last="Der Pegel steht an diesem Morgen auf 1,43 Meter",
        absent=("tags:",),
        people=(
            Name("Henryk Domański", also=("Domański",)),
            Name("Lena Wuttke", strict=False, also=("Wuttke",)),
            Name("Sabine Krol", strict=False, also=("Krol",)),
            *_loose("Heinrich Domanski", "Zofia"),
        ),
        organisations=_loose("Institut für Binnengewässer", "Europäische Union", "Auenbund", "Gierseil"),
        places=(*_loose("Frankfurt", "Polen", "Cottbus", "Oder", "Altwieden", "Stary Wiadun"),),
        speech=(
            Said("Der Fluss fährt", "Henryk Domański", strict=False),
            Said("Die Kuh war die Einzige", "Henryk Domański", strict=False),
            Said("Eine Gierseilfähre ist ein Messgerät", "Lena Wuttke", strict=False),
            Said("Ich verstehe alle drei", "Sabine Krol", strict=False),
            Said("Mein Großvater hat immer gesagt", "Henryk Domański", strict=False),
            Said("Vorsicht, Ufer!", "Zofia", strict=False),
        ),
        phrases=("Gierseil",),
        kinds=("heading", "table"),
        keywords=("Oder", "Fähre", "Grenze"),
    ),
    Golden(
        file="the-shed-that-lends-out-everything.html",
        kind="html",
        title="The shed that lends out everything",
        byline=("Delphine Obuya",),
        published="2023-05-13",
        language="en-GB",
        site="The Tidewater Courier",
        blocks=(20, 26),
        headings=("Rule one", "What is borrowed, and what is not", "The end of the lease"),
        first="On a Saturday morning in Marlock",
        last="Ask at counter",
        absent=(
            "cookies", "214 partners", "Accept all", "Advertisement", "Sign up", "Subscribe", "Read more",
            "repair café", "Share on Facebook", "Tweet", "Most read", "marmalade", "boatshed_bill", "Moderator",
            "Comments are moderated", "free articles left", "Terms and conditions", "regional press awards",
            "dataLayer", "More from Features", "Support local journalism", "Skip to main content",
        ),
        people=(
            Name("Winnie Achebe"),
            Name("Chidi Achebe", also=("Chidi",)),
            Name("Samira Lindqvist", also=("Lindqvist",)),
            Name("Gareth Molyneux"),
        ),
        organisations=(
            Name("Marlock Omnibus Company"),
            Name("Pennine Centre for Local Wealth"),
            Name("Tidewater Council"),
            Name("The Shed", strict=False),
        ),
        places=(Name("Leeds"), Name("Manchester"), *_loose("Marlock", "Cinder Lane", "England")),
        speech=(
            Said("The average drill in this country", "Winnie Achebe"),
            Said("People are not careless", "Chidi Achebe"),
            Said("Everybody gives us a fondue set", "Winnie Achebe"),
            Said("It is not much", "Samira Lindqvist"),
            Said("I have a ladder of theirs", "Gareth Molyneux", strict=False),
        ),
        kinds=("heading", "list_item", "table", "figure"),
        keywords=("sharing", "tools", "Marlock", "repair", "libraries"),
    ),
    Golden(
        file="one-sentence-four-scripts.md",
        kind="markdown",
        title="One sentence, four scripts",
        byline=("Mei-Lin Achterberg",),
        published="2024-02-24",
        language="en",
        blocks=(29, 33),
        headings=(
            "First hour: what it says",
            "Second hour: what it does",
            "Third hour: what it looks like",
            "What was agreed",
        ),
        first="On the last Saturday of the month a dozen people",
        last="Ask me when it rains",
        absent=("tags:",),
        people=(
            Name("Haruka Ishiguro-Smit", also=("Ishiguro-Smit",)),
            Name("Pieter van Houten", also=("Van Houten",)),
            Name("Park Seo-yun", strict=False, also=("Park",)),
            Name("Wen Jiayi", strict=False, also=("Wen",)),
            Name("Bas", strict=False),
        ),
        places=(Name("Rotterdam"), Name("Matsuyama", strict=False)),
        speech=(
            Said("The rain has stopped", "Haruka Ishiguro-Smit"),
            Said("That is not a translation", "Haruka Ishiguro-Smit", strict=False),
            Said("If there are many, it is a landscape", "Pieter van Houten", strict=False),
            Said("In Chinese we have the same freedom", "Wen Jiayi", strict=False),
            Said("It is not grammar", "Park Seo-yun", strict=False),
            Said("Nothing turns into anything", "Bas", strict=False),
            Said("Ask me when it rains", "Haruka Ishiguro-Smit", strict=False),
        ),
        phrases=("Tea and Words",),
        kinds=("heading", "quote", "table"),
        keywords=("translation", "tea", "emoji"),
    ),
    Golden(
        file="scraped-tidal-power.txt",
        kind="text",
        title="",
        byline=(),
        published="2022-03-14",
        language="en",
        blocks=(13, 13),
        headings=(),
        first="The first of six turbines has been lowered",
        last="At Skerra they say that about everything",
        absent=(
            "Watch Live", "Copy short link", "House rules", "Join the debate", "Reply via", "Ready When It Is Ready",
            "07:25 GMT",
        ),
        people=(
            Name("Ragnhild Moe", also=("Moe",)),
            Name("Douglas Pryde", also=("Pryde",)),
            Name("Eilif Grant"),
            Name("Amrita Sandhu"),
        ),
        organisations=(
            Name("Northern Tide"),
            Name("Skerra Creel Association", also=("Association",)),
            Name("Seal Watch", strict=False),
        ),
        places=(
            *_strict("Trondheim", "Aberdeen", "Edinburgh", "Rotterdam", "Nova Scotia"),
            *_loose("Skerra", "Holm Sound", "Brittany", "Orkney Islands", "Europe"),
        ),
        speech=(
            Said("We have been told for nine years", "Ragnhild Moe"),
            Said("This morning the sea and I", "Ragnhild Moe", strict=False),
            Said("I do not love it", "Eilif Grant"),
            Said("Nobody has shown that the blades are dangerous", "Amrita Sandhu"),
        ),
        phrases=("premature",),
        keywords=(
            "tidal power", "turbines", "Skerra", "Holm Sound", "Ragnhild Moe", "Northern Tide", "Douglas Pryde",
            "seals",
        ),
        related=(
            "Minister Says Cable to Skerra 'Will Be Ready When It Is Ready'",
            "Seal Pups Counted From the Air for the First Time",
            "Northern Tide Shares Rise After Storm Test",
            "Brittany Fishermen Win Wider Channel Past Turbines",
        ),
    ),
)  # fmt: skip
