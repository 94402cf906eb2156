"""What can go wrong in the catalogue, each with its own name."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class CatalogueError(ValueError):
    """Something a person can set right; the text says how."""


class NotFound(CatalogueError):
    """No such product or row in this workshop."""


class NotSaved(CatalogueError):
    """Values that cannot be stored; `fields` are pairs of a field name and a sentence."""

    def __init__(self, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__(" ".join(sentence for _, sentence in fields))
        self.fields = fields

    @classmethod
    def from_validation(cls, error: ValidationError) -> NotSaved:
        """The same problems as Django found them, in the reader's language."""
        pairs = [
            (name, str(sentence))
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        ]
        return cls(tuple(pairs))


class NothingToUndo(CatalogueError):
    """There is no change left that could be taken back."""


class CannotUndo(CatalogueError):
    """The change cannot be taken back because something it needs is gone or in use."""


class BadFile(CatalogueError):
    """An uploaded file that is not what it should be."""
