"""Patterns of rule data, compiled once and kept.

The standard library keeps 512 patterns and drops the oldest; the rule files hold almost as many, and a window that
uses others beside them would compile all of them again for every document.
"""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with MULTILINE: what stands for a title may have several lines."""
    return re.compile(pattern, re.MULTILINE)
