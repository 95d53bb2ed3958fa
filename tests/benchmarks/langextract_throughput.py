"""Asks about articles with langextract, in its own environment, as `benchmarks.throughput` asks the other sides.

Its OpenAI provider is pointed at the server by base_url; fences and schema constraints are left to it, as its README
advises, so that it asks with the strict schema of its example. `max_char_buffer` is wide enough for a whole article:
one request each, as for the others.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from benchmarks.throughput import Asked, Marks, Measured

WHOLE = 20_000
"""Characters that go into one request."""
DESCRIPTION = (
    "Extract the positions that persons or institutions take: what they hold, demand, answer or announce. "
    "Use the exact words of the text, in the order in which they stand there; do not paraphrase."
)
EXAMPLE = "The mayor of Riga, Ann Lee, said that the bridge must be closed by Friday. “It is not safe,” she said."


def main(asked: Asked) -> Measured:
    """Do as asked."""
    # By name: type checkers run where langextract is not installed.
    langextract = importlib.import_module("langextract")
    importlib.import_module("langextract.providers.openai")
    importlib.import_module("openai.resources.chat")
    warnings.simplefilter("ignore")
    measured = Measured(version=version("langextract"))
    for turn in range(asked.rounds):
        marks = Marks()
        start = time.perf_counter()
        try:
            found = _extracted(langextract, asked, turn, marks)
        except langextract.exceptions.LangExtractError as error:
            measured.error = f"{type(error).__name__}: {error}"
            found = []
        measured.seconds.append(time.perf_counter() - start)
        measured.marks = marks.taken
        measured.results = sum(1 for document in found if document.extractions)
        measured.empty = len(found) - measured.results
    return measured


def _extracted(langextract: Any, asked: Asked, turn: int, marks: Marks) -> list[Any]:
    config = langextract.factory.ModelConfig(
        model_id="gpt-bench",
        provider="OpenAILanguageModel",
        provider_kwargs={
            "base_url": asked.base_url,
            "api_key": "none",
            "temperature": 0.0,
            "max_workers": asked.concurrency,
        },
    )
    return list(
        langextract.extract(
            _documents(langextract, asked, turn, marks),
            prompt_description=DESCRIPTION,
            examples=[_example(langextract)],
            config=config,
            max_char_buffer=WHOLE,
            max_workers=asked.concurrency,
            batch_length=asked.batch,
            show_progress=False,
        )
    )


def _example(langextract: Any) -> Any:
    claims = (("the bridge must be closed by Friday", "supports"), ("It is not safe", "opposes"))
    return langextract.data.ExampleData(
        EXAMPLE,
        [
            langextract.data.Extraction("position", words, attributes={"actor": "Ann Lee", "stance": stance})
            for words, stance in claims
        ],
    )


def _documents(langextract: Any, asked: Asked, turn: int, marks: Marks) -> Iterator[Any]:
    """The articles, read as they are drawn: a batch at a time, so that a mark is off by a batch at the most."""
    for name, text in asked.texts(turn):
        yield langextract.data.Document(text, document_id=name)
        marks.note()


if __name__ == "__main__":
    print(json.dumps(asdict(main(Asked(**json.loads(sys.argv[2]))))))
