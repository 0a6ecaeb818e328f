"""`POST /visitor`: a page gets its key, and later says that it is still open."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui.ask.visitors import Gone, visitors
from ui.parts.problem import Problem
from ui.server.address import address_of
from ui.shipped import DATASETS, FIRST_DATASET


async def visitor(request: Request) -> JSONResponse:
    """Respond to `{"key": …, "dataset": …}` with that key or a new one, and the network in use."""
    try:
        question = await request.json()
    except (ValueError, RecursionError):
        question = None
    if not isinstance(question, dict):
        raise Problem("This question is no JSON object.", 400)
    try:
        found = visitors.find(question.get("key"))
    except Gone:
        dataset = question.get("dataset")
        known = dataset if isinstance(dataset, str) and dataset in DATASETS else FIRST_DATASET
        found = visitors.arrive(address_of(request.scope), known)
    return JSONResponse({"key": found.key, "network": found.network})


route = Route("/visitor", visitor, methods=["POST"])
