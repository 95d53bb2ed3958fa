"""The embedded engine reads English, and says so of an article that is in another language."""

from __future__ import annotations

import asyncio

import pytest

from summarizer.engines import NOTHING, Answer
from summarizer.engines.embedded import foreign_language
from summarizer.engines.rules import EmbeddedEngine
from summarizer.models import Article, Furniture
from summarizer.read import article_from_text

ENGLISH = (
    "The dockers’ union demands that the port authority pay 15 percent more by Friday.\n\n"
    "Union leader Mia Holm said that no ship would be unloaded until the authority answers. "
    "Port director Jonas Ek rejected the demand on Monday and called it a present for nobody.\n\n"
    "The government has said it will not take a side while the talks go on."
)
FOREIGN = {
    "German": "Die Gewerkschaft fordert von der Hafenbehörde bis Freitag 15 Prozent mehr Lohn.\n\n"
    "Der Direktor wies die Forderung am Montag zurück und nannte sie ein Geschenk für niemanden.",
    "French": "Le syndicat exige que l'autorité portuaire paie 15 pour cent de plus d'ici vendredi.\n\n"
    "Le directeur a rejeté la demande lundi et l'a qualifiée de cadeau pour personne.",
    "Russian": "Профсоюз требует, чтобы портовые власти до пятницы повысили зарплату на 15 процентов.\n\n"
    "Директор порта в понедельник отверг это требование.",
    "Arabic": "تطالب النقابة سلطة الميناء بدفع زيادة قدرها 15 بالمئة قبل يوم الجمعة.\n\n"
    "رفض مدير الميناء هذا الطلب يوم الاثنين ووصفه بأنه هدية لا لأحد.",
    "Japanese": "港湾労働組合は金曜日までに十五パーセントの賃上げを求めている。\n\n"
    "港の責任者は月曜日にこの要求を拒否した。",
    "Polish": "Związek zawodowy żąda, aby zarząd portu do piątku podniósł płace o 15 procent.\n\n"
    "Dyrektor portu odrzucił to żądanie w poniedziałek i nazwał je prezentem dla nikogo.",
}


def answer(text: str, furniture: tuple[Furniture, ...] = ()) -> Answer:
    article = article_from_text(text, "port").model_copy(update={"furniture": furniture})
    return asyncio.run(EmbeddedEngine().answer(article))


@pytest.mark.parametrize("language", FOREIGN)
def test_an_article_in_another_language_is_refused_with_its_name_and_a_remedy(language: str) -> None:
    given = answer(FOREIGN[language])
    assert given.outcome.kind == "refused"
    assert given.outcome.message == f"the article is in {language}; the embedded engine reads English only"
    assert given.outcome.remedy == "use a language model: -m openai/NAME"
    assert given.extraction == NOTHING
    assert given.provenance.engine == "embedded"


def test_an_english_article_is_read() -> None:
    given = answer(ENGLISH)
    assert given.outcome.kind == "ok"
    assert given.extraction.demands


@pytest.mark.parametrize("language", FOREIGN)
def test_an_english_article_with_a_foreign_quotation_is_read(language: str) -> None:
    quotation = FOREIGN[language].partition("\n\n")[0]
    assert answer(f"{ENGLISH}\n\n“{quotation}”").outcome.kind == "ok"


def test_an_english_article_with_a_foreign_menu_is_read() -> None:
    menu = "Startseite\nPolitik und Gesellschaft\nMeinungen aus der Redaktion\nÜber uns und unsere Arbeit\n\n"
    assert answer(menu + ENGLISH).outcome.kind == "ok"


def test_furniture_does_not_make_an_article_foreign() -> None:
    comments = "\n\n".join([FOREIGN["German"]] * 6)
    text = f"{ENGLISH}\n\n{comments}"
    furniture = (Furniture(start=len(ENGLISH), end=len(text), kind="comments"),)
    assert answer(text, furniture).outcome.kind == "ok"


def test_half_an_article_in_english_is_read() -> None:
    assert foreign_language(of(f"{ENGLISH}\n\n{FOREIGN['French']}\n\n{FOREIGN['French']}")) is None


def test_an_article_of_names_and_numbers_is_read() -> None:
    assert foreign_language(of("Müller 3, Schmidt 4, Weber 5\n\n12.30 – 14.15")) is None


def test_an_article_without_words_is_empty_and_not_refused() -> None:
    assert answer("…").outcome.kind == "empty"


def of(text: str) -> Article:
    return article_from_text(text, "port")
