"""The name pass without a worker around it: the real model in this process."""

from collections.abc import Callable, Sequence

from reviewer_app.adapters import name_model
from reviewer_app.domain.document import Document
from reviewer_app.ports.names import Spans
from reviewer_app.rules.loader import load_rules
from reviewer_app.services.name_pass import NamePass


class NearModel:
    """Fulfils `NameReader`."""

    def find(self, texts: Sequence[str], *, cancelled: Callable[[], bool] | None = None) -> Spans:
        del cancelled
        return name_model.recognise(list(texts))

    def close(self) -> None:
        """Nothing to end."""


def with_names(document: Document) -> Document:
    """The document as a check of the program sees it where the model is installed."""
    return NamePass(NearModel(), lambda: load_rules().lexicons)(document)
