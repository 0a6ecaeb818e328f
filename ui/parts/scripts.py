"""The scripts of the page: ES modules, each beside the Python of its part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from string import Template

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.parts.assets import HERE

SCRIPTS = {path.relative_to(HERE).as_posix(): path.read_bytes() for path in HERE.rglob("*.js")}
# Part of their URLs, so that browsers may cache them without limit.
SCRIPTS_VERSION = hashlib.sha256(repr(sorted(SCRIPTS.items())).encode()).hexdigest()[:12]
CACHING = {"Cache-Control": "public, max-age=31536000, immutable"}

# Scripts that no part imports.
IN_WORKERS = ("device/worker/", "device/picture/", "device/offline/service_worker")

# Loaded while Gradio starts, so that no part waits for its script.
PRELOADS = "\n".join(
    f"<link rel='modulepreload' href='scripts/{SCRIPTS_VERSION}/{name}'>"
    for name in SCRIPTS
    if not name.startswith(IN_WORKERS)
)

# Run before any part is mounted: the choice of the language, and the connection.
EARLY_SCRIPTS = "\n".join(
    f"<script type='module' src='scripts/{SCRIPTS_VERSION}/{name}'></script>"
    for name in ("languages/choice.js", "ask/connection.js")
)

# Gradio runs this text as a function. URLs are relative to the page. Gradio renders the template
# for each new value, set by the script or the server; then the messages are filled in.
LOADER = Template("""// Triggers: $events.
let fill = () => {};
watch("value", () => fill(element));
const filling = {
  set(target, name, value) {
    target[name] = value;
    queueMicrotask(() => fill(element)); // after Gradio, which waits so long, too
    return true;
  },
};
const script = (name) => import(new URL(`scripts/$version/$${name}`, document.baseURI));
const scripts = ["languages/messages.js", "ask/connection.js", $names].map(script);
Promise.all(scripts).then(([messages, { questions }, part]) => {
  ({ fill } = messages);
  fill(element);
  const own = new Proxy(props, filling);
  part?.mount({ element, props: own, trigger, server: questions("$part", $asked) });
});""")

# A JavaScript expression.
TOPICS = f"await import(new URL('scripts/{SCRIPTS_VERSION}/parts/topics.js', document.baseURI))"


def mounted(
    name: str | None,
    events: tuple[str, ...] = (),
    part: str | None = None,
    asked: Sequence[str] = (),
) -> str:
    """The `js_on_load` of a part: fills in its messages and mounts it with the module `name`.

    Args:
        name: path below ui/ of a module, or None; it exports
            `mount({ element, props, trigger, server })`.
        events: the events that it triggers; Gradio finds their names, in quotes, in this text.
        part: the id of its element.
        asked: names of the functions that it may call at `POST /ask/<part>/<name>`.
    """
    if name is not None and name not in SCRIPTS:
        raise FileNotFoundError(name)
    quoted = ", ".join(f'"{event}"' for event in events) or "nothing"
    return LOADER.substitute(
        version=SCRIPTS_VERSION,
        names=json.dumps(name) if name else "",
        events=quoted,
        part=part,
        asked=json.dumps(list(asked)),
    )


def publishing(topic: str, detail: str = "{}") -> str:
    """The `js` of an event of a Gradio component that publishes a topic of ui/parts/topics.js.

    `detail` is a JavaScript expression, in which `values` are the values of the inputs.
    """
    return f"async (...values) => {{ ({TOPICS}).publish({topic!r}, {detail}); }}"


async def script(request: Request) -> Response:
    """The response with a script; 404 for an unknown name or version."""
    text = SCRIPTS.get(request.path_params["name"])
    if text is None or request.path_params["version"] != SCRIPTS_VERSION:
        raise HTTPException(404)
    return Response(text, media_type="text/javascript", headers=CACHING)


route = Route("/scripts/{version}/{name:path}", script)
