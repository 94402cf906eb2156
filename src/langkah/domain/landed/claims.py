"""Whether a preference that was claimed counts for a line, and the sentence when it does not."""

from __future__ import annotations

from dataclasses import dataclass, field

from langkah.domain import materials
from langkah.domain.landed.case import Goods
from langkah.domain.landed.charges import Unsure
from langkah.domain.landed.tariff import Consignment, same
from langkah.domain.origin_rules import knows, rule_met
from langkah.domain.reason import Reason, because
from langkah.reference import countries
from langkah.reference.rules import GRANTED, WITHHELD, Rule, RuleKind
from langkah.reference.source import Grade


@dataclass(slots=True)
class Claim:
    """What the claims of one line come to; without `rule` the ordinary duty counts.

    `rests` are the rules that this rests on, `doubtful` a preference of which nobody knows whether
    it holds, `noted` why a claim does not count.
    """

    rule: Rule | None = None
    rests: tuple[Rule, ...] = ()
    doubtful: Rule | None = None
    noted: list[Unsure] = field(default_factory=list)


def claim(line: Goods, here: Consignment) -> Claim:
    """The first claimed preference that counts for this line, and why the others do not."""
    found = Claim()
    for programme in here.case.preferences:
        if found.rule is None:
            _judge(programme, line, here, found)
    return found


def _judge(programme: str, line: Goods, here: Consignment, found: Claim) -> None:
    rule, scheme = preference(here, line, programme), here.scheme(line, programme)
    if scheme is not None and here.grade(scheme) is not Grade.U and scheme.basis == WITHHELD:
        found.noted.append(Unsure(_falls_back(_WITHHELD, programme, line, here, scheme)))
    elif rule is None or (rule.rate is None and rule.amount is None):
        found.noted.append(_none_known(programme, line, here, scheme or rule))
    elif rule.origin not in ("", line.origin):
        found.noted.append(Unsure(_falls_back(_FOREIGN, programme, line, here)))
    elif here.grade(rule) is Grade.U or not _stands(scheme, here):
        found.doubtful = rule
        reason = _falls_back(_DOUBTFUL, programme, line, here)
        found.noted.append(Unsure(reason, _ask(programme, line, here)))
    else:
        _originating(rule, scheme, line, here, found)


def preference(here: Consignment, line: Goods, programme: str) -> Rule | None:
    """The preference of this name in force at entry for these goods, or else for others."""
    found = [
        one for one in here.all(RuleKind.PREFERENCE, line.hs) if same(one.programme, programme)
    ]
    found.sort(key=lambda one: one.origin not in ("", line.origin))
    return next(iter(found), None)


def _stands(scheme: Rule | None, here: Consignment) -> bool:
    """Whether the scheme grants the goods; one without a row of its own stands with its rates."""
    if scheme is None:
        return True
    return here.grade(scheme) is not Grade.U and scheme.basis == GRANTED


def _originating(
    rule: Rule, scheme: Rule | None, line: Goods, here: Consignment, found: Claim
) -> None:
    """The rule of origin, where the materials were told."""
    if line.inputs:
        inputs = materials.in_money(line.inputs, line.value.currency, here.case.rates)
        met, why = rule_met(rule.programme, line.hs, inputs, line.value)
        if not met:
            found.noted.append(Unsure(why))
        if not met and knows(rule.programme, line.hs):
            found.noted.append(
                Unsure(because("The ordinary duty counts for {code}.", code=line.hs))
            )
            return
    found.rule = rule
    found.rests = (rule,) if scheme is None else (rule, scheme)
    if rule.proof:
        found.noted.append(
            Unsure(
                because(
                    "The preference {programme} counts only when this proof of origin goes with "
                    "the goods: {proof}.",
                    programme=rule.programme,
                    proof=rule.proof,
                )
            )
        )


# --- the sentences ---------------------------------------------------------------------------

_WITHHELD = because(
    "{country} withholds the preference {programme} for {code} from Indonesia on {day} ({source}). "
    "The ordinary duty counts."
)
_FOREIGN = because(
    "{country}: the preference {programme} is for goods made in Indonesia, not for {code} from "
    "elsewhere. The ordinary duty counts."
)
_DOUBTFUL = because(
    "{country}: it is not known whether the preference {programme} holds for {code} from Indonesia "
    "on {day}. The ordinary duty counts until somebody has found out."
)
_NONE = because(
    "{country}: no preference “{programme}” is known for {code} on {day}. The ordinary duty counts."
)


def _falls_back(
    why: Reason, programme: str, line: Goods, here: Consignment, rule: Rule | None = None
) -> Reason:
    return because(
        why.message,
        country=countries.name(here.case.country),
        programme=programme,
        code=line.hs,
        day=here.case.entry_date,
        source=rule.source.name if rule else "",
    )


def _none_known(programme: str, line: Goods, here: Consignment, known: Rule | None) -> Unsure:
    """No rate under this name; worth a question where the name itself is known."""
    ask = _ask(programme, line, here) if known is not None else None
    return Unsure(_falls_back(_NONE, programme, line, here), ask)


def _ask(programme: str, line: Goods, here: Consignment) -> Reason:
    return because(
        "Ask a customs broker for {country}: does the preference {programme} hold for {code} made "
        "in Indonesia that arrives on {day}, at which rate, and with which proof of origin?",
        country=countries.name(here.case.country),
        programme=programme,
        code=line.hs,
        day=here.case.entry_date,
    )
