"""What models cost: the dated file, a file of the user's own, and which names are the same model."""

from pathlib import Path

import pytest

from summarizer.errors import SettingsError
from summarizer.prices import Price, Prices, load_prices, usd

OWN = """
dated = "2030-01-31"
[models."gpt-5-mini"]
input = 1
output = 3.5
[models."openai/local-model"]
input = 0
output = 0
window = 8192
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "prices.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_cost_is_tokens_times_price_over_a_million() -> None:
    # 3,000 in at 0.25 and 2,000 out at 2 USD per million: 0.00075 + 0.004
    assert Price(0.25, 2.0).cost(3_000, 2_000) == pytest.approx(0.00475)


@pytest.mark.parametrize("name", ["gpt-5-mini", "openai/gpt-5-mini", "openai/gpt-5-mini-2025-08-07"])
def test_a_model_its_full_name_and_its_snapshots_are_one_entry(name: str) -> None:
    assert load_prices().of(name) == Price(0.25, 2.0, 400_000)


@pytest.mark.parametrize("name", ["gpt-5-minor", "gpt-5-mini-tuned", "gpt-5-mini-2025", "gpt", "", "embedded"])
def test_a_name_that_is_only_like_a_model_has_no_price(name: str) -> None:
    assert load_prices().of(name) is None


def test_a_snapshot_with_an_entry_of_its_own_has_its_own_price() -> None:
    prices = load_prices()
    assert prices.of("gpt-4o-2024-05-13") == Price(5.0, 15.0, 128_000)
    assert prices.of("gpt-4o-2024-08-06") == Price(2.5, 10.0, 128_000)


def test_mini_and_nano_are_cheaper_than_the_model_they_are_named_after() -> None:
    prices = load_prices().models
    small = [(name, name.removesuffix("-mini").removesuffix("-nano")) for name in prices]
    pairs = [(prices[name], prices[base]) for name, base in small if base in prices and base != name]
    assert len(pairs) == 8
    assert all(little.input < big.input and little.output < big.output for little, big in pairs)


def test_the_shipped_file_names_its_day() -> None:
    assert load_prices().dated == "2026-06-04"


def test_a_file_of_ones_own_wins_entry_by_entry(own: Path) -> None:
    prices = load_prices(own)
    assert prices.of("gpt-5-mini-2025-08-07") == Price(1.0, 3.5, None)
    assert prices.of("openai/local-model") == Price(0.0, 0.0, 8192)
    assert prices.of("gpt-5") == load_prices().of("gpt-5")
    assert prices.dated == "2030-01-31"


def test_the_shipped_prices_are_not_touched_by_a_file_of_ones_own(own: Path) -> None:
    load_prices(own)
    assert load_prices().of("gpt-5-mini") == Price(0.25, 2.0, 400_000)


def test_each_price_has_the_day_of_its_entry_or_else_of_its_file(own: Path) -> None:
    prices = load_prices(own)
    days = {name: price.dated for name in ("gpt-5-mini", "gpt-5", "gpt-6-luna") if (price := prices.of(name))}
    assert days == {"gpt-5-mini": "2030-01-31", "gpt-5": "2026-06-04", "gpt-6-luna": "2026-09-22"}


def test_a_date_of_toml_is_a_date(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    path.write_text("dated = 2031-02-03\n[models]\n", encoding="utf-8")
    assert load_prices(path).dated == "2031-02-03"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dated = ", "Invalid value"),
        ('[models."m"]\ninput = 1\noutput = 1', "dated: Field required"),
        ('dated = "2030-01-31"', "models: Field required"),
        ('dated = "soon"\n[models]', "dated: String should match"),
        ('dated = "2030-01-31"\n[models."m"]\ninput = 1', "models.m.output: Field required"),
        ('dated = "2030-01-31"\n[models."m"]\ninput = -1\noutput = 1', "models.m.input: Input should be greater"),
        ('dated = "2030-01-31"\n[models."m"]\ninput = nan\noutput = 1', "models.m.input: Input should be"),
        ('dated = "2030-01-31"\n[models."m"]\ninput = "1"\noutput = 1', "models.m.input: Input should be a valid"),
        ('dated = "2030-01-31"\n[models."m"]\ninptu = 1\noutput = 1', "models.m.input: Field required"),
        ('dated = "2030-01-31"\n[models]\ngpt = 3', "models.gpt: Input should be a valid"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong_and_the_form(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_prices(path)
    assert "bad.toml" in caught.value.message
    assert said in caught.value.message
    assert "dated" in (caught.value.remedy or "")


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "latin.toml"
    binary.write_bytes(b"# \xe9\n")
    for path in (tmp_path / "none.toml", tmp_path, binary):
        with pytest.raises(SettingsError, match=path.name):
            load_prices(path)


def test_an_empty_list_of_prices_knows_no_model() -> None:
    assert Prices("2030-01-31").of("gpt-5") is None


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "$0"),
        (0.00002, "under $0.0001"),
        (0.00425, "$0.0043"),
        (0.1, "$0.10"),
        (1234.5, "$1,234.50"),
    ],
)
def test_an_amount_keeps_the_figures_that_matter(amount: float, words: str) -> None:
    assert usd(amount) == words
