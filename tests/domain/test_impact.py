"""A change of rules touches exactly the cases whose figures come out otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import event, given, settings
from hypothesis import strategies as st

from langkah.domain.exchange import Rate
from langkah.domain.landed import (
    Audience,
    BookChanged,
    Goods,
    LandedAnswer,
    LandedCase,
    landed,
    way_out,
)
from langkah.domain.money import Money
from langkah.domain.rulebook import overlaps
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, rules
from langkah.reference.source import Grade, Source

D = Decimal
TODAY, NEW_YEAR = date(2026, 11, 25), date(2027, 1, 1)
BOOK = rules()
RATES = tuple(
    Rate(base="EUR", quote=code, rate=D(rate))
    for code, rate in (("USD", "1.1"), ("JPY", "160"), ("AUD", "1.7"), ("GBP", "0.85"))
)


def case(**changes: object) -> LandedCase:
    values: dict[str, object] = {
        "country": "NL",
        "lines": (Goods(hs="640359", pairs=24, value=Money(D(1500), "EUR")),),
        "entry_date": date(2027, 1, 20),
        "quote_date": TODAY,
        "freight": Money(D(200), "EUR"),
        "insurance": Money(D(10), "EUR"),
        "currency": "EUR",
        "rates": RATES,
    }
    return LandedCase(**(values | changes))  # type: ignore[arg-type]


def changed(code: str, **to: object) -> tuple[Rule, ...]:
    return tuple(replace(rule, **to) if rule.id == code else rule for rule in BOOK)  # type: ignore[arg-type]


def raised(rate: str = "0.09") -> tuple[Rule, ...]:
    """The duty on leather shoes into the union rises with the year."""
    old = next(rule for rule in BOOK if rule.id == "eu-mfn-6403")
    new = replace(old, id="eu-mfn-6403-2027", rate=D(rate), valid_from=NEW_YEAR)
    return (*changed(old.id, valid_until=NEW_YEAR), new)


def escaped(change: BookChanged, one: LandedCase) -> date | None:
    """The last day to arrive on which it costs no more than by the book before."""
    found = change.moved(one)
    if found is None or found.before.total is None:
        return None
    owed, asks = found.before.total, found.after.total
    return None if asks is not None and asks <= owed else change.escape(one, owed, TODAY)


def test_the_old_and_the_new_figures_and_the_last_day_to_escape() -> None:
    found = BookChanged(BOOK, raised()).moved(case())
    assert found is not None
    assert (found.before.duty, found.after.duty) == (
        Money(D("136.80"), "EUR"),
        Money(D("153.90"), "EUR"),
    )
    assert escaped(BookChanged(BOOK, raised()), case()) == date(2026, 12, 31)
    assert found.codes == ("eu-mfn-6403", "eu-mfn-6403-2027") or set(found.codes) == {
        "eu-mfn-6403-2027",
        "eu-mfn-6403",
    }


def test_goods_that_arrive_before_the_change_are_left_alone() -> None:
    change = BookChanged(BOOK, raised())
    assert change.moved(case(entry_date=date(2026, 12, 31))) is None
    assert change.moved(case(country="US")) is None
    textile = (Goods(hs="640419", pairs=24, value=Money(D(1500), "EUR")),)
    assert change.moved(case(lines=textile)) is None


def test_a_figure_that_was_wrong_leaves_no_escape() -> None:
    change = BookChanged(BOOK, changed("eu-vat-nl", rate=D("0.22")))
    found = change.moved(case())
    assert found is not None
    assert escaped(change, case()) is None
    assert found.before.duty == found.after.duty


def test_other_papers_touch_nobody() -> None:
    other = changed("eu-vat-nl", source=Source("the law itself", TODAY, Grade.A))
    assert BookChanged(BOOK, other).moved(case()) is None


def test_a_rule_of_an_unknown_day_shows_both_outcomes() -> None:
    cepa = Rule(
        id="eu-announced",
        market="EU",
        hs="6403",
        kind=RuleKind.DUTY,
        rate=D("0.04"),
        source=Source("press", TODAY, Grade.B),
    )
    found = BookChanged(BOOK, BOOK, (cepa,)).moved(case())
    assert found is not None and found.if_begun is not None
    assert found.before == found.after
    assert found.before.duty == Money(D("136.80"), "EUR")
    assert found.if_begun.duty == Money(D("68.40"), "EUR")
    assert BookChanged(BOOK, BOOK, (replace(cepa, market="US"),)).moved(case()) is None
    gone = BookChanged(BOOK, BOOK, (), (cepa,)).moved(case())
    assert gone is not None and (gone.if_begun, gone.ended) == (None, True)
    assert gone.before == gone.after == found.before
    assert BookChanged(BOOK, BOOK, (), (replace(cepa, market="US"),)).moved(case()) is None


# --- precision and recall 1 --------------------------------------------------------------------

COUNTRIES = ("NL", "DE", "US", "JP", "AU", "GB", "CA", "NO")
CODES = ("640359", "64035995", "640399", "640419", "420221", "6403")
DAYS = st.integers(0, 120).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def cases(draw: st.DrawFn) -> LandedCase:
    lines = tuple(
        Goods(
            hs=draw(st.sampled_from(CODES[:5])),
            pairs=draw(st.integers(1, 60)),
            value=Money(D(draw(st.integers(20, 5000))), "EUR"),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    return case(
        country=draw(st.sampled_from(COUNTRIES)),
        lines=lines,
        entry_date=draw(DAYS),
        audience=draw(st.sampled_from(list(Audience))),
        preferences=draw(st.sampled_from(((), ("GSP",), ("IA-CEPA", "RCEP")))),
    )


@st.composite
def asked(draw: st.DrawFn) -> tuple[LandedCase, tuple[Rule, ...]]:
    """A case, and a book with changes planted mostly under it."""
    one = draw(cases())
    near = [place for place, rule in enumerate(BOOK) if bears(rule, one)]
    far = [place for place, rule in enumerate(BOOK) if rule.market in ("EU", *COUNTRIES)]
    return one, draw(books(draw(st.sampled_from((near, near, near, far)))))


def bears(rule: Rule, one: LandedCase) -> bool:
    """Whether a rule is about goods of the case at its border."""
    here = rule.market in (one.country, countries.market(one.country))
    return here and any(line.hs.startswith(rule.hs) for line in one.lines)


@st.composite
def books(draw: st.DrawFn, here: list[int]) -> tuple[Rule, ...]:
    """The book with one to three planted changes that leave it without overlaps."""
    book = list(BOOK)
    places = draw(st.lists(st.sampled_from(here), min_size=1, max_size=3, unique=True))
    # Each goes to a market of its own: rules of two markets may not meet in one.
    for nowhere, place in zip(("XX", "XY", "XZ"), places, strict=False):
        rule = book[place]
        way = draw(st.sampled_from(("rate", "ends", "next", "grade", "gone", "papers")))
        rate = D(draw(st.integers(0, 40))) / 100
        day = draw(DAYS)
        open_ended = rule.valid_until is None and (rule.valid_from or date.min) < day
        if way == "rate":
            book[place] = replace(rule, rate=rate)
        elif way == "grade":
            book[place] = replace(rule, source=replace(rule.source, grade=Grade.U))
        elif way == "gone":
            book[place] = replace(rule, market=nowhere, id=f"{rule.id}-gone")
        elif way == "papers":
            book[place] = replace(rule, proof="another paper")
        elif open_ended:
            book[place] = replace(rule, valid_until=day)
            if way == "next":
                book.append(replace(rule, id=f"{rule.id}-next", rate=rate, valid_from=day))
    assert not list(overlaps(book))
    return tuple(book)


def figures(answer: LandedAnswer) -> object:
    return answer.duty, answer.tax, answer.fees, answer.landed


@settings(max_examples=400)
@given(asked())
def test_touched_means_that_a_figure_differs(both: tuple[LandedCase, tuple[Rule, ...]]) -> None:
    one, book = both
    before = figures(landed(replace(one, rules=BOOK)))
    after = figures(landed(replace(one, rules=book)))
    found = BookChanged(BOOK, book).moved(one)
    event("touched" if found else "left alone")
    assert (found is not None) == (before != after)


def test_a_cheaper_day_before_an_earlier_change_is_a_way_out_too() -> None:
    """Duty and tax both rise with the year, in two changes: before it both are the old ones."""
    vat = next(rule for rule in BOOK if rule.id == "eu-vat-nl")
    dearer = replace(vat, id="eu-vat-nl-2027", rate=D("0.25"), valid_from=NEW_YEAR)
    ended = tuple(
        replace(rule, valid_until=NEW_YEAR) if rule.id == vat.id else rule for rule in raised()
    )
    assert escaped(BookChanged(raised(), (*ended, dearer)), case()) == date(2026, 12, 31)


def test_who_pays_less_needs_no_way_out() -> None:
    assert escaped(BookChanged(BOOK, raised("0.05")), case()) is None


@settings(max_examples=200)
@given(asked())
def test_who_ships_in_time_pays_no_more_than_by_the_old_book(
    both: tuple[LandedCase, tuple[Rule, ...]],
) -> None:
    one, book = both
    change = BookChanged(BOOK, book)
    found, day = change.moved(one), escaped(change, one)
    event("a way out" if day else "none")
    if found is None or day is None or found.before.total is None:
        return
    assert TODAY <= day < one.entry_date
    early = landed(replace(one, rules=book, entry_date=day))
    assert early.duty is not None and early.tax is not None and early.fees is not None
    assert early.duty + early.tax + early.fees <= found.before.total
    after = found.after.total
    assert after is None or after > found.before.total


@given(
    st.none() | st.dates(date(2026, 11, 1), date(2027, 6, 1)),
    st.none() | st.integers(0, 90),
    st.none() | st.dates(date(2026, 11, 1), date(2027, 6, 1)),
)
def test_a_way_out_is_promised_only_where_the_goods_are_there_in_time(
    escape: date | None, days: int | None, ready: date | None
) -> None:
    found = way_out(escape, days, ready=ready, today=TODAY)
    event(str(found and found.possible))
    if found is None:
        assert escape is None or days is None or escape - timedelta(days=days) < TODAY
        return
    assert escape is not None
    assert days is not None
    assert found.leaves_by + timedelta(days=days) == escape
    if found.possible:
        assert ready is not None
        assert max(ready, TODAY) + timedelta(days=days) <= escape
    elif found.possible is False:
        assert ready is not None
        assert ready + timedelta(days=days) > escape
    else:
        assert ready is None
