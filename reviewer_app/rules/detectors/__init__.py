"""Privacy detectors, one kind a file; `registry.py` names them for the rule files.

How a detector stays quick (design §11; figures in docs/performance.md). All run one after another over one joined
text (`rules/scan.py`), which a long document makes millions of characters long:

- Never walk the whole text with a pattern of your own if something shared has walked it already. Numbers: ask
  `scan.shaped(form)` for the digit runs in whose *shape* a form is found (`0` a digit, `X` an X, `A` another letter);
  shapes are few, so that costs one look a shape, not one a run. Words: labels, anchors and cues in
  the rule file are all found in one pass; ask `scan.words` where they stand, `cue_before` which stands before.
  Cells: `scan.cells_of(kind)` and `candidate.open_cells` know the columns by their headers.
- Where a walk is needed, begin with what is rare and literal (`@`, 号, a capital letter): one character, one literal or
  one range is searched for at memory speed, an alternation or a look-behind at the front is not. Look at what stands
  around it only then, backwards with a bounded `backwards=True` pattern, forwards with a bounded one.
- No pattern may cost the square of a line: bound every repeat, anchor at the seed, never begin two looks at one place.
  `tests/rules/test_rules_scaling.py` runs every detector over long lines of what it looks for.
- Say evidence with shared values (`header_evidence`): a table tells the same thing thousands of times.
"""
