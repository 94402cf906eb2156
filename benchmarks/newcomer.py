"""Somebody with the plainest browser there is: opens pages, fills forms, presses buttons."""

from __future__ import annotations

import urllib.parse
import urllib.request
from html.parser import HTMLParser
from http.cookiejar import CookieJar


class Forms(HTMLParser):
    """The forms of a page: action and what would be sent if nothing were changed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in inputs, chosen options and texts."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), {}))
        if not self.found:
            return
        fields, name = self.found[-1][1], given.get("name", "")
        if tag == "input" and name and _is_sent(given):
            fields[name] = given.get("value", "on" if "checked" in given else "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in fields:
                fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._text = name
            fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a list or a text."""
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        """The words inside a text."""
        if self._text and self.found:
            self.found[-1][1][self._text] += data


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type", "")
    return "checked" in given if kind in ("checkbox", "radio") else kind not in ("submit", "file")


class Newcomer:
    """One person at one address."""

    def __init__(self, address: str) -> None:
        self.address = self.page_address = address
        handlers = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser = urllib.request.build_opener(handlers)
        self.page = ""

    def open(self, path: str) -> str:
        """Open a page."""
        return self._read(urllib.request.Request(urllib.parse.urljoin(self.page_address, path)))

    def send(self, having: str, **values: str) -> str:
        """Fill the form that has this field, and send it."""
        reader = Forms()
        reader.feed(self.page)
        action, fields = next(form for form in reader.found if having in form[1])
        fields |= values
        address = urllib.parse.urljoin(self.page_address, action or self.page_address)
        body = urllib.parse.urlencode(fields).encode()
        headers = {"Referer": self.page_address, "Origin": self.address}
        return self._read(urllib.request.Request(address, body, headers))

    def _read(self, request: urllib.request.Request) -> str:
        with self.browser.open(request, timeout=30) as answer:
            self.page_address = answer.geturl()
            self.page = answer.read().decode()
        return self.page

    def sign_in(self, account: str, password: str) -> None:
        """Through the sign-in page."""
        self.open("/")
        self.send("password", account=account, password=password)

    def quote(self, text: str) -> str:
        """Paste a message, confirm what was read, and look at the quote."""
        self.open("/sales/paste/")
        self.send("text", text=text)
        return self.send("buyer_name", buyer_name="Marieke van Dalen")
