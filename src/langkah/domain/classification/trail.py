"""The questions a decision has asked so far, with their answers, and those nobody answered."""

from __future__ import annotations

from langkah.domain.classification.case import DecisionStep, Stuff
from langkah.domain.classification.materials import NAMES
from langkah.domain.reason import Reason, because

YES, NO = because("yes"), because("no")


class Trail:
    """Collects steps and open questions while a code is looked for."""

    def __init__(self) -> None:
        self.steps: list[DecisionStep] = []
        self.asked: list[Reason] = []

    def material(self, question: Reason, stuff: Stuff | None, note: str) -> None:
        """A material that decides; nothing when it is not known yet."""
        if stuff is not None:
            self.step(question, NAMES[stuff], note)

    def step(self, question: Reason, answer: Reason, note: str) -> None:
        """One question with its answer and the note it rests on."""
        self.steps.append(DecisionStep(question=question, answer=answer, note=note))

    def holds(self, fact: bool | None, question: Reason, note: str) -> bool:
        """Whether a fact holds; an unknown one is asked, and counts as no for the way on."""
        if fact is None:
            if question not in self.asked:
                self.asked.append(question)
            return False
        self.step(question, YES if fact else NO, note)
        return fact
