"""Records the cassettes: `record.py reference fault`, or `record.py model --model NAME --base-url URL`."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from cassette import CASSETTES
from faults import SCRIPTS, SEED
from replay import recorded, seed, settings
from servers import reference_server, scripted_server

from summarizer import Settings, Summary, load_settings

NUMBERS = [f"{number:03}" for number in range(5)]


def main() -> None:
    """Record what the command line asks for; a model's answers go into a folder named after it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="+", choices=("model", "reference", "fault"))
    parser.add_argument("--model", default="", help="the model's name at the server")
    parser.add_argument("--base-url", help="an OpenAI-compatible server")
    parser.add_argument("--about", default="", help="what the header says of model and server")
    parser.add_argument("--out", type=Path, help="folder for a model's cassettes")
    given = parser.parse_args()
    for kind in given.kinds:
        if kind == "reference":
            record_reference()
        elif kind == "fault":
            record_faults()
        else:
            record_model(given.model, given.base_url, given.about, given.out)


def record_reference() -> None:
    """The answers in tests/reference/, served over HTTP."""
    about = "Answers written for the tests by reading the article, served over HTTP."
    with reference_server() as server:
        for number in NUMBERS:
            _record(CASSETTES / "reference" / f"{number}.yaml", "reference", about, number, settings(server.base_url))


def record_faults() -> None:
    """The scripts in tests/faults.py, served over HTTP."""
    for name, script in SCRIPTS.items():
        with scripted_server(script) as server:
            chosen = settings(server.base_url, retries=1 if "busy" in name else 0)
            about = f"A scripted server: {name.replace('_', ' ')}."
            try:
                _record(CASSETTES / "fault" / f"{name}.yaml", "fault", about, SEED, chosen)
            except Exception as error:
                print(f"{name}: {error}")


def record_model(model: str, base_url: str | None, about: str, out: Path | None) -> None:
    """A model's own answers to the seeds."""
    if not model:
        sys.exit("name the model: make record MODEL=NAME BASE_URL=http://localhost:11434/v1")
    chosen = load_settings(model=f"openai/{model}", base_url=base_url)
    folder = out or CASSETTES / f"model-{re.sub(r'[^a-z0-9]+', '-', model.casefold()).strip('-')}"
    for number in NUMBERS:
        about_this = about or f"{model}, its own answer."
        _record(folder / f"{number}.yaml", "model", about_this, number, chosen)


def _record(path: Path, kind: str, about: str, number: str, chosen: Settings) -> None:
    summaries: list[Summary] = recorded(path, kind, about, [seed(number)], chosen)
    for summary in summaries:
        print(f"{path}: {summary.outcome.kind}, {len(summary.claims)} claims, {len(summary.set_aside)} set aside")


if __name__ == "__main__":
    main()
