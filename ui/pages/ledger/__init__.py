"""台账与留痕: what happened to each item, the whole log, and whether it holds."""
