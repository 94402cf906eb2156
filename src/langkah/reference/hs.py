"""Chapter 64 and what else a leather workshop sends, six digits, in our own short words.

Edition HS 2022; HS 2028 enters into force on 2028-01-01. The legal text is the World Customs
Organization's and stands in each country's tariff. Grade A for the structure, C for the edition.
"""

from __future__ import annotations

EDITION = "HS 2022"


def gettext_noop(text: str) -> str:
    """The text itself; the name marks it for those who translate the house."""
    return text


FOOTWEAR: dict[str, str] = {
    "640110": gettext_noop("Waterproof moulded footwear with a metal toe-cap"),
    "640192": gettext_noop("Waterproof moulded footwear over the ankle"),
    "640199": gettext_noop("Other waterproof moulded footwear"),
    "640212": gettext_noop("Ski footwear, upper and sole of rubber or plastic"),
    "640219": gettext_noop("Sports footwear, upper and sole of rubber or plastic"),
    "640220": gettext_noop("Sandals with plugged straps of rubber or plastic"),
    "640291": gettext_noop("Footwear over the ankle, upper and sole of rubber or plastic"),
    "640299": gettext_noop("Other footwear, upper and sole of rubber or plastic"),
    "640312": gettext_noop("Ski footwear with leather upper"),
    "640319": gettext_noop("Sports footwear with leather upper"),
    "640320": gettext_noop("Leather sole, straps over the instep and round the big toe"),
    "640340": gettext_noop("Leather upper with a metal toe-cap"),
    "640351": gettext_noop("Leather upper and sole, over the ankle"),
    "640359": gettext_noop("Leather upper and sole, below the ankle"),
    "640391": gettext_noop("Leather upper, other sole, over the ankle"),
    "640399": gettext_noop("Leather upper, other sole, below the ankle"),
    "640411": gettext_noop("Sports footwear with textile upper and rubber or plastic sole"),
    "640419": gettext_noop("Textile upper, rubber or plastic sole"),
    "640420": gettext_noop("Textile upper, leather sole"),
    "640510": gettext_noop("Leather or composition leather upper, other sole"),
    "640520": gettext_noop("Textile upper, other sole"),
    "640590": gettext_noop("Other footwear"),
}

PARTS: dict[str, str] = {
    "640610": gettext_noop("Uppers of footwear and their parts, but stiffeners"),
    "640620": gettext_noop("Outer soles and heels of rubber or plastic"),
    "640690": gettext_noop("Other parts of footwear, insoles, gaiters"),
}

LEATHER_GOODS: dict[str, str] = {
    "420211": gettext_noop("Trunks, briefcases and satchels with leather outside"),
    "420221": gettext_noop("Handbags with leather outside"),
    "420222": gettext_noop("Handbags with plastic sheeting or textile outside"),
    "420231": gettext_noop("Wallets, card holders and the like with leather outside"),
    "420232": gettext_noop("Wallets and the like with plastic sheeting or textile outside"),
    "420291": gettext_noop(
        "Rucksacks, totes, tool rolls and other containers with leather outside"
    ),
    "420292": gettext_noop("Other containers with plastic sheeting or textile outside"),
    "420330": gettext_noop("Belts of leather or composition leather"),
    "420500": gettext_noop("Other articles of leather or composition leather"),
}

# Beside the table of research: lines of the same headings, named from the tariff's structure
OTHER_GOODS: dict[str, str] = {
    "420212": gettext_noop("Trunks, briefcases and satchels with plastic or textile outside"),
    "420219": gettext_noop("Trunks, briefcases and satchels of other materials"),
    "420229": gettext_noop("Handbags of other materials"),
    "420239": gettext_noop("Wallets and the like of other materials"),
    "420299": gettext_noop("Other containers of other materials"),
    "420310": gettext_noop("Clothing of leather or composition leather"),
    "420321": gettext_noop("Leather gloves made for sport"),
    "420329": gettext_noop("Other leather gloves"),
    "420340": gettext_noop("Other accessories of clothing, of leather"),
}
TEXTS: dict[str, str] = FOOTWEAR | PARTS | LEATHER_GOODS | OTHER_GOODS


SHORTEST, LONGEST = 6, 12
_BETWEEN = str.maketrans("", "", ". ")


def bare(code: str) -> str:
    """A tariff code without the dots and spaces that people write into it."""
    return code.translate(_BETWEEN)


def is_code(code: str, shortest: int = SHORTEST, longest: int = LONGEST) -> bool:
    """Whether these are so many plain digits, 0 to 9; no tariff has those of another script."""
    return code.isascii() and code.isdigit() and shortest <= len(code) <= longest
