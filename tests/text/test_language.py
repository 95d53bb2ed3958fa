"""The language of a text is told where it is certain, and left open where it is not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from summarizer.text.language import are_close, language_name, language_of, language_shares

SENTENCES = {
    "en": "The minister said on Monday that he would not attend the talks.",
    "de": "Der Minister sagte am Montag, dass er an den Gesprächen nicht teilnehmen werde.",
    "fr": "Le ministre a déclaré lundi qu'il ne participerait pas aux discussions.",
    "es": "El ministro dijo el lunes que no participaría en las conversaciones.",
    "it": "Il ministro ha detto lunedì che non avrebbe partecipato ai colloqui.",
    "pt": "O ministro disse na segunda-feira que não participaria das conversações.",
    "pl": "Minister powiedział w poniedziałek, że nie weźmie udziału w rozmowach.",
    "ru": "Министр сказал в понедельник, что не будет участвовать в переговорах.",
    "uk": "Міністр сказав у понеділок, що не братиме участі в переговорах.",
    "tr": "Bakan pazartesi günü görüşmelere katılmayacağını söyledi.",
    "ar": "قال الوزير يوم الاثنين إنه لن يشارك في المحادثات.",
    "fa": "وزیر روز دوشنبه گفت که در گفتگوها شرکت نخواهد کرد.",
    "zh": "部长星期一表示他不会参加会谈。",
    "ja": "大臣は月曜日に会談には出席しないと述べた。",
    "ko": "장관은 월요일에 회담에 참석하지 않겠다고 말했다.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert language_of(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "OK",
        "2022",
        "15.3 %, 1,200 and 7",
        "Angela Merkel, Emmanuel Macron, Olaf Scholz",
        "Wladimir Putin",
        "Путин",
        "习近平",
        "iPhone eBay YouTube",
        "Minister Ends Talks",
        "\ud800\udfff",
        "😀 — …",
    ],
)
def test_names_numbers_and_single_words_tell_no_language(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Merkel, Macron and Draghi met in Baden-Baden for talks",
        "“Liberté, égalité, fraternité” was what they had written on the wall",
        "It was in the Frankfurter Allgemeine Zeitung and in Le Monde",
        "FIFA and UEFA have not been asked about this",
    ],
)
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_long_text_is_told_by_all_of_it_and_not_by_its_beginning() -> None:
    text = f"{SENTENCES['fr']}\n\n" + "\n\n".join([SENTENCES["de"]] * 12)
    assert language_of(text) == "de"
    assert list(language_shares(text)) == ["de", "fr"]


def test_a_text_half_in_one_language_and_half_in_another_is_in_none() -> None:
    text = "\n".join([SENTENCES["en"], SENTENCES["de"]] * 4)
    assert language_of(text) is None
    assert set(language_shares(text)) == {"en", "de"}


def test_shares_add_up_to_one_and_are_empty_where_nothing_is_told() -> None:
    assert sum(language_shares("\n".join(SENTENCES.values())).values()) == pytest.approx(1.0)
    assert language_shares("12 %") == {}


def test_a_language_has_an_english_name() -> None:
    assert [language_name(code) for code in SENTENCES][:4] == ["English", "German", "French", "Spanish"]
    assert language_name("xx") == "xx"


def test_languages_that_few_words_do_not_tell_apart_are_close() -> None:
    assert are_close("da", "no")
    assert are_close("de", "de")
    assert not are_close("de", "nl")
    assert not are_close("ru", "uk")


def test_the_library_is_not_loaded_for_an_english_text() -> None:
    code = (
        "import sys; from summarizer.text.language import language_of;"
        f"told = language_of({SENTENCES['en']!r}); print(told, 'eld' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["en", "False"]
