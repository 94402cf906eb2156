"""Pictures of every screen, and a line for each page that says what is wrong with it.

bin/shots                 all screens into shots/: phone and desk, id and en, light and dark
bin/shots today quote     only these; --quick for Indonesian by day alone
bin/shots --at ADDRESS    of a Langkah that runs already
"""

# ruff: noqa: T201 - a command speaks to the person who called it
from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import house
from tests.browser.screens import SCREENS, Screen

SIZES = {"phone": house.PHONE, "desk": house.DESK}
LANGUAGES = ("id", "en")
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Style:
    """One way to look at every page."""

    size: str
    language: str
    theme: str

    def __str__(self) -> str:
        return f"{self.size}-{self.language}-{self.theme}"


@dataclass
class Album:
    """Where pictures go, and the signed-in browsers that take them."""

    browser: Browser
    address: str
    folder: Path
    style: Style

    def __post_init__(self):
        self.contexts: dict[str | None, BrowserContext] = {}

    def context(self, who: str | None) -> BrowserContext:
        if who not in self.contexts:
            self.contexts[who] = house.member(
                self.browser,
                self.address,
                who,
                viewport=SIZES[self.style.size],
                locale=self.style.language,
                color_scheme=self.style.theme,
            )
        return self.contexts[who]

    def take(self, screen: Screen) -> bool:
        """One picture and its line; whether the page was well."""
        name = f"{screen.name}-{self.style}"
        page = self.context(screen.who).new_page()
        path = house.find(page, screen)
        if path is None:
            print(f"{name:36} no such link: {screen.follow}", flush=True)
            return False
        seen = house.look(page, path, axe=self.style.size == "phone")
        # As tall as the page, so that the bar at the bottom does not lie over its middle
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**SIZES[self.style.size], "height": tall})
        page.screenshot(path=self.folder / f"{name}.png")
        page.close()
        found = seen.found(SIZES[self.style.size]["width"], screen.status)
        sizes = f"{seen.bytes / 1000:6.1f} kB {seen.photo_bytes / 1000:7.1f} kB"
        print(f"{name:36} {sizes}  {'; '.join(found) or 'well'}", flush=True)
        return not found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/shots", description="Take pictures of every screen.")
    parser.add_argument("names", nargs="*", help="only these screens")
    parser.add_argument("--at", default="", help="address of a Langkah that runs already")
    parser.add_argument("--into", type=Path, default=house.ROOT / "shots", help="their folder")
    parser.add_argument("--quick", action="store_true", help="only Indonesian and light")
    return parser.parse_args()


def main() -> int:
    """All pictures; the exit code says whether every page was well."""
    options = arguments()
    if not house.CHROMIUM.exists():
        print("No Chromium. To get it: sudo apt install chromium", file=sys.stderr)
        return 1
    options.into.mkdir(parents=True, exist_ok=True)
    some = 1 if options.quick else 2
    screens = [s for s in SCREENS if not options.names or s.name in options.names]
    ill = 0
    print(f"{'screen':36} {'page':>9} {'photos':>10}  found")
    with tempfile.TemporaryDirectory(prefix="langkah-") as data:
        server = nullcontext(options.at) if options.at else house.running(Path(data))
        with server as address, sync_playwright() as play:
            browser = house.chromium(play)
            for style in product(SIZES, LANGUAGES[:some], THEMES[:some]):
                album = Album(browser, address, options.into, Style(*style))
                ill += sum(not album.take(screen) for screen in screens)
                for context in album.contexts.values():
                    context.close()
            browser.close()
    print(f"Pictures lie in {options.into}")
    return int(ill > 0)


if __name__ == "__main__":
    sys.exit(main())
