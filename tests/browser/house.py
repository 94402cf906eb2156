"""A running Langkah with the demo workshop on its own folder, and a browser that looks at it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Response

from tests import demo
from tests.browser.screens import PASSWORD, Screen

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path(os.environ.get("LANGKAH_CHROMIUM", "/usr/bin/chromium"))
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
PHOTOS = {"image/jpeg", "image/png", "image/webp"}
# Far longer than anything takes: a busy machine is no fault of a page.
PATIENCE = 180
SMALLEST_TARGET = 47.5  # 48 px, less what rounding takes

# Links inside a sentence are read, not aimed at; what else can be pressed takes a thumb.
SMALL_TARGETS = """
(smallest) => {
  const pressed = "main :is(a, button, summary, select, input), nav a, header a";
  const inText = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline"
    && e.closest("p, li, td, dd, label, small, .callout");
  const inLabel = (e) => ["checkbox", "radio"].includes(e.type) && e.closest("label");
  return [...document.querySelectorAll(pressed)]
    .filter((e) => e.type !== "hidden" && e.checkVisibility({visibilityProperty: true}))
    .filter((e) => e.tabIndex >= 0 && !inText(e) && !inLabel(e))
    .map((e) => ({e, box: e.getBoundingClientRect()}))
    .filter(({box}) => box.width && (box.height < smallest || box.width < smallest))
    .map(({e, box}) => `${e.tagName.toLowerCase()} “${(e.innerText || e.name || "").slice(0, 30)}”`
      + ` ${Math.round(box.width)}x${Math.round(box.height)}`);
}
"""


@dataclass
class Seen:
    """What was found on one page."""

    status: int
    console: list[str] = field(default_factory=list)
    bytes: int = 0
    photo_bytes: int = 0
    width: int = 0
    small: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)

    def found(self, width: int, status: int = 200) -> list[str]:
        """All that is wrong, given the width of the window and the status it should have."""
        # Chromium says a status that is not 200 on the console, also where it is right.
        said = f"status of {status}"
        return [
            *([f"status {self.status}"] if self.status != status else []),
            *([f"{self.width} px wide"] if self.width > width else []),
            *(line for line in self.console if said not in line),
            *self.axe,
            *(f"small: {each}" for each in self.small),
        ]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The address of a server over a new demo workshop in `data`, stopped at the end."""
    demo.prepare(data)
    with serving(data) as address:
        yield address


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The same over a data folder that is prepared."""
    port = free_port()
    address = f"http://localhost:{port}"
    env = demo.environment(data) | {"LANGKAH_DEMO": "1", "LANGKAH_ADDRESS": address}
    make = [sys.executable, "-m", "tests.browser.states"]
    subprocess.run(make, env=env, cwd=ROOT, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--port", str(port), "--log-level", "warning", "langkah.config.wsgi:application"]
    server = subprocess.Popen(command, env=env)
    try:
        _wait(f"{address}/ui/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The server did not start; its own lines say why.")


def chromium(play: Playwright) -> Browser:
    """Debian's Chromium; the browsers that come with playwright are not needed."""
    return play.chromium.launch(
        executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=PATIENCE * 1000
    )


def member(browser: Browser, address: str, who: str | None, **more: object) -> BrowserContext:
    """A browser without memory in which `who` has signed in; None is nobody."""
    context = browser.new_context(service_workers="block", base_url=address, **more)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE * 1000)
    language = str(more.get("locale", "id"))[:2]
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    if who:
        page = context.new_page()
        page.goto("/settings/sign-in/")
        page.locator("main input[type=text], main input[type=email]").first.fill(who)
        page.locator("main input[type=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()
        page.close()
    return context


def find(page: Page, screen: Screen) -> str | None:
    """The address of a screen; None when a page on the way to it has no such link."""
    path = screen.path
    for pattern in screen.follow:
        page.goto(path)
        links = page.eval_on_selector_all("a[href]", "(links) => links.map((link) => link.href)")
        paths = [urlsplit(link).path for link in links]
        others = [place for place in paths if place != urlsplit(path).path]
        found = next((place for place in others if re.search(pattern, place)), None)
        if found is None:
            return None
        path = found
    return path


def look(page: Page, path: str, *, axe: bool = True) -> Seen:
    """Open a page and note everything that would be wrong with it."""
    seen = Seen(status=0)
    page.on(
        "console", lambda line: seen.console.append(line.text) if line.type == "error" else None
    )
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    answer = _weighed(page, path, seen)
    seen.status = answer.status if answer else 0
    seen.width = page.evaluate("document.documentElement.scrollWidth")
    seen.small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    if axe:
        violations = Axe().run(page).response["violations"]
        seen.axe = [f"{found['id']}: {found['nodes'][0]['target'][0]}" for found in violations]
    return seen


def _weighed(page: Page, path: str, seen: Seen) -> Response | None:
    """Open a page and count the bytes that came over the wire, photos apart."""
    wire = page.context.new_cdp_session(page)
    photos: set[str] = set()

    def began(event):
        if event["response"]["mimeType"] in PHOTOS:
            photos.add(event["requestId"])

    def ended(event):
        if event["requestId"] in photos:
            seen.photo_bytes += int(event["encodedDataLength"])
        else:
            seen.bytes += int(event["encodedDataLength"])

    wire.on("Network.responseReceived", began)
    wire.on("Network.loadingFinished", ended)
    wire.send("Network.enable")
    answer = page.goto(path, wait_until="load")
    wire.detach()
    return answer
