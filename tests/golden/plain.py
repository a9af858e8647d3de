"""An answer as a text in which only behaviour stands: no token of a form, no mark of a file's content."""

from __future__ import annotations

import hashlib
import json
import re

from werkzeug.test import TestResponse

LEFT_OUT = {"Date", "Last-Modified", "ETag", "Content-Length", "Expires"}
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\?v=[0-9a-f]{12}"), "?v=MARK"),
    (re.compile(r'("(?:build|look)": ?)"[0-9a-f]{12}"'), r'\1"MARK"'),
    (re.compile(r"I[jm][\w-]{20,}\.[\w-]{5,8}\.[\w-]{27}"), "FORM-TOKEN"),
    (re.compile(r'(name="key"[^>]*value=)"[\w-]{22}"'), r'\1"PRESS-KEY"'),
    (re.compile(r"(?m)^(Set-Cookie: (?!antrean_lang)\w+=)[^;\n]+"), r"\1VALUE"),
    (re.compile(r"(?m)^(Set-Cookie: .*?) Expires=[^;\n]+;"), r"\1"),
    (re.compile(r"(catatan diperiksa dalam )[\d.,]+"), r"\1TIME"),
    (re.compile(r"(?m)[ \t]+$"), ""),
)
TEXT = re.compile(r"text/|.*(xml|javascript|toml)")
BOOT = re.compile(r'(<script[^>]*type="application/json"[^>]*>)(.*?)(</script>)', re.DOTALL)


def answer(found: TestResponse) -> str:
    """Status, headers and body."""
    headers = sorted(f"{name}: {value}" for name, value in found.headers.items() if name not in LEFT_OUT)
    return marked("\n".join([str(found.status_code), *headers, "", body(found)]) + "\n")


def body(found: TestResponse) -> str:
    """JSON one field a line and in order, a page with the JSON in it so; of a picture or sound only its hash."""
    if found.mimetype == "application/json" and found.data:
        return unfolded(found.text)
    if TEXT.match(found.mimetype or ""):
        return BOOT.sub(lambda part: f"{part[1]}\n{unfolded(part[2])}\n{part[3]}", found.text.replace("\r\n", "\n"))
    return f"{len(found.data)} bytes, sha256 {hashlib.sha256(found.data).hexdigest()}"


def unfolded(text: str) -> str:
    return shown(json.loads(text))


def shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)


def marked(text: str) -> str:
    for pattern, mark in MARKS:
        text = pattern.sub(mark, text)
    return text
