"""Privacy detectors, one kind a file; `registry.py` names them for the rule files."""
