"""The guide of components names every tag, and the style page shows every one that is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from langkah.web.ui.templatetags.ui import register

ROOT = Path(__file__).resolve().parents[3]
TAGS = sorted({*register.tags, *register.filters} - {"nav", "theme"})
STYLE = ROOT / "src/langkah/web/ui/templates/ui/style_parts.html"
# Shown by the frame itself, or inside others
ELSEWHERE = {"mark", "back", "once", "say", "source", "field", "errors"}


@pytest.mark.parametrize("tag", TAGS)
def test_the_guide_names_the_tag(tag):
    guide = (ROOT / "docs/reference/components.md").read_text()
    assert f"{{% {tag}" in guide or f"\\|{tag}" in guide


@pytest.mark.parametrize("tag", sorted({*TAGS} - ELSEWHERE))
def test_the_style_page_shows_the_tag(tag):
    drawn = STYLE.read_text()
    assert f"{{% {tag}" in drawn or f"|{tag}" in drawn
