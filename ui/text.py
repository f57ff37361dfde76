"""The Qt side of the catalogue of texts: the language chosen for this window."""

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.text import LANGUAGES, explain, say


class Words:
    """Texts in one language; made once by the application and handed to whoever shows something."""

    def __init__(self, language: str = "zh_CN") -> None:
        if language not in LANGUAGES:
            language = "zh_CN"
        self.language = language

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`."""
        return say(key, language=self.language, **values)

    def error(self, error: ReviewerError) -> str:
        """What happened, what was kept, what to do."""
        return explain(error, language=self.language)
