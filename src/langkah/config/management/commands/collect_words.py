"""`manage.py collect_words`: gathers every sentence of the house for the translators.

Like Django's makemessages, which needs xgettext, and knowing the domain's `because(...)` as well.
"""

from __future__ import annotations

import os
import re
from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages

# Without line numbers, which change with every edit
PLAIN = {"add_location": "file", "no_wrap": True, "no_obsolete": True}

# Who asked when is what the history of the files knows.
STAMPS = re.compile(r'^"(?:POT-Creation-Date|Report-Msgid-Bugs-To): .*\n', re.MULTILINE)


class Command(makemessages.Command):
    """Every language that stands in a locale folder is brought up to date."""

    help = "Gather the sentences to translate into the .po files."
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=because"]
    # A guess would be read as a translation; an empty line asks for one.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args: Any, **options: Any) -> None:
        """The whole house in Indonesian; what buyers read in every language of its folder."""
        source = settings.ROOT / "src" / "langkah"
        for locale in (source / "locale", *source.glob("apps/**/locale")):
            os.chdir(locale.parent)
            languages = sorted(po.parent.parent.name for po in locale.glob("*/*/django.po"))
            super().handle(*args, **options | PLAIN | {"locale": languages or ["id"]})
        for po in source.glob("**/locale/*/*/django.po"):
            po.write_text(STAMPS.sub("", po.read_text(encoding="utf-8")), encoding="utf-8")
