"""The questions a decision has asked so far, with their answers, and those nobody answered."""

from __future__ import annotations

from langkah.domain.classification.case import ClassifyCase, DecisionStep
from langkah.domain.classification.notes import words
from langkah.domain.reason import Reason, because

YES, NO = because("yes"), because("no")


class Trail:
    """Collects steps and open questions while a code is looked for.

    `wanted` names, for each question in `asked`, the fact of the case that answers it.
    """

    def __init__(self, case: ClassifyCase) -> None:
        self.case = case
        self.steps: list[DecisionStep] = []
        self.asked: list[Reason] = []
        self.wanted: list[str] = []

    def step(self, fact: str, question: Reason, answer: Reason, note: str) -> None:
        """One question with its answer and the note it rests on."""
        self.steps.append(
            DecisionStep(question=question, answer=answer, note=note, why=words(note), fact=fact)
        )

    def ask(self, fact: str, question: Reason) -> None:
        """A question that stands before the code; asked once."""
        if question not in self.asked:
            self.asked.append(question)
            self.wanted.append(fact)

    def holds(self, fact: str, question: Reason, note: str) -> bool:
        """Whether a fact holds; an unknown one is asked, and counts as no for the way on."""
        value: bool | None = getattr(self.case, fact)
        if value is None:
            self.ask(fact, question)
            return False
        self.step(fact, question, YES if value else NO, note)
        return value
