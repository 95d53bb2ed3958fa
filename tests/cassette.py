"""vcrpy as this project uses it: exact matching, no secrets, and cassettes that a person can read and diff.

A cassette is a YAML file with a header: `kind` (`model`, `reference` or `fault`), `about`, then its interactions with
their JSON bodies as YAML. The name of a folder plays all cassettes in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import vcr
import yaml
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.serialize import deserialize, serialize

CASSETTES = Path(__file__).parent / "cassettes"
_SERVER = "http://localhost/v1"
_MACHINE_PATH = re.compile(r"(?:/[\w.@+-]+){2,}/(?=[\w.-]+/[\w.-]+\.py)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Dumper(yaml.SafeDumper):
    """Block style for text of several lines."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


class Serializer:
    """JSON bodies as YAML beneath the cassette's header."""

    def __init__(self, kind: str = "", about: str = "") -> None:
        self._header = {"kind": kind, "about": about}

    def serialize(self, cassette: dict[str, Any]) -> str:
        interactions = [
            {
                "request": {**entry["request"], "body": json.loads(entry["request"]["body"])},
                "response": {**entry["response"], "body": _readable(entry["response"]["body"]["string"])},
            }
            for entry in cassette["interactions"]
        ]
        document = {**self._header, "interactions": interactions, "version": cassette["version"]}
        return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)

    def deserialize(self, text: str) -> dict[str, Any]:
        document = yaml.load(text, Loader=_LOADER)
        for entry in document["interactions"]:
            entry["request"]["body"] = json.dumps(entry["request"]["body"], ensure_ascii=False)
            body = entry["response"]["body"]
            entry["response"]["body"] = {
                "string": body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
            }
        return {"interactions": document["interactions"], "version": document["version"]}


def _readable(body: str | bytes) -> Any:
    text = body.decode() if isinstance(body, bytes) else body
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


class Persister:
    """Files; a folder's name stands for all cassettes in it."""

    @classmethod
    def load_cassette(cls, cassette_path: str, serializer: Any) -> Any:
        path = Path(cassette_path)
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        loaded = [deserialize(file.read_text("utf-8"), serializer) for file in files if file.exists()]
        if not loaded:
            raise CassetteNotFoundError(cassette_path)
        return [r for requests, _ in loaded for r in requests], [r for _, responses in loaded for r in responses]

    @staticmethod
    def save_cassette(cassette_path: str, cassette_dict: dict[str, Any], serializer: Any) -> None:
        path = Path(cassette_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(serialize(cassette_dict, serializer), "utf-8")


@cache
def _body_hash(body: bytes) -> str:
    """A hash of the body's JSON, so that white space and the order of keys do not matter."""
    return hashlib.sha256(json.dumps(json.loads(body), sort_keys=True).encode()).hexdigest()


def _same_body(first: Any, second: Any) -> None:
    if _body_hash(bytes(first.body)) != _body_hash(bytes(second.body)):
        raise AssertionError("the bodies differ")


def _bare_request(request: Any) -> Any:
    """Nothing of the machine or of the user: the server's path, the content type, the body."""
    request.uri = _SERVER + request.path.removeprefix("/v1")
    request.headers = {"content-type": "application/json"}
    return request


def _bare_response(response: dict[str, Any]) -> dict[str, Any]:
    kept = {name.lower(): value for name, value in response["headers"].items()}
    response["headers"] = {name: kept[name] for name in ("content-type", "retry-after") if name in kept}
    body = response["body"]["string"]
    text = body.decode() if isinstance(body, bytes) else body
    response["body"]["string"] = _MACHINE_PATH.sub("", text).encode()
    return response


def recorder(mode: RecordMode = RecordMode.NONE, kind: str = "", about: str = "") -> vcr.VCR:
    """A VCR that plays (mode `none`, the default: nothing reaches the network) or records."""
    machine = vcr.VCR(
        cassette_library_dir=str(CASSETTES),
        record_mode=mode,
        match_on=("method", "host", "path", "json_body"),
        serializer="readable",
        before_record_request=_bare_request,
        before_record_response=_bare_response,
    )
    machine.register_matcher("json_body", _same_body)
    machine.register_serializer("readable", Serializer(kind, about))
    machine.register_persister(Persister)
    return machine
