from datetime import date
from pathlib import Path

import pytest

from reviewer_app.cli.assessing import assessor
from reviewer_app.cli.path_masks import PathMasks, shown_error, shown_path
from reviewer_app.cli.sources import Unreadable
from reviewer_app.domain.errors import FileDamaged
from reviewer_app.rules.context import Context

NUMBER = "330106198003151231"


@pytest.mark.parametrize("path", [f"公示-{NUMBER}.docx", f"张三{NUMBER}/甲.docx", f"/在/{NUMBER}/13812345678/甲.docx"])
def test_folders_and_names_are_masked_even_where_the_file_cannot_be_read(path: str) -> None:
    named = PathMasks(assessor(Context(today=date(2018, 6, 21)))).findings(Path(path))
    file = Unreadable(Path(path), FileDamaged(name=Path(path).name), named)
    told = shown_path(file, reveal=False) + str(shown_error(file, reveal=False).values)
    assert NUMBER not in told
    assert "13812345678" not in told
    assert "33*************231" in told
    assert shown_path(file, reveal=True) == path
    assert shown_error(file, reveal=True).values == file.error.values
