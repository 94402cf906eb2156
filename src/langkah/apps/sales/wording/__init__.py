"""Every word a buyer reads: offers, chat, and the workshop's public pages.

These sentences live in this app's own locale folder, complete in all languages of buyers. The
words of one page are handed to its template ready, so that no screen can forget a language.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langkah.papers.offer import Labels

# How a language names itself; these are not translated.
LANGUAGES: dict[str, str] = {
    "en": "English",
    "id": "Bahasa Indonesia",
    "nl": "Nederlands",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "ja": "日本語",
}


def frame() -> tuple[str, ...]:
    """Words of the public frame of the ui kit; listed here so that they exist in every language."""
    return (
        _("Skip to the content"),
        _("Demo"),
        _("Made to order. Answered with Langkah."),
    )


def labels() -> Labels:
    """The headings of an offer in the active language."""
    return Labels(
        offer=_("Offer"),
        buyer=_("For"),
        sent=_("Sent on"),
        valid=_("Valid until"),
        product=_("What you receive"),
        sizes=_("Sizes"),
        pairs=_("Pairs"),
        per_pair=_("Price per pair"),
        average=_("Average price per pair"),
        goods_per_pair=_("Goods, per pair"),
        amount=_("Amount"),
        total=_("Total"),
        door=_("In all, at your door"),
        figures=_("How the price is made up"),
        included=_("Included"),
        excluded=_("Not included"),
        ready=_("Ready"),
        arrival=_("Expected with you"),
        size_table=_("Size table"),
        terms=_("Terms"),
        page=_("Page"),
        link=_("Read and answer this offer online"),
    )


def title(number: str, version: int) -> str:
    """What the offer is called."""
    return _("Offer {number}, version {version}").format(number=number, version=version)


def draft() -> str:
    """What stands above an offer that was not sent."""
    return _("Draft. This offer has not been sent.")


def demo() -> str:
    """What stands above an offer of the demo workshop."""
    return _("Example from a demonstration workshop. Not a real offer.")


def meaning(incoterm: str, place: str) -> str:
    """What the Incoterm means for the buyer, in a sentence."""
    known = {
        "EXW": _("You collect the goods in {place}. Transport, papers and import are yours."),
        "FCA": _("We clear the goods for export and hand them to your carrier in {place}."),
        "FAS": _("We clear the goods for export and bring them beside your ship in {place}."),
        "FOB": _("We clear the goods for export and load them on your ship in {place}."),
        "CPT": _("We pay the transport to {place}. The risk is yours once the carrier has them."),
        "CIP": _("We pay transport and insurance to {place}. Import duty and tax are yours."),
        "CFR": _("We pay the sea freight to {place}. The risk is yours once they are on board."),
        "CIF": _("We pay sea freight and insurance to {place}. Import duty and tax are yours."),
        "DAP": _("We bring the goods to {place}. Import duty and tax are yours."),
        "DPU": _("We bring the goods to {place} and unload them. Import duty and tax are yours."),
        "DDP": _("We bring the goods to {place}, with import duty and tax paid."),
    }
    return known.get(incoterm, "").format(place=place)


def head(code: str) -> str:
    """What a figure of the sum is called; an unknown code is shown as it is."""
    known = {
        "goods": _("Goods"),
        "packing": _("Packing"),
        "export": _("Export clearance"),
        "pickup": _("Transport to the carrier"),
        "terminal": _("Handling at the port of departure"),
        "aboard": _("Loading on board"),
        "freight": _("Transport"),
        "insurance": _("Insurance"),
        "handling": _("Customs agent and handling"),
        "unloading": _("Unloading at the place"),
        "duty": _("Import duty"),
        "tax": _("Import tax (VAT, GST or similar)"),
        "extra_duty": _("Additional import duty"),
        "delivery": _("Delivery to the door"),
        "fees": _("Customs fees"),
    }
    return known.get(code, code)


def estimate() -> str:
    """The word beside a figure that customs or a carrier will decide."""
    return _("estimate")


def not_known() -> str:
    """What stands in place of a figure that is not known; never zero."""
    return _("not known yet")


def pairs(count: int, shown: str) -> str:
    """So many pairs; `shown` is the count in local digits."""
    return ngettext("{count} pair", "{count} pairs", count).format(count=shown)


def open_size() -> str:
    """The name of a size that is still to be agreed."""
    return _("size to be agreed")


def size_system(code: str) -> str:
    """What a column of the size table is called."""
    known = {"US men": _("US men"), "US women": _("US women"), "CM": "cm"}
    return known.get(code, str(code))


def period(first: str, last: str) -> str:
    """From one day to another."""
    return _("{first} to {last}").format(first=first, last=last) if first != last else first


def terms_of_payment(percent: str, amount: str) -> str:
    """How an offer is paid; `percent` is a plain number without its sign."""
    if percent == "0":
        return _("No deposit. The whole amount is paid before the goods leave.")
    if percent == "100":
        return _("The whole amount is paid when you accept.")
    sentence = _("Deposit of {percent}% ({amount}) when you accept; the rest before they leave.")
    return sentence.format(percent=percent, amount=amount)


def term_of_date(day: str, *, held: bool, in_doubt: bool = False) -> str:
    """Until when the date of delivery holds, and whether another buyer may be quicker.

    `in_doubt`: it was held, and by the plan of now it is kept no more.
    """
    if in_doubt:
        sentence = _(
            "We are working out the date anew; it may become later. Accept by {day}: if it does, "
            "we tell you the new date first, and you decide."
        )
        return sentence.format(day=day)
    if held:
        return _("The date holds if you accept by {day}.").format(day=day)
    sentence = _(
        "The date is subject to prior sale: accept by {day}. If another order comes first we tell "
        "you the new date, and you decide."
    )
    return sentence.format(day=day)


def term_of_estimates(day: str) -> str:
    """Why duty and tax may differ."""
    sentence = _("Duty and tax are estimates from the rules known on {day}; customs decides.")
    return sentence.format(day=day)


def rate_source(name: str, is_less: bool) -> str:
    """Where an exchange rate comes from; `is_less`: the bank has kept its share of it."""
    known = {
        "own rate of the workshop": _("the workshop's own rate"),
        "ECB euro reference rates": _("ECB euro reference rates"),
    }
    source = known.get(name, name)
    return _("{source}, less the bank's share").format(source=source) if is_less else source


def open_place() -> str:
    """What stands in place of a named place that is not known yet."""
    return _("(place to be agreed)")


def term_of_rate(rate: str, source: str, day: str) -> str:
    """The exchange rate behind the prices; `rate` says “€ 1 = IDR 20,000”."""
    sentence = _("Exchange rate: {rate} ({source}, {day}).")
    return sentence.format(rate=rate, source=source, day=day)


def term_of_proof(form: str) -> str:
    """The document that lowers the buyer's duty."""
    known = {
        "Origin declaration or Form A": _("Origin declaration or Form A"),
        "REX statement on origin": _("REX statement on origin"),
    }
    sentence = _("This proof of origin goes with the goods: {form}.")
    return sentence.format(form=known.get(form, form))


def term_of_wishes(wishes: str) -> str:
    """What the buyer wished, as understood."""
    return _("Your wishes: {wishes}").format(wishes=wishes)


def chat() -> dict[str, str]:
    """The sentences of the chat text, with gaps."""
    return {
        "hello": _("Hello {name},"),
        "thanks": _("Thank you for asking. This is our offer {number}:"),
        "named": _("{label}: {value}"),
        "more": _("and {count} more products, see the page"),
        "total": _("Total: {total}, {delivery}"),
        "door": _("In all, with duty and tax, at your door: about {amount}"),
        "door_now": _(
            "In all, with duty and tax, at your door: about {amount}, because customs rules "
            "changed since our offer (it said {before})"
        ),
        "ready": _("Ready: {day}"),
        "arrival": _("Expected with you: {days}"),
        "deposit": _("Deposit: {amount}"),
        "valid": _("Valid until {day}"),
        "link": _("Photos, sizes, terms and your answer: {link}"),
    }


def page() -> dict[str, str]:
    """The words of the buyer's page that do not depend on the offer."""
    return {
        "language": _("Language"),
        "pdf": _("Save as PDF"),
        "answer": _("Your answer"),
        "accept": _("Accept this offer"),
        "name": _("Your name"),
        "confirm": _("I accept this offer with its price, date and terms."),
        "change": _("Ask for a change"),
        "change_label": _("What should be different?"),
        "question": _("Ask a question"),
        "question_label": _("Your question"),
        "send": _("Send"),
        "newest": _("Show the newest version"),
        "ask_again": _("Ask for a new offer"),
        "received": _("Your message has arrived. We will answer you."),
        "messages": _("What you wrote"),
        "gone_title": _("This link opens no offer"),
        "new_date": _("I accept this offer with its price, its terms and the new date."),
        "gone": _("The link is not complete or was taken back. Ask the workshop for a new one."),
    }


def state(code: str, **gaps: str) -> str:
    """What happened to the offer and what the buyer can do now."""
    known = {
        "open": _("This offer is open until {day}."),
        "expired": _("This offer ended on {day}. Ask for a new one: price and date may differ."),
        "withdrawn": _("The workshop took this offer back on {day}. Ask what is possible now."),
        "superseded": _("This version was replaced by version {version} on {day}."),
        "accepted": _("{name} accepted this offer on {day}. Your order is number {order}."),
        "cancelled": _(
            "Your order {order} was cancelled on {day}. Ask the workshop if you need it."
        ),
        "draft": draft(),
    }
    return known[code].format(**gaps)


def date_moved(old: str, new: str, *, held: bool = False) -> str:
    """The date that is possible now, and what the buyer can do.

    Another order was quicker; or the plan changed under a date that was `held`.
    """
    if held:
        sentence = _(
            "Our plan has changed. It can no longer be ready on {old}, but on {new}. Nothing is "
            "ordered yet. Press once more to accept with the new date, or ask us."
        )
        return sentence.format(old=old, new=new)
    sentence = _(
        "Another order came first. It can no longer be ready on {old}, but on {new}. Nothing is "
        "ordered yet. Press once more to accept with the new date, or ask us."
    )
    return sentence.format(old=old, new=new)


def refusal(code: str) -> str:
    """What is missing in a form a buyer sent, and what to do."""
    known = {
        "name": _("Write your name, so that we know who accepts."),
        "confirm": _("Tick the box to accept the offer."),
        "change": _("Write what should be different."),
        "question": _("Write your question."),
        "long": _("This text is too long. Please write at most 4,000 characters."),
        "text": _("Write what you would like."),
        "contact": _("Write an e-mail address or a telephone number, so that we can answer."),
        "email": _("This e-mail address is not complete."),
        "form": _("This form could not be checked. Please send it once more."),
        "often": _("Too many messages in a short time. Please try again in an hour."),
        "closed": _("This offer can no longer be accepted. Ask the workshop for a new one."),
        "late": _("The offer changed while you were reading. Please read the newest version."),
        "date": _("The promised date can no longer be kept. The workshop will send a new offer."),
        "wanted": _("I wanted to accept this offer, but its date was gone. Please send a new one."),
    }
    return known[code]


def site() -> dict[str, str]:
    """The words of the workshop's public page and its request form."""
    return {
        "language": _("Language"),
        "story": _("Our story"),
        "catalogue": _("What we make"),
        "empty": _("Nothing is shown here yet. Ask us what we can make for you."),
        "ask": _("Ask for an offer"),
        "ask_intro": _("Tell us in your own words. A person reads it and answers you."),
        "text": _("What would you like?"),
        "text_hint": _("Which product, how many pairs of which size, where to, and by when."),
        "name": _("Your name"),
        "email": _("E-mail"),
        "phone": _("WhatsApp or telephone"),
        "trap": _("Leave this field empty"),
        "send": _("Send your request"),
        "thanks": _("Thank you. Your request has arrived."),
        "thanks_more": _("A person reads it and answers you at the address you gave."),
        "back": _("Back to the workshop"),
        "from": _("From {price} a pair"),
        "demo": _("Demonstration workshop. Nothing here is for sale."),
    }


def rules_changed() -> dict[str, str]:
    """The sentences about customs rules that change under an offer or an order, with gaps."""
    return {
        "hello": _("Hello {name},"),
        "changes": _("Customs rules change: {country}."),
        "waits": _("Customs rules will change on a day that is not known yet: {country}."),
        "again": _("What we wrote to you about customs rules no longer holds: {country}."),
        "offer": _("This touches our offer {number}."),
        "order": _("This touches your order {number}."),
        "door": _(
            "With duty and tax, everything at your door would come to about {after} instead of "
            "{before}."
        ),
        "holds": _(
            "As offered at first, everything at your door comes to about {after} with duty and tax."
        ),
        "holds_not": _(
            "As offered at first, everything at your door comes to about {after} with duty and "
            "tax, not to {before}."
        ),
        "unknown": _("We do not know the new duty and tax yet and are asking for them."),
        "paid": _("Your price with duty and tax paid stays as agreed: {price}."),
        "until": _("It holds if you accept by {day}."),
        "escape": _("If the goods leave us by {day}, the old rules still hold."),
        "ask_offer": _("Shall we make you a new offer, or send the goods earlier?"),
        "ask_order": _("Please tell us how you would like to go on."),
    }


def later_day() -> dict[str, str]:
    """The sentences about an order that is ready later than promised, with gaps."""
    return {
        "dear": _("Dear {name},"),
        "sorry": _(
            "We are sorry: your order {number} will not be ready on {day}, the day we promised."
        ),
        "over": _(
            "We are sorry: your order {number} is not ready yet. We had promised it for {day}."
        ),
        "ill": _("Somebody in our workshop is ill."),
        "machine": _("A machine that we need for your order has broken down."),
        "material": _("Material for your order reaches us later than agreed."),
        "check": _("Some pairs did not pass our check. We are making them again."),
        "hours": _("We are working longer hours for your order."),
        "helper": _("Another workshop is helping us."),
        "ordered": _("We have ordered the material again."),
        "new": _("Your order will be ready on {day}."),
        "arrives": _("It should be with you by {day}."),
        "sure": _("This day already allows for what can still go wrong."),
        "choose": _("Please choose and tell us:"),
        "accept": _("You accept the new day, {day}."),
        "first": _("You receive {pairs} first, ready on {day}. The others follow on the new day."),
        "other": _("You need something else: please tell us what."),
        "regards": _("Kind regards"),
    }
