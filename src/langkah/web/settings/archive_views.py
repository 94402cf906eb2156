"""The workshop's data is the workshop's: everything in one file, for the owner."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.insight import archive
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("people")
def show(request: MemberRequest) -> HttpResponse:
    """What the archive holds, and how it is restored."""
    return render(request, "settings/archive.html")


@require_POST
@member("people")
def take_out(request: MemberRequest) -> FileResponse:
    """Everything of the workshop as one zip file."""
    now = timezone.now()
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    archive.write(request.workshop, out, now)
    out.seek(0)
    name = f"{request.workshop.slug}-{timezone.localtime(now):%Y-%m-%d}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
