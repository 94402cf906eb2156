"""A page as the text that a person reads."""

from __future__ import annotations

import re

from django.http import HttpResponse


def main_text(answer: HttpResponse) -> str:
    """The main part of a page, without tags, a piece of text a line."""
    assert answer.status_code == 200
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert main
    words = re.sub(r"<(svg|script|style|title).*?</\1>", " ", main.group(), flags=re.DOTALL)
    words = re.sub(r"\s+(?![^<]*</textarea)", " ", words)
    lines = re.sub(r"<[^>]+>", "\n", words).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
