"""A statement in another language than its words, and a language whose negations the checks do not know."""

from __future__ import annotations

import pytest

from summarizer.check.language import comparable, in_english, language_kept
from summarizer.check.place import Placed, place
from summarizer.models import Article, DatedEvent, Demand, Extraction, Finding, Position
from summarizer.read import article_from_text

ENGLISH = (
    "Port workers walk out\n\nUnion leader Mia Holm said: “We will not unload a single ship until the authority "
    "answers us.” The port director rejected the demand on Monday and called it a present for nobody.\n\n"
    "The union has asked the government to take a side in the dispute."
)
GERMAN = (
    "Die Gewerkschaft streikt\n\nMia Holm sagte: „Wir werden kein Schiff entladen, bevor die Behörde uns antwortet.“ "
    "Der Hafendirektor wies die Forderung am Montag zurück und nannte sie ein Geschenk für niemanden.\n\n"
    "Die Regierung wird nicht vermitteln, wie der Minister am Dienstag mitteilte."
)
RUSSIAN = "Профсоюз не будет разгружать суда, пока власти не ответят.\n\nДиректор порта отверг это требование."
CHINESE = "工会表示在当局答复之前不会卸货。\n\n港口主任星期一拒绝了这一要求。"
ENGLISH_QUOTE = "We will not unload a single ship until the authority answers us."
GERMAN_QUOTE = "Wir werden kein Schiff entladen, bevor die Behörde uns antwortet."


def of(text: str) -> Article:
    return article_from_text(text, "port")


def placed(text: str, statement: str, quote: str, actor: str = "Mia Holm") -> tuple[Placed, Article]:
    claim = Position(actor=actor, topic="ships", stance="none", act="states", statement=statement, quote=quote)
    return put(claim, of(text))


def put(claim: Position | Demand | DatedEvent, article: Article) -> tuple[Placed, Article]:
    nothing = Extraction(positions=(), demands=(), responses=(), dates=())
    return place("position", claim, article, nothing, None), article


def only(text: str, statement: str, quote: str, actor: str = "Mia Holm") -> Finding:
    (finding,) = language_kept(*placed(text, statement, quote, actor))
    return finding


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("German", "Mia Holm sagt, dass die Gewerkschaft kein Schiff entladen wird, bevor die Behörde antwortet."),
        ("French", "Mia Holm dit que le syndicat ne déchargera aucun navire avant la réponse des autorités."),
        ("Spanish", "Mia Holm dice que el sindicato no descargará ningún barco hasta que la autoridad responda."),
        ("Polish", "Mia Holm mówi, że związek nie rozładuje żadnego statku, dopóki władze nie odpowiedzą."),
        ("Turkish", "Mia Holm, yetkililer yanıt verene kadar hiçbir geminin boşaltılmayacağını söylüyor."),
        ("Russian", "Миа Хольм говорит, что профсоюз не будет разгружать суда, пока власти не ответят."),
        ("Ukrainian", "Міа Гольм каже, що профспілка не розвантажуватиме судна, доки влада не відповість."),
        ("Arabic", "تقول ميا هولم إن النقابة لن تفرغ أي سفينة حتى ترد السلطة."),
        ("Chinese", "米娅·霍尔姆表示,在当局答复之前工会不会卸下任何一艘船。"),
        ("Japanese", "ミア・ホルムは当局が答えるまで船の荷を降ろさないと述べた。"),
        ("Korean", "미아 홀름은 당국이 답할 때까지 배의 짐을 내리지 않겠다고 말했다."),
    ],
)
def test_a_statement_in_another_language_is_doubtful_and_says_what_was_not_checked(
    language: str, statement: str
) -> None:
    finding = only(ENGLISH, statement, ENGLISH_QUOTE)
    assert (finding.code, finding.severity) == ("language_differs", "doubt")
    assert finding.message == (
        f"The statement is in {language}, the quote in English: negation, opposites, how certain it is and the names "
        "in it could not be checked, only the place of the words, the name of the actor, numbers and dates."
    )
    assert not comparable(*placed(ENGLISH, statement, ENGLISH_QUOTE))
    assert not in_english(*placed(ENGLISH, statement, ENGLISH_QUOTE))


def test_an_english_statement_of_a_german_quote_is_doubtful_and_who_says_it_was_not_checked() -> None:
    finding = only(GERMAN, "The union will not unload a ship before the authority answers.", GERMAN_QUOTE)
    assert finding.code == "language_differs"
    assert finding.message.startswith("The statement is in English, the quote in German: ")
    assert "who says it" in finding.message


@pytest.mark.parametrize(
    "statement",
    [
        ENGLISH_QUOTE,
        "The union will not unload a ship until the authority answers.",
        "No unloading",
        "Mia Holm",
        "15",
        "",
    ],
)
def test_an_english_statement_of_an_english_quote_has_no_finding(statement: str) -> None:
    there = placed(ENGLISH, statement, ENGLISH_QUOTE)
    assert list(language_kept(*there)) == []
    assert comparable(*there)
    assert in_english(*there)


def test_a_quote_that_is_nowhere_has_no_language() -> None:
    there = placed(
        ENGLISH, "Das Schiff wird heute nicht mehr entladen.", "Nothing of this kind was ever written anywhere"
    )
    assert list(language_kept(*there)) == []
    assert comparable(*there)
    assert in_english(*there)


def test_a_few_words_in_other_letters_are_in_another_language_though_nobody_can_say_which() -> None:
    finding = only(ENGLISH, "Путин отказался", ENGLISH_QUOTE)
    assert finding.code == "language_differs"
    assert finding.message.startswith("The statement is in Cyrillic letters, the quote in English: ")


def test_a_foreign_quotation_in_an_english_article_is_judged_by_its_own_language() -> None:
    text = f"{ENGLISH}\n\nShe added: „{GERMAN_QUOTE}“"
    finding = only(text, "The union will not unload a ship before the authority answers.", GERMAN_QUOTE)
    assert finding.message.startswith("The statement is in English, the quote in German: ")


@pytest.mark.parametrize(
    ("text", "statement", "quote"),
    [
        (GERMAN, GERMAN_QUOTE, GERMAN_QUOTE),
        (GERMAN, "Mia Holm: „Wir werden kein Schiff entladen.“", GERMAN_QUOTE),
        (RUSSIAN, "Профсоюз не будет разгружать суда, пока власти не ответят.", RUSSIAN.partition("\n")[0]),
        (CHINESE, "工会在当局答复之前不会卸货。", CHINESE.partition("\n")[0]),
    ],
)
def test_a_statement_in_its_quotes_own_words_is_noted_as_unchecked(text: str, statement: str, quote: str) -> None:
    finding = only(text, statement, quote)
    assert (finding.code, finding.severity) == ("language_unchecked", "note")
    assert "can be checked in English only;" in finding.message
    assert comparable(*placed(text, statement, quote))
    assert not in_english(*placed(text, statement, quote))


@pytest.mark.parametrize(
    ("text", "statement", "quote"),
    [
        (GERMAN, "Die Regierung wird vermitteln, wie der Minister mitteilte.", GERMAN.rpartition("\n")[2]),
        (GERMAN, "Wir werden ein Schiff entladen, bevor die Behörde uns antwortet.", GERMAN_QUOTE),
        (GERMAN, "Wir können kein Schiff entladen, bevor die Behörde uns antwortet.", GERMAN_QUOTE),
        (GERMAN, "Die Behörde wird kein Schiff entladen, bevor wir antworten.", GERMAN_QUOTE),
        (RUSSIAN, "Профсоюз будет разгружать суда, пока власти не ответят.", RUSSIAN.partition("\n")[0]),
        (RUSSIAN, "Директор порта принял это требование.", RUSSIAN.rpartition("\n")[2]),
        (CHINESE, "工会在当局答复之前会卸货。", CHINESE.partition("\n")[0]),
        (CHINESE, "港口主任星期一接受了这一要求。", CHINESE.rpartition("\n")[2]),
    ],
)
def test_a_statement_that_leaves_the_quotes_words_is_doubtful_where_its_sense_can_not_be_checked(
    text: str, statement: str, quote: str
) -> None:
    finding = only(text, statement, quote)
    assert (finding.code, finding.severity) == ("language_unchecked", "doubt")


def test_in_a_language_whose_negations_are_not_known_only_the_whole_quote_is_a_copy() -> None:
    quote = "Szakszervezet szerint a hajókat nem rakodják ki, amíg a hatóság nem válaszol."
    assert only(quote, quote, quote, "Szakszervezet").severity == "note"
    assert only(quote, "A hajókat nem rakodják ki, amíg a hatóság nem válaszol.", quote).severity == "doubt"


def test_a_demand_and_an_event_are_held_against_their_quotes_as_well() -> None:
    demand = Demand(
        key="d1",
        by="Gewerkschaft",
        what="Die Regierung soll in dem Streit endlich Partei ergreifen",
        force="demand",
        quote="The union has asked the government to take a side in the dispute.",
    )
    event = DatedEvent(
        event="Der Hafendirektor wies die Forderung der Gewerkschaft zurück",
        phrase="on Monday",
        status="past",
        quote="The port director rejected the demand on Monday",
    )
    for claim in (demand, event):
        assert [finding.code for finding in language_kept(*put(claim, of(ENGLISH)))] == ["language_differs"]
