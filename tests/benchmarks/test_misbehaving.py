"""The server of the soak misbehaves as it says: each kind is met with a raw socket, and each request is counted."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from benchmarks.misbehaving import (
    KINDS,
    LARGE,
    TOKENS_IN,
    Counts,
    Misbehaving,
    Ways,
    answer_of,
    article_id_of,
    bad_articles,
    kind_of,
    misbehaving_server,
    text_of,
)

from summarizer import Extraction, article_from_text, check_extraction
from summarizer.models import Outcome, Provenance

COUNT = 50 * len(KINDS)
"""Among so many articles each kind has one that meets it each time."""
PATIENCE = 1.0
"""Seconds; a trickle would take a minute."""


@pytest.fixture(scope="module")
def server() -> Iterator[Misbehaving]:
    with misbehaving_server(Ways(delay=0)) as running:
        yield running


@dataclass(frozen=True)
class Got:
    """What came back: all the bytes, how it ended (`whole`, `close`, `reset`, `time-out`), seconds."""

    raw: bytes
    end: str
    seconds: float

    @property
    def status(self) -> int:
        return int(self.raw.split(b" ", 2)[1])

    @property
    def headers(self) -> dict[str, str]:
        lines = self.raw.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
        return dict(line.split(": ", 1) for line in lines)

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]

    @property
    def whole(self) -> bool:
        return b"\r\n\r\n" in self.raw and len(self.body) == int(self.headers["content-length"])

    @property
    def choice(self) -> dict[str, Any]:
        choice: dict[str, Any] = json.loads(self.body)["choices"][0]
        return choice

    @property
    def content(self) -> str:
        content: str = self.choice["message"]["content"]
        return content


def ask(server: Misbehaving, number: int) -> Got:
    """Ask about an article over a connection of one's own, and read until the answer or the patience ends."""
    body = json.dumps({"messages": [{"role": "user", "content": text_of(number)}]}).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n"
    start, raw = time.perf_counter(), b""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)) as connection:
        connection.sendall(f"{head}authorization: Bearer sk-secret\r\n\r\n".encode() + body)
        try:
            while time.perf_counter() < start + PATIENCE:
                piece = connection.recv(1_000_000)
                if not piece:
                    return Got(raw, "close", time.perf_counter() - start)
                raw += piece
                if Got(raw, "", 0).whole:
                    return Got(raw, "whole", time.perf_counter() - start)
        except ConnectionResetError:
            return Got(raw, "reset", time.perf_counter() - start)
        except TimeoutError:
            pass
    return Got(raw, "time-out", time.perf_counter() - start)


def met(server: Misbehaving, kind: str) -> Got:
    """What the article gets that meets this kind each time."""
    (number,) = bad_articles(kind, COUNT)
    return ask(server, number)


def good_for(kind: str) -> dict[str, Any]:
    return answer_of(bad_articles(kind, COUNT)[0])


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("408", 408, b"timeout"),
        ("409", 409, b"Conflict"),
        ("429 bare", 429, b"Rate limit"),
        ("500", 500, b"had an error"),
        ("502 page", 502, b"<!doctype html>"),
        ("504 empty", 504, b""),
        ("400", 400, b"can not be processed"),
        ("403", 403, b"Not for this article"),
        ("page as 200", 200, b"<!doctype html>"),
        ("page called JSON", 200, b"<!doctype html>"),
        ("error as 200", 200, b"Provider returned error"),
        ("empty body", 200, b""),
        ("no choices", 200, b'"choices": []'),
    ],
)
def test_an_answer_of_each_plain_kind_has_its_status_and_words(
    server: Misbehaving, kind: str, status: int, words: bytes
) -> None:
    got = met(server, kind)
    assert (got.status, got.whole) == (status, True)
    assert words in got.body if words else got.body == b""


def test_a_page_is_called_a_page_or_json_and_json_is_called_text(server: Misbehaving) -> None:
    types = {kind: met(server, kind).headers["content-type"] for kind in ("page as 200", "page called JSON")}
    assert types == {"page as 200": "text/html", "page called JSON": "application/json"}
    text = met(server, "JSON called text")
    assert text.headers["content-type"] == "text/plain"
    assert json.loads(text.content) == good_for("JSON called text")


def test_a_busy_server_says_when_to_come_back_in_seconds_as_a_date_or_in_no_way_known(server: Misbehaving) -> None:
    said = {
        kind: met(server, kind).headers["retry-after"]
        for kind in ("429 for 1 s", "503 for 1 s", "429 for an hour", "429 for who knows")
    }
    assert list(said.values()) == ["1", "1", "3600", "soon"]
    date = parsedate_to_datetime(met(server, "429 until a date").headers["retry-after"])
    ahead = date - dt.datetime.now(dt.UTC)
    assert dt.timedelta(seconds=0.5) < ahead <= dt.timedelta(seconds=2)


def test_an_echo_repeats_the_article_and_the_key(server: Misbehaving) -> None:
    got = met(server, "500 with an echo")
    assert got.status == 500
    assert b"of the day" in got.body
    assert b"sk-secret" in got.body


@pytest.mark.parametrize(
    ("kind", "finish_reason"), [("truncated", "length"), ("truncated but parses", "length"), ("cut JSON", "stop")]
)
def test_a_cut_answer_says_so_or_does_not(server: Misbehaving, kind: str, finish_reason: str) -> None:
    got = met(server, kind)
    assert got.choice["finish_reason"] == finish_reason
    if kind == "truncated but parses":
        assert json.loads(got.content) == good_for(kind)
    else:
        with pytest.raises(json.JSONDecodeError):
            json.loads(got.content)


@pytest.mark.parametrize("kind", ["wrong shape", "one bad entry", "no JSON"])
def test_an_answer_of_the_wrong_shape_is_no_extraction(server: Misbehaving, kind: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Extraction.model_validate_json(met(server, kind).content)


def test_half_a_surrogate_is_json_and_no_unicode(server: Misbehaving) -> None:
    statement = json.loads(met(server, "half a surrogate").content)["positions"][0]["statement"]
    with pytest.raises(UnicodeEncodeError):
        statement.encode()


def test_a_model_that_refuses_or_is_filtered_gives_no_content(server: Misbehaving) -> None:
    assert met(server, "refusal").choice["message"]["refusal"]
    assert met(server, "content filter").choice["finish_reason"] == "content_filter"
    assert met(server, "content null").content is None


def test_nothing_found_is_a_valid_answer_without_claims(server: Misbehaving) -> None:
    assert not any(json.loads(met(server, "nothing found").content).values())


def test_invented_quotes_stand_nowhere_in_the_article(server: Misbehaving) -> None:
    (number,) = bad_articles("invented quotes", COUNT)
    (claim,) = json.loads(ask(server, number).content)["positions"]
    assert claim["quote"] not in text_of(number)


def test_gzip_is_gzip_only_where_it_is_no_lie(server: Misbehaving) -> None:
    good, false = met(server, "good gzip"), met(server, "false gzip")
    assert good.headers["content-encoding"] == false.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(good.body))["model"] == "soak"
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(false.body)


def test_invalid_utf8_can_not_be_decoded(server: Misbehaving) -> None:
    with pytest.raises(UnicodeDecodeError):
        met(server, "invalid UTF-8").body.decode()


def test_a_large_answer_has_ten_megabytes_of_valid_json(server: Misbehaving) -> None:
    got = met(server, "10 MB")
    assert got.whole
    assert LARGE - 100 < len(got.body) <= LARGE
    assert json.loads(got.content[: got.content.index(" and so on")]) == good_for("10 MB")


def test_a_stalling_server_says_nothing(server: Misbehaving) -> None:
    got = met(server, "stall")
    assert (got.raw, got.end) == (b"", "time-out")


def test_a_trickle_always_sends_something_and_does_not_come_to_its_end(server: Misbehaving) -> None:
    got = met(server, "trickle")
    assert got.seconds >= PATIENCE
    assert 0 < len(got.body) < int(got.headers["content-length"]) / 10


@pytest.mark.parametrize(
    ("kind", "end", "some"),
    [
        ("reset", "reset", False),
        ("reset in the body", "reset", True),
        ("hang-up", "close", False),
        ("hang-up in the body", "close", True),
    ],
)
def test_a_connection_breaks_before_the_answer_or_in_its_middle(
    server: Misbehaving, kind: str, end: str, some: bool
) -> None:
    got = met(server, kind)
    assert got.end == end
    assert bool(got.raw) == some
    if some:
        assert 0 < len(got.body) < int(got.headers["content-length"])


def test_what_is_no_http_does_not_look_like_it(server: Misbehaving) -> None:
    assert met(server, "no HTTP").raw.startswith(b"220 mail.example")


def test_every_kind_is_met_by_some_article_each_time() -> None:
    assert all(
        kind_of(number, attempt, 0.2) == kind
        for kind in KINDS
        for number in bad_articles(kind, COUNT)
        for attempt in (1, 2, 3)
    )
    assert sum(len(bad_articles(kind, COUNT)) for kind in KINDS) == len(KINDS)


def test_one_request_in_five_is_met_badly_the_same_ones_each_time_and_every_kind_among_them() -> None:
    drawn = [kind_of(number, 1, 0.2) for number in range(5_000)]
    assert drawn == [kind_of(number, 1, 0.2) for number in range(5_000)]
    bad = Counter(drawn)
    del bad["good"]
    assert 900 < sum(bad.values()) < 1_200  # 20 % of 4,900, and 100 that meet something bad each time
    assert set(bad) == set(KINDS)


def test_with_no_share_every_answer_is_good() -> None:
    assert {kind_of(number, 1, 0.0) for number in range(500)} == {"good"}


def test_requests_are_counted_by_article_with_what_they_met_and_what_was_said_of_tokens() -> None:
    (bad,) = bad_articles("503 for 1 s", COUNT)
    with misbehaving_server(Ways(share=0.2, delay=0)) as server:
        good = next(n for n in range(100) if kind_of(n, 1, 0.2) == kind_of(n, 2, 0.2) == "good")
        for number in (good, bad, good, bad, bad):
            ask(server, number)
        counts = server.counts()
    assert counts.requests == 5
    assert counts.met == {good: ["good", "good"], bad: ["503 for 1 s"] * 3}
    assert counts.good == {good: 2}
    assert counts.tokens_in == 2 * TOKENS_IN
    assert counts.most_at_once == 1


def test_a_kind_can_set_in_after_some_requests_and_pass_again() -> None:
    with misbehaving_server(Ways(share=0, delay=0, then="401", after=2, lasting=0.3)) as server:
        assert [ask(server, number).status for number in range(4)] == [200, 200, 401, 401]
        time.sleep(0.4)
        assert ask(server, 4).status == 200


def test_more_requests_than_there_are_places_are_turned_away() -> None:
    with misbehaving_server(Ways(share=0, delay=0.5, places=2)) as server, ThreadPoolExecutor(3) as pool:
        got = list(pool.map(lambda number: ask(server, number).status, range(3)))
    assert sorted(got) == [200, 200, 429]


def test_what_is_about_no_article_is_counted_apart(server: Misbehaving) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=1)) as connection:
        connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}")
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")
    counts: Counts = server.counts()
    assert counts.other == 1


@pytest.mark.parametrize("number", range(12))
def test_the_good_answer_of_an_article_is_supported_by_it(number: int) -> None:
    article = article_from_text(text_of(number), article_id_of(number))
    extraction = Extraction.model_validate(answer_of(number))
    made = Provenance(engine="openai/soak", engine_version="1")
    summary = check_extraction(article, extraction, Outcome(kind="ok"), made)
    assert len(summary.claims) == 1 + number % 3
    assert {claim.verdict for claim in summary.claims} == {"supported"}
    assert not summary.set_aside
