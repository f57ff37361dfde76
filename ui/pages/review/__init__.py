"""审查, the heart: the document on the left, the seven steps on the right, what is missing below (window.md)."""
