"""The pages of the journey."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from langkah.apps.insight.queries import journey
from langkah.web.journey.rows import stage_rows, task_row
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="journey")
def home(request: MemberRequest) -> HttpResponse:
    """The five stages with what is recorded so far, and the next three tasks."""
    answer = journey(request.workshop, timezone.now())
    return render(
        request,
        "journey/home.html",
        {
            "stages": stage_rows(answer),
            "tasks": [task_row(task) for task in answer.tasks],
            "standing": answer.standing,
        },
    )


@require_GET
@member("see", room="journey")
def stage(request: MemberRequest, stage: int) -> HttpResponse:
    """Every item of one stage: its level, or why there is none yet."""
    stages = stage_rows(journey(request.workshop, timezone.now()))
    if not 1 <= stage <= len(stages):
        raise Http404
    return render(request, "journey/stage.html", {"stage": stages[stage - 1]})
