"""Chapter 64 and what else a leather workshop sends, six digits, in our own short words.

Edition HS 2022; HS 2028 enters into force on 2028-01-01. The legal text is the World Customs
Organization's and stands in each country's tariff. Grade A for the structure, C for the edition.
"""

from __future__ import annotations

EDITION = "HS 2022"

FOOTWEAR: dict[str, str] = {
    "640110": "Waterproof moulded footwear with a metal toe-cap",
    "640192": "Waterproof moulded footwear over the ankle",
    "640199": "Other waterproof moulded footwear",
    "640212": "Ski footwear, upper and sole of rubber or plastic",
    "640219": "Sports footwear, upper and sole of rubber or plastic",
    "640220": "Sandals with plugged straps of rubber or plastic",
    "640291": "Footwear over the ankle, upper and sole of rubber or plastic",
    "640299": "Other footwear, upper and sole of rubber or plastic",
    "640312": "Ski footwear with leather upper",
    "640319": "Sports footwear with leather upper",
    "640320": "Leather sole, straps over the instep and round the big toe",
    "640340": "Leather upper with a metal toe-cap",
    "640351": "Leather upper and sole, over the ankle",
    "640359": "Leather upper and sole, below the ankle",
    "640391": "Leather upper, other sole, over the ankle",
    "640399": "Leather upper, other sole, below the ankle",
    "640411": "Sports footwear with textile upper and rubber or plastic sole",
    "640419": "Textile upper, rubber or plastic sole",
    "640420": "Textile upper, leather sole",
    "640510": "Leather or composition leather upper, other sole",
    "640520": "Textile upper, other sole",
    "640590": "Other footwear",
}

PARTS: dict[str, str] = {
    "640610": "Uppers of footwear and their parts, but stiffeners",
    "640620": "Outer soles and heels of rubber or plastic",
    "640690": "Other parts of footwear, insoles, gaiters",
}

LEATHER_GOODS: dict[str, str] = {
    "420211": "Trunks, briefcases and satchels with leather outside",
    "420221": "Handbags with leather outside",
    "420222": "Handbags with plastic sheeting or textile outside",
    "420231": "Wallets, card holders and the like with leather outside",
    "420232": "Wallets and the like with plastic sheeting or textile outside",
    "420291": "Rucksacks, totes, tool rolls and other containers with leather outside",
    "420292": "Other containers with plastic sheeting or textile outside",
    "420330": "Belts of leather or composition leather",
    "420500": "Other articles of leather or composition leather",
}

# Beside the table of research: lines of the same headings, named from the tariff's structure
OTHER_GOODS: dict[str, str] = {
    "420212": "Trunks, briefcases and satchels with plastic or textile outside",
    "420219": "Trunks, briefcases and satchels of other materials",
    "420229": "Handbags of other materials",
    "420239": "Wallets and the like of other materials",
    "420299": "Other containers of other materials",
    "420310": "Clothing of leather or composition leather",
    "420321": "Leather gloves made for sport",
    "420329": "Other leather gloves",
    "420340": "Other accessories of clothing, of leather",
}
TEXTS: dict[str, str] = FOOTWEAR | PARTS | LEATHER_GOODS | OTHER_GOODS
