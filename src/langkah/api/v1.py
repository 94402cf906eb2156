"""Version 1: JSON over HTTP. The description stands at /api/v1/openapi.json."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from langkah.api import ask, inquiries
from langkah.api.access import api_key, signed_in

api = NinjaAPI(
    title="Langkah",
    version="1",
    # The room stands around it.
    urls_namespace="api:api-1",
    description="Ask the desk's decisions, hand in buyers' messages.",
    auth=[api_key, signed_in],
    # The usual page of explanations loads scripts from elsewhere; the description is enough.
    docs_url=None,
)
api.add_router("/inquiries", inquiries.router)


@api.get("/ask", summary="The decisions that can be asked")
def ask_list(request: HttpRequest) -> dict[str, str]:
    """Each decision with one line about it."""
    return ask.names()


@api.get("/ask/{name}", summary="JSON schemas of a decision's case and answer")
def ask_schema(request: HttpRequest, name: str) -> HttpResponse:
    """404 when nobody decides that."""
    try:
        return api.create_response(request, ask.schema(name), status=200)
    except ask.UnknownDecision as error:
        return api.create_response(request, {"detail": str(error.args[0])}, status=404)


@api.post("/ask/{name}", summary="Ask a decision: the case in, the answer out")
def ask_decision(request: HttpRequest, name: str) -> HttpResponse:
    """422 names each field that cannot be read, or why the case cannot be decided."""
    try:
        answer = ask.ask(name, request.body, serving=True)
    except ask.UnknownDecision as error:
        return api.create_response(request, {"detail": str(error.args[0])}, status=404)
    except ask.BadCase as error:
        problems = [{"field": field, "say": say} for field, say in error.problems]
        return api.create_response(request, {"detail": problems}, status=422)
    return HttpResponse(answer, content_type="application/json")
