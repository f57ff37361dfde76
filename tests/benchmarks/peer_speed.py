"""Characters a second of JioNLP's eight extractors and of Presidio's patterns, as JSON; `make bench` runs it.

Runs in an environment of its own (out/peers, from peers.lock): neither library is a dependency of anything of ours.
"""

import contextlib
import gc
import io
import json
import statistics
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
LINES_OF_PRESIDIO = 1000  # it needs a second for what the others do in a hundredth


def speed(text: str, work: Callable[[], object]) -> float:
    """Characters a CPU second, the median of a few rounds."""
    spent = []
    gc.disable()  # as ours is measured
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return len(text) / statistics.median(spent)


def jionlp(text: str) -> float:
    """The eight extractors of what we look for too, over the whole text each."""
    sys.modules["jiojio"] = types.ModuleType("jiojio")  # a GPL segmenter that the import asks for and no extractor uses
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp as jio
    kinds = ("id_card", "phone_number", "email", "ip_address", "motor_vehicle_licence_plate", "qq", "url", "wechat_id")
    extractors = [getattr(jio, f"extract_{kind}") for kind in kinds]
    return speed(text, lambda: [extract(text) for extract in extractors])


def presidio(text: str) -> float:
    """Its eight pattern recognisers that no country is needed for, line by line as its users call it."""
    from presidio_analyzer import predefined_recognizers as known

    kinds = ("CreditCard", "Crypto", "Date", "Email", "Iban", "Ip", "Url", "Phone")
    recognizers = [getattr(known, f"{kind}Recognizer")(supported_language="zh") for kind in kinds]
    lines = text.split("\n")[:LINES_OF_PRESIDIO]

    def work() -> None:
        for line in lines:
            for one in recognizers:
                one.analyze(line, one.supported_entities, None)

    return speed("\n".join(lines), work)


if __name__ == "__main__":
    prose = Path(sys.argv[1]).read_text("utf-8")
    print(json.dumps({"jionlp": jionlp(prose), "presidio": presidio(prose)}))  # noqa: T201 - the answer
