"""The estimate of tokens, held against counts of a real tokenizer (SmolLM2) that are written down here."""

import json
from pathlib import Path

import pytest

from summarizer.engines.estimate import tokens_of, tokens_out_for

ROOT = Path(__file__).parents[2]
SEEDS = {"000": 691, "001": 876, "002": 606, "003": 573, "004": 1165}
"""Tokens of each seed by SmolLM2's tokenizer, without its start token."""
ANSWERS = {"000": 1928, "001": 2530, "002": 1398, "003": 1835, "004": 2776}
"""Tokens of the answer written for each seed, as compact JSON."""


def seed(name: str) -> str:
    return next((ROOT / "seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8-sig")


def answer(name: str) -> str:
    written = json.loads((ROOT / "tests/reference" / f"{name}.json").read_text(encoding="utf-8"))
    return json.dumps(written, ensure_ascii=False)


def test_english_news_is_estimated_a_little_high() -> None:
    estimated = sum(tokens_of(seed(name)) for name in SEEDS)
    assert 1.0 <= estimated / sum(SEEDS.values()) <= 1.1


@pytest.mark.parametrize(("name", "tokens"), SEEDS.items())
def test_no_single_seed_is_far_off(name: str, tokens: int) -> None:
    assert tokens_of(seed(name)) == pytest.approx(tokens, rel=0.12)


@pytest.mark.parametrize(("name", "tokens"), ANSWERS.items())
def test_json_is_no_further_off_than_prose(name: str, tokens: int) -> None:
    assert tokens_of(answer(name)) == pytest.approx(tokens, rel=0.12)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Пресс-секретарь заявил в понедельник, что Россия ожидает письменного ответа на свои предложения.", 75),
        ("قال المتحدث يوم الاثنين إن روسيا تتوقع ردا مكتوبا على مقترحاتها بشأن الضمانات الأمنية.", 79),
        ("Rzecznik powiedział w poniedziałek, że Rosja oczekuje pisemnej odpowiedzi na swoje propozycje.", 47),
        ("Le porte-parole a déclaré lundi que la Russie attendait une réponse écrite de l'OTAN.", 33),
    ],
)
def test_other_languages_are_of_the_right_size(text: str, tokens: int) -> None:
    assert 0.55 <= tokens_of(text) / tokens <= 1.35


def test_nothing_is_no_tokens_and_more_text_is_never_fewer() -> None:
    text = seed("000")
    sizes = [tokens_of(text[:end]) for end in range(0, len(text), 50)]
    assert sizes[0] == 0
    assert sizes == sorted(sizes)


def test_letters_without_a_break_are_not_one_word() -> None:
    # 1,000 letters: a word, and once more for each of the 90 times 11 letters: 91 · 0.93 + 1,000 · 0.06 = 144.63
    assert tokens_of("a" * 1000) == 145


def test_each_kind_of_character_counts_as_it_is_said() -> None:
    # Two words of three letters, 2 · 0.93 + 6 · 0.06; three digits; two marks, 2 · 0.65; a dash of typography
    assert tokens_of("abc 123, def. –") == round(2.22 + 3 + 1.30 + 1)
    # Two words of four letters between them, 1.86 + 0.24; the accented letter counts three times; one of another script
    assert tokens_of("caf\u00e9 x Ж") == round(1.86 + 0.24 + 3 + 1)
    assert tokens_of("\ud800\U0001f600") == 2


def test_the_answers_written_for_the_seeds_are_of_the_size_expected() -> None:
    expected = {name: tokens_out_for(tokens) for name, tokens in SEEDS.items()}
    assert 1.0 <= sum(expected.values()) / sum(ANSWERS.values()) <= 1.1
    assert all(expected[name] == pytest.approx(ANSWERS[name], rel=0.3) for name in ANSWERS)


def test_an_article_of_nothing_is_answered_with_nothing() -> None:
    assert tokens_out_for(0) == 0
