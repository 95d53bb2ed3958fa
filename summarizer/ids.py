"""Hashes that identify: the same parts give the same hash on every machine, and no two lists of parts run together."""

from __future__ import annotations

import hashlib

__all__ = ["content_hash"]


def content_hash(*parts: str) -> str:
    """SHA-256 in hex over the parts in UTF-8, each with its length before it."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(encoded)}:".encode() + encoded)
    return digest.hexdigest()
