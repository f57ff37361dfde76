"""备份, 删除内容, 固定, and the text of a public version: who may, and that the log still holds after each."""

import pytest

from release_office import release_office
from review_office import NAME, assert_nothing_leaks
from reviewer_app.bootstrap.home import restore_home
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.errors import NotFound, NotOverwritten, NotPermitted, ReasonRequired
from reviewer_app.services.checkpoint import checkpoint, short_code
from reviewer_app.services.export_log import Prove, prove
from reviewer_app.services.keeping import BackUp, Erase, back_up, erase
from reviewer_app.services.public_text import public_document
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier import notes
from reviewer_app.verifier.keys import VerifierKey


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made
        assert verify_log(made.desk.log).ok
        assert_nothing_leaks(made)


def test_a_backup_restores_to_a_log_that_verifies(office, tmp_path):
    office.signed()
    (office.store.home / "station.key").write_bytes(b"made up for the test")
    (office.store.home / "station.key").chmod(0o600)
    back_up(office.desk, office.store.vault, BackUp(SYSTEM_ACTOR, tmp_path / "b.bak"))
    report = restore_home(tmp_path / "b.bak", tmp_path / "restored")
    assert report.ok
    assert report.signoffs == 1


@pytest.mark.parametrize("name", ["reviewer.db", "station.key", "settings.toml", "link.bak"])
def test_nothing_asked_for_takes_the_place_of_the_offices_own_data(office, name):
    office.signed()
    home = office.store.home
    (home / "station.key").write_bytes(b"made up for the test")
    (home / "link.bak").symlink_to(home / "station.key")
    before = {path.name: path.stat().st_ino for path in home.iterdir()}
    for asked in (
        lambda: back_up(office.desk, office.store.vault, BackUp(SYSTEM_ACTOR, home / name)),
        lambda: prove(office.desk, Prove(SYSTEM_ACTOR, "0", home / name)),
    ):
        with pytest.raises(NotOverwritten):
            asked()
    assert {path.name: path.stat().st_ino for path in home.iterdir()} == before
    assert (home / "station.key").read_bytes() == b"made up for the test"


@pytest.mark.parametrize("who", ["drafter", "reviewer", "signatory", "auditor"])
def test_only_the_administrator_backs_up_and_erases(office, tmp_path, who):
    item = office.enter()
    actor = office.people[who].id
    with pytest.raises(NotPermitted):
        back_up(office.desk, office.store.vault, BackUp(actor, tmp_path / "b.bak"))
    with pytest.raises(NotPermitted):
        erase(office.desk, office.store.vault, Erase(actor, item.id, confirmed=True))
    assert not (tmp_path / "b.bak").exists()


def test_erasing_wants_to_be_confirmed_and_leaves_a_log_that_holds(office):
    item = office.enter()
    administrator = office.people["administrator"].id
    with pytest.raises(ReasonRequired):
        erase(office.desk, office.store.vault, Erase(administrator, item.id))
    erase(office.desk, office.store.vault, Erase(administrator, item.id, confirmed=True))
    part = office.all("revisions", item=item.id)[-1].parts[0]
    with office.desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        assert uow.texts.get(part.id) is None
        with pytest.raises(NotFound):
            uow.blobs.get(part.blob)
    raw = b"".join(path.read_bytes() for path in office.store.home.iterdir() if path.is_file())
    assert NAME.encode() not in raw


def test_a_checkpoint_is_made_only_when_there_is_something_new(office):
    first = checkpoint(office.desk)
    assert checkpoint(office.desk) == first
    office.enter()
    assert checkpoint(office.desk).size > first.size


def test_the_short_code_is_the_one_that_the_verifier_takes(office):
    made = checkpoint(office.desk)
    opened = notes.open_checkpoint(made.note, [VerifierKey.parse(office.desk.station.verifier_key)])
    assert short_code(made) == opened.checkpoint.short_code
    assert short_code(made).startswith(f"{made.size}-")


def test_the_public_text_is_read_by_who_may_read_texts(office):
    item = office.ready()
    version = office.all("public_versions", item=item.id)[-1]
    text = public_document(office.desk, office.auditor.id, version.id, version.parts[0].part).text
    assert NAME not in text
    with pytest.raises(NotPermitted):
        public_document(office.desk, office.people["administrator"].id, version.id, version.parts[0].part)
    with pytest.raises(NotFound):
        public_document(office.desk, office.auditor.id, version.id, "no such part")
