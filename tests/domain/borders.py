"""Consignments over many borders, each worked out by hand from the published rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from langkah.domain.charges import Goods
from langkah.domain.exchange import Rate
from langkah.domain.landed import Audience, LandedCase
from langkah.domain.money import Money

D = Decimal
AUTUMN = date(2026, 11, 23)
SPRING = date(2026, 3, 1)
LEATHER = "640399"
EURO = Rate(base="EUR", quote="USD", rate=D("1.10"))


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A consignment and what comes out; `lines` are (HS code, pairs, value)."""

    name: str
    country: str
    money: str
    lines: tuple[tuple[str, int, str], ...]
    freight: str = "0"
    insurance: str = "0"
    consumer: bool = False
    entry: date = AUTUMN
    prefers: tuple[str, ...] = ()
    duty: str
    tax: str
    fees: str = "0"
    whole: str


GOLDEN = (
    # 8 % of 76,792 = 6,143.36; 21 % of 82,935.36 = 17,416.4256. DHL Express publishes this one.
    Golden(
        name="DHL's example",
        country="NL",
        money="EUR",
        lines=((LEATHER, 1000, "76792"),),
        duty="6143.36",
        tax="17416.43",
        whole="100351.79",
    ),
    # The same goods by value: freight is not dutiable (FOB). 8.5 % = 6,527.32 and 10 % of
    # Section 122 = 7,679.20; fee 0.3464 % = 266.0075, between USD 33.58 and 651.50.
    Golden(
        name="the same goods to America, under Section 122",
        country="US",
        money="EUR",
        lines=(("64035960", 1000, "76792"),),
        freight="5000",
        insurance="300",
        entry=SPRING,
        duty="14206.52",
        tax="0",
        fees="266.01",
        whole="96564.53",
    ),
    # 8.5 % of 500 = 42.50, 10 % = 50.00; 0.3464 % = 1.73 is less than the least fee of 33.58.
    Golden(
        name="a small parcel to America",
        country="US",
        money="USD",
        lines=(("64039960", 5, "500"),),
        freight="80",
        entry=SPRING,
        duty="92.50",
        tax="0",
        fees="33.58",
        whole="706.08",
    ),
    # 20 % of 1,000 and 0.90 for each of 100 pairs = 290; 10 % = 100.
    Golden(
        name="a share and an amount a pair together",
        country="US",
        money="USD",
        lines=(("64041989", 100, "1000"),),
        entry=SPRING,
        duty="390.00",
        tax="0",
        fees="33.58",
        whole="1423.58",
    ),
    # 1,332.33 at the border: 8 % = 106.5864; 21 % of 1,438.92 = 302.1732.
    Golden(
        name="freight and insurance are dutiable in Europe",
        country="NL",
        money="EUR",
        lines=((LEATHER, 24, "1215"),),
        freight="110",
        insurance="7.33",
        duty="106.59",
        tax="302.17",
        whole="1741.09",
    ),
    # 100 of carriage shared 4 to 1. 8 % of 1,280 = 102.40; 16.9 % of 320 = 54.08.
    # 19 % of 1,382.40 = 262.656; 19 % of 374.08 = 71.0752. Rounded line by line.
    Golden(
        name="two lines share the way by value",
        country="DE",
        money="EUR",
        lines=((LEATHER, 24, "1200"), ("640419", 10, "300")),
        freight="90",
        insurance="10",
        duty="156.48",
        tax="333.74",
        whole="2090.22",
    ),
    # 4.5 % of 2,150 = 96.75; 20 % of 2,246.75 = 449.35.
    Golden(
        name="the last day of the European preference",
        country="FR",
        money="EUR",
        lines=((LEATHER, 40, "2000"),),
        freight="150",
        entry=date(2026, 12, 31),
        prefers=("EU GSP",),
        duty="96.75",
        tax="449.35",
        whole="2696.10",
    ),
    # A day later it is 8 % = 172.00; 20 % of 2,322 = 464.40.
    Golden(
        name="the day after the European preference",
        country="FR",
        money="EUR",
        lines=((LEATHER, 40, "2000"),),
        freight="150",
        entry=date(2027, 1, 1),
        prefers=("EU GSP",),
        duty="172.00",
        tax="464.40",
        whole="2786.40",
    ),
    # 3 instead of the tariff; 21 % of 148 = 31.08.
    Golden(
        name="one pair to a private buyer",
        country="NL",
        money="EUR",
        lines=((LEATHER, 1, "120"),),
        freight="25",
        consumer=True,
        duty="3.00",
        tax="31.08",
        whole="179.08",
    ),
    # Exactly 150, two subheadings: 6. 30 of freight and the 6 shared 2 to 1:
    # 21 % of 100 + 20 + 4 = 26.04; 21 % of 50 + 10 + 2 = 13.02.
    Golden(
        name="two subheadings at the limit",
        country="NL",
        money="EUR",
        lines=((LEATHER, 1, "100"), ("640520", 1, "50")),
        freight="30",
        consumer=True,
        duty="6.00",
        tax="39.06",
        whole="225.06",
    ),
    # A cent more: 8 % of 180.01 = 14.4008; 21 % of 194.41 = 40.8261.
    Golden(
        name="a cent over the limit",
        country="NL",
        money="EUR",
        lines=((LEATHER, 1, "150.01"),),
        freight="30",
        consumer=True,
        duty="14.40",
        tax="40.83",
        whole="235.24",
    ),
    # Until 30 June 2026 no duty up to 150; 21 % of 145 = 30.45.
    Golden(
        name="the last day without duty on small parcels",
        country="NL",
        money="EUR",
        lines=((LEATHER, 1, "120"),),
        freight="25",
        consumer=True,
        entry=date(2026, 6, 30),
        duty="0",
        tax="30.45",
        whole="175.45",
    ),
    # A shop pays the tariff from the first cent: 8 % of 145 = 11.60; 21 % of 156.60 = 32.886.
    Golden(
        name="a sample for a shop",
        country="NL",
        money="EUR",
        lines=((LEATHER, 1, "120"),),
        freight="25",
        duty="11.60",
        tax="32.89",
        whole="189.49",
    ),
    # 20 % of 148 = 29.60, and 2 a subheading for handling.
    Golden(
        name="one pair to France",
        country="FR",
        money="EUR",
        lines=((LEATHER, 1, "120"),),
        freight="25",
        consumer=True,
        duty="3.00",
        tax="29.60",
        fees="2.00",
        whole="179.60",
    ),
    # 22 % of 128 = 28.16, and 2 for the parcel.
    Golden(
        name="one pair to Italy",
        country="IT",
        money="EUR",
        lines=((LEATHER, 1, "100"),),
        freight="25",
        consumer=True,
        duty="3.00",
        tax="28.16",
        fees="2.00",
        whole="158.16",
    ),
    # Over 150 there is no such fee: 8 % of 225 = 18; 22 % of 243 = 53.46.
    Golden(
        name="a dear pair to Italy",
        country="IT",
        money="EUR",
        lines=((LEATHER, 1, "200"),),
        freight="25",
        consumer=True,
        duty="18.00",
        tax="53.46",
        whole="296.46",
    ),
    # 24 x 4,300 = 103,200 is more than 30 % of 270,000 = 81,000; 10 % of 373,200.
    Golden(
        name="Japan counts pairs",
        country="JP",
        money="JPY",
        lines=((LEATHER, 24, "240000"),),
        freight="30000",
        duty="103200",
        tax="37320",
        whole="410520",
    ),
    # 30 % of 66,000 = 19,800 is more than 8,600; 10 % of 85,800.
    Golden(
        name="Japan counts value",
        country="JP",
        money="JPY",
        lines=((LEATHER, 2, "60000"),),
        freight="6000",
        duty="19800",
        tax="8580",
        whole="94380",
    ),
    # Leather shoes are never let in free: 4,300; 10 % of 13,300.
    Golden(
        name="a cheap leather pair to Japan",
        country="JP",
        money="JPY",
        lines=((LEATHER, 1, "9000"),),
        duty="4300",
        tax="1330",
        whole="14630",
    ),
    # Other shoes are, of tax too.
    Golden(
        name="a cheap cotton pair to Japan",
        country="JP",
        money="JPY",
        lines=(("640419", 1, "9000"),),
        freight="1500",
        duty="0",
        tax="0",
        whole="10500",
    ),
    # Free with Form IA-CEPA; tax 10 % of 3,220 with the way.
    Golden(
        name="Australia with IA-CEPA",
        country="AU",
        money="AUD",
        lines=((LEATHER, 30, "3000"),),
        freight="200",
        insurance="20",
        prefers=("IA-CEPA",),
        duty="0",
        tax="322.00",
        whole="3542.00",
    ),
    # 5 % of 3,000, the way is not dutiable; tax 10 % of 3,370.
    Golden(
        name="Australia without proof",
        country="AU",
        money="AUD",
        lines=((LEATHER, 30, "3000"),),
        freight="200",
        insurance="20",
        duty="150.00",
        tax="337.00",
        whole="3707.00",
    ),
    # No duty up to 1,000; tax 10 % of 1,050.
    Golden(
        name="Australia at the limit",
        country="AU",
        money="AUD",
        lines=((LEATHER, 8, "1000"),),
        freight="50",
        consumer=True,
        duty="0",
        tax="105.00",
        whole="1155.00",
    ),
    # No duty up to 135; tax 20 % of 150.
    Golden(
        name="Britain below the limit",
        country="GB",
        money="GBP",
        lines=((LEATHER, 1, "130"),),
        freight="20",
        consumer=True,
        duty="0",
        tax="30.00",
        whole="180.00",
    ),
    # 8 % of 1,100; 20 % of 1,188.
    Golden(
        name="Britain",
        country="GB",
        money="GBP",
        lines=((LEATHER, 12, "1000"),),
        freight="100",
        duty="88.00",
        tax="237.60",
        whole="1425.60",
    ),
    # 4.5 % of 1,100; 20 % of 1,149.50.
    Golden(
        name="Britain with DCTS",
        country="GB",
        money="GBP",
        lines=((LEATHER, 12, "1000"),),
        freight="100",
        prefers=("DCTS standard",),
        duty="49.50",
        tax="229.90",
        whole="1379.40",
    ),
    # No duty on industrial goods; 8.1 % of 550.
    Golden(
        name="Switzerland",
        country="CH",
        money="CHF",
        lines=((LEATHER, 4, "500"),),
        freight="50",
        duty="0",
        tax="44.55",
        whole="594.55",
    ),
    # For own use up to USD 150 without duty: 10 % of 160.
    Golden(
        name="Korea, own use",
        country="KR",
        money="USD",
        lines=((LEATHER, 1, "140"),),
        freight="20",
        consumer=True,
        duty="0",
        tax="16.00",
        whole="176.00",
    ),
    # To a shop 13 % of 160; 10 % of 180.80.
    Golden(
        name="Korea, a shop",
        country="KR",
        money="USD",
        lines=((LEATHER, 1, "140"),),
        freight="20",
        duty="20.80",
        tax="18.08",
        whole="198.88",
    ),
    # 9 % of 860.
    Golden(
        name="Singapore",
        country="SG",
        money="SGD",
        lines=((LEATHER, 6, "800"),),
        freight="60",
        duty="0",
        tax="77.40",
        whole="937.40",
    ),
    # 5 % of 2,300; 5 % of 2,415.
    Golden(
        name="Emirates",
        country="AE",
        money="AED",
        lines=((LEATHER, 6, "2000"),),
        freight="300",
        duty="115.00",
        tax="120.75",
        whole="2535.75",
    ),
    # 25 % of 8,700.
    Golden(
        name="Norway",
        country="NO",
        money="NOK",
        lines=((LEATHER, 6, "8000"),),
        freight="700",
        duty="0",
        tax="2175.00",
        whole="10875.00",
    ),
    # 10 % of 2,000, the way is not dutiable; 15 % of 2,350.
    Golden(
        name="New Zealand",
        country="NZ",
        money="NZD",
        lines=((LEATHER, 10, "2000"),),
        freight="150",
        duty="200.00",
        tax="352.50",
        whole="2702.50",
    ),
    # Free with Form D; 12 % of 55,000.
    Golden(
        name="Philippines with Form D",
        country="PH",
        money="PHP",
        lines=((LEATHER, 20, "50000"),),
        freight="5000",
        prefers=("ATIGA",),
        duty="0",
        tax="6600.00",
        whole="61600.00",
    ),
    # 30 % of 11 million; 10 % of 14.3 million.
    Golden(
        name="Vietnam without Form D",
        country="VN",
        money="VND",
        lines=((LEATHER, 10, "10000000"),),
        freight="1000000",
        duty="3300000",
        tax="1430000",
        whole="15730000",
    ),
    # 38.5 % of 110,000; 18 % of 152,350.
    Golden(
        name="India",
        country="IN",
        money="INR",
        lines=((LEATHER, 20, "100000"),),
        freight="10000",
        duty="42350.00",
        tax="27423.00",
        whole="179773.00",
    ),
    # 30 % of 10,000, the way is not dutiable; 15 % of 14,000.
    Golden(
        name="South Africa",
        country="ZA",
        money="ZAR",
        lines=((LEATHER, 8, "10000"),),
        freight="1000",
        duty="3000.00",
        tax="2100.00",
        whole="16100.00",
    ),
    # 10 % of 11,000; 13 % of 12,100.
    Golden(
        name="China",
        country="CN",
        money="CNY",
        lines=((LEATHER, 20, "10000"),),
        freight="1000",
        duty="1100.00",
        tax="1573.00",
        whole="13673.00",
    ),
    Golden(
        name="Hong Kong asks nothing",
        country="HK",
        money="HKD",
        lines=((LEATHER, 6, "3000"),),
        freight="200",
        duty="0",
        tax="0",
        whole="3200.00",
    ),
)


def asked(golden: Golden) -> LandedCase:
    return LandedCase(
        country=golden.country,
        lines=tuple(
            Goods(hs=hs, pairs=pairs, value=Money(D(value), golden.money))
            for hs, pairs, value in golden.lines
        ),
        entry_date=golden.entry,
        audience=Audience.B2C if golden.consumer else Audience.B2B,
        freight=Money(D(golden.freight), golden.money),
        insurance=Money(D(golden.insurance), golden.money),
        rates=(EURO,),
        preferences=golden.prefers,
    )
