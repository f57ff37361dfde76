"""The import contracts hold, and none of them has quietly gone."""

import subprocess
import sys
import tomllib

import source_tree

CONTRACTS = {
    "Packages point downwards",
    "Every part of the core has its layer",
    "Inside ui, pages sit on models and jobs",
    "Qt stays in ui",
    "SQL stays in db",
    "File parsers stay in documents",
    "No cycles between siblings",
    "Domain and ports stand on the standard library alone",
    "The tools part of bootstrap needs neither window nor database",
}


def test_contracts_are_all_there() -> None:
    configured = tomllib.loads((source_tree.ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    contracts = configured["contracts"]
    assert {contract["name"] for contract in contracts} >= CONTRACTS
    assert [contract["name"] for contract in contracts if contract.get("ignore_imports")] == []


def test_contracts_hold() -> None:
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(linter, cwd=source_tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
