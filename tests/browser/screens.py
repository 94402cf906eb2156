"""Every screen as data: what it is called, where it lies, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass

OWNER = "sari@kenzi.example"
PRODUCTION = "budi@kenzi.example"
PASSWORD = "selangkah-lagi"


@dataclass(frozen=True, slots=True)
class Screen:
    """A page. With `follow`, from `path` on the first link that fits each pattern in turn."""

    name: str
    path: str
    follow: tuple[str, ...] = ()
    who: str | None = OWNER
    status: int = 200


QUOTE = r"/sales/quotes/\d+/$"
VERSION = r"/sales/versions/\d+/"
LANE = r"/sales/lanes/\w+/\w+/$"
PAPER = r"/sales/papers/\d+/$"
RATES = r"/sales/rates/\d+/$"
CHANGE = r"/rules/changes/\d+/$"
ORDERED = r"/production/orders/\d+/$"
LATE = r"/production/orders/\d+/late/$"
PRODUCT = r"/products/\d+/$"

SCREENS = (
    Screen("today", "/"),
    Screen("today-floor", "/", who=PRODUCTION),
    Screen("journey", "/journey/"),
    Screen("journey-stage", "/journey/1/"),
    Screen("more", "/ui/more/"),
    Screen("style", "/ui/"),
    Screen("messages", "/sales/inquiries/"),
    Screen("paste", "/sales/paste/"),
    Screen("message", "/sales/inquiries/", (r"/sales/inquiries/\d+/$",)),
    Screen("quotes", "/sales/"),
    Screen("quote", "/sales/", (QUOTE,)),
    Screen("quote-draft", "/sales/quotes/6/"),
    Screen("quote-old-card", "/sales/quotes/7/"),
    Screen("draft-old-card", "/sales/quotes/7/", (VERSION + "$",)),
    Screen("packing", "/sales/", (QUOTE, r"/sales/versions/\d+/packing/$")),
    Screen("ways", "/sales/", (QUOTE, r"/sales/versions/\d+/ways/$")),
    Screen("terms", "/sales/terms/?term=DAP"),
    Screen("quote-steps", "/sales/", (QUOTE, VERSION + "steps/$")),
    Screen("quote-duty-paid", "/sales/quotes/6/", (VERSION + "steps/$", VERSION + "duty-paid/$")),
    Screen("quote-preference", "/sales/", (QUOTE, VERSION + "preference/$")),
    Screen("markets", "/products/", (PRODUCT, r"/sales/markets/\d+/$")),
    Screen("orders", "/sales/orders/"),
    Screen("order", "/sales/orders/", (r"/sales/orders/\d+/$",)),
    Screen("rates", "/sales/rates/"),
    Screen("lanes", "/sales/lanes/"),
    Screen("lane", "/sales/lanes/", (LANE,)),
    Screen("carrier-paper", "/sales/lanes/", (LANE, PAPER)),
    Screen("carrier-paper-correct", "/sales/lanes/", (LANE, PAPER, PAPER[:-1] + "correct/$")),
    Screen("carrier-paper-new", "/sales/papers/new/"),
    Screen("rates-first", "/sales/rates/first/"),
    Screen("rates-card", "/sales/rates/", (RATES,)),
    Screen("rates-card-before", "/sales/rates/", (RATES, RATES)),
    Screen("rates-change", "/sales/rates/", (r"/sales/rates/\d+/$", r"/sales/rates/\d+/change/$")),
    Screen(
        "rates-price", "/sales/rates/", (r"/sales/rates/\d+/$", r"/sales/rates/\d+/prices/.+/$")
    ),
    Screen("rates-sheets", "/sales/rates/sheets/"),
    Screen("products", "/products/"),
    Screen("product-new", "/products/new/"),
    Screen("product", "/products/", (PRODUCT,)),
    Screen("product-materials", "/products/", (PRODUCT, PRODUCT[:-1] + "materials/$")),
    Screen("product-hs", "/products/", (PRODUCT, PRODUCT[:-1] + "hs/$")),
    Screen("product-work", "/products/", (PRODUCT, PRODUCT[:-1] + "making/$")),
    Screen("product-cost", "/products/", (PRODUCT, PRODUCT[:-1] + "cost/$")),
    Screen("production", "/production/"),
    Screen("sooner-quote", "/sales/quotes/6/", (r"/production/quotes/\d+/earlier/$",)),
    Screen("sooner-order", "/production/", (ORDERED, ORDERED[:-1] + "earlier/$")),
    Screen("plan-board", "/production/board/"),
    Screen("plan-move", "/production/board/", (r"/production/board/steps/\d+/$",)),
    Screen("calendar", "/production/calendar/"),
    Screen("calendar-change", "/production/calendar/change/"),
    Screen("calendar-half-day", "/production/calendar/change/?first=2027-03-01&opens=12:00"),
    Screen("calendar-open", "/production/calendar/", (r"/production/calendar/days/\d+/open/$",)),
    Screen("calendar-holiday", "/production/calendar/holidays/2027-03-10/?what=worked"),
    Screen("what-if", "/production/what-if/?kind=rush&product=1&pairs=96"),
    Screen("what-if-hire", "/production/what-if/"),
    Screen("orders-at-risk", "/production/risk/"),
    Screen("plan-follows", "/production/risk/", (r"/production/orders/\d+/follow/$",)),
    Screen("times-measured", "/production/times/"),
    Screen("step-done", "/production/", (ORDERED, r"/production/steps/\d+/done/$")),
    Screen("step-not-yet", "/production/follow/", (r"/production/steps/\d+/not-yet/$",)),
    Screen("plan-follows-all", "/production/follow/"),
    Screen("order-late", "/production/risk/", (LATE,)),
    Screen("production-order", "/production/orders/1/"),
    Screen("machine-broken", "/production/machines/"),
    Screen("order-late-material", "/production/", (ORDERED, r"/production/orders/\d+/material/$")),
    Screen("order-failed", "/production/", (ORDERED, r"/production/orders/\d+/failed/$")),
    Screen("order-cancel", "/production/", (ORDERED, r"/production/orders/\d+/cancel/$")),
    Screen("rules", "/rules/"),
    Screen("rules-market", "/rules/markets/EU/"),
    Screen("rules-to-check", "/rules/to-check/"),
    Screen("rules-rule", "/rules/markets/NL/", (r"/rules/rule/\d+/$",)),
    Screen("rules-sheets", "/rules/sheets/"),
    Screen("rules-changes", "/rules/changes/"),
    Screen("rules-change", "/rules/changes/", (CHANGE,)),
    Screen("rules-message", "/rules/changes/", (CHANGE, r"/rules/touched/\d+/$")),
    Screen("rules-waiting", "/rules/sheets/", (r"/rules/sheets/waiting/\w+/$",)),
    Screen("settings", "/settings/"),
    Screen("settings-workshop", "/settings/workshop/"),
    Screen("settings-sureness", "/settings/prices/sureness/"),
    Screen("settings-floor", "/settings/floor/"),
    Screen("settings-last-sizes", "/settings/floor/lasts/1/sizes/"),
    Screen("settings-partner", "/settings/floor/partners/new/"),
    Screen("settings-cartons", "/settings/cartons/"),
    Screen("settings-carton", "/settings/cartons/", (r"/settings/cartons/\d+/$",)),
    Screen("settings-prices", "/settings/prices/"),
    Screen("settings-people", "/settings/people/"),
    Screen("settings-changes", "/settings/changes/"),
    Screen("sign-in", "/settings/sign-in/", who=None),
    Screen("buyer-offer", "/sales/", (QUOTE, r"/q/[^/]+/$")),
    Screen("buyer-workshop", "/w/kenzi/", who=None),
    Screen("buyer-ask", "/w/kenzi/ask/", who=None),
    Screen("not-here", "/not/here/", who=None, status=404),
)
