"""What a misbehaving server answers, a script a name; the `fault` cassettes are recorded from these."""

from __future__ import annotations

import json

from servers import REFERENCE, Reply, completion

SEED = "003"
"""All scripts answer for this seed."""

_REFERENCE = (REFERENCE / f"{SEED}.json").read_text("utf-8")
_BROKEN = json.dumps(
    {**json.loads(_REFERENCE), "demands": [{"key": "d1", "by": "Russia", "force": "insists"}]},
    ensure_ascii=False,
    indent=2,
)
_REFUSED_FORMAT_400 = {
    "error": {
        "message": "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        "type": "invalid_request_error",
        "param": "response_format",
        "code": None,
    }
}
_REFUSED_FORMAT_500 = {
    "error": {
        "message": "1 validation error: {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), "
        "'msg': \"Input should be 'text' or 'json_object'\", 'input': 'json_schema'}",
        "type": "internal_server_error",
        "param": None,
        "code": None,
    }
}
_FENCED = f"Here is the answer:\n\n```json\n{_REFERENCE}\n```\n"

SCRIPTS: dict[str, tuple[Reply, ...]] = {
    "schema_broken_then_mended": (Reply(200, completion(_BROKEN)), Reply(200, completion(_REFERENCE))),
    "schema_broken_twice": (Reply(200, completion(_BROKEN)), Reply(200, completion(_BROKEN))),
    "not_json_twice": (Reply(200, completion("I am sorry,")), Reply(200, completion("but no."))),
    "refusal": (Reply(200, completion(None, refusal="I can not help with that article.")),),
    "truncated_but_parses": (Reply(200, completion(_REFERENCE, finish_reason="length")),),
    "busy_then_answers": (
        Reply(429, {"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}, {"retry-after": "1"}),
        Reply(200, completion(_REFERENCE)),
    ),
    "json_schema_refused_with_400": (Reply(400, _REFUSED_FORMAT_400), Reply(200, completion(_REFERENCE))),
    "json_schema_refused_with_500": (Reply(500, _REFUSED_FORMAT_500), Reply(200, completion(_REFERENCE))),
    "every_format_refused": (
        Reply(400, _REFUSED_FORMAT_400),
        Reply(400, _REFUSED_FORMAT_400),
        Reply(200, completion(_FENCED)),
    ),
    "parameters_refused": (
        Reply(
            400, {"error": {"message": "Unsupported parameter", "param": "max_tokens", "code": "unsupported_parameter"}}
        ),
        Reply(400, {"error": {"message": "Unsupported value", "param": "temperature", "code": "unsupported_value"}}),
        Reply(200, completion(_REFERENCE)),
    ),
    "key_refused": (Reply(401, {"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}}),),
    "model_unknown": (
        Reply(404, {"error": {"message": "The model `nope` does not exist", "code": "model_not_found"}}),
    ),
    "answers_html": (Reply(200, "<html><body>Welcome</body></html>", {"content-type": "text/html"}),),
}
