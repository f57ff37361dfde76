"""What the prepared office lacks for some dialogs: an item of pictures, words to import, a release with photographs."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from board_entry import to_board
from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.release import QueueEntry
from reviewer_app.services.post_notice import RecordPosting, record_posting
from window_office import WindowOffice

LEXICON = """类别,错误写法,规范写法,职务,说明,例外,来源,起用日期,停用日期
易错词,截止现在,截至现在,,,,办公室,,
易错词,座落,坐落,,土地登记用“坐落”,座落式,办公室,,
领导,,沈青禾,党组书记、局长,,,任免通知,2018-01-01,2020年12月31日
易错词,签定,,,没有写规范写法,,,,
"""


def look_at_pages(office: WindowOffice) -> None:
    """A scanned part that no text was read from, under review."""
    walk = Walk(office.desk, office.people, lambda _line: None)
    item = walk.enter("scan.pdf", column="A30", carrier=Carrier.NOT_OFFICIAL)
    office.items["scan"] = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE))).id


def post_on_boards(office: WindowOffice) -> None:
    """What is queued and what is out go to the village's board instead of the website."""
    _boards(office, "queued", "online")


def post_with_pictures(office: WindowOffice) -> None:
    """What is out hangs on a board, and two photographs show it; of a third file nothing can be shown."""
    publisher, now = office.people.publisher.id, office.desk.clock.now()
    for entry in _boards(office, "online"):
        photos = (photograph((1600, 1200), "#8fa3b8"), photograph((900, 1400), "#b8a98f"), b"no picture")
        record_posting(office.desk, RecordPosting(
            publisher, entry.id, entry.version, "松岗村委会门口公示栏", "刘发布员", now, photos=photos))


def _boards(office: WindowOffice, *words: str) -> tuple[QueueEntry, ...]:
    with office.desk.uow("", writing=False) as uow:
        entries = [one for word in words for one in uow.queue.find(item=office.items[word])]
    return tuple(to_board(office.desk, office.people.publisher.id, entry) for entry in entries)


def photograph(size: tuple[int, int], wall: str) -> bytes:
    """A board on a wall with a sheet on it, as a JPEG."""
    image = Image.new("RGB", size, wall)
    draw, (width, height) = ImageDraw.Draw(image), size
    draw.rectangle((width * 0.15, height * 0.15, width * 0.85, height * 0.85), fill="#5b4636")
    draw.rectangle((width * 0.3, height * 0.22, width * 0.7, height * 0.78), fill="#fffdf5")
    for line in range(12):
        down = height * (0.28 + 0.038 * line)
        draw.rectangle((width * 0.34, down, width * (0.66 if line % 4 else 0.5), down + height * 0.012), fill="#444444")
    out = BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def lexicon_file(folder: Path) -> Path:
    """A list of words to be imported, with a row that is wrong."""
    path = folder / "本局用语.csv"
    path.write_text(LEXICON, "utf-8")
    return path


