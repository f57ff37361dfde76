from reviewer_app.adapters.name_model import BATCH, WIDTH, installed, recognise


def named(*texts: str) -> list[list[str]]:
    pairs = zip(texts, recognise(list(texts)), strict=True)
    return [[text[start:end] for start, end in found] for text, found in pairs]


def test_the_model_is_installed_with_the_developers_tools() -> None:
    assert installed()


def test_names_come_back_with_their_text() -> None:
    assert named("张伟与李小明签订协议。", "赣州市国土资源局", "村民陈桂花反映") == [["张伟", "李小明"], [], ["陈桂花"]]


def test_nothing_is_asked_of_nothing() -> None:
    assert recognise([]) == []
    assert recognise(["", "。"]) == [[], []]


def test_long_texts_are_cut_at_stops_and_places_stay_right() -> None:
    sentence = "户主张伟与李小明签订协议，补偿款由村民陈桂花领取。"
    many = sentence * (WIDTH * (BATCH + 2) // len(sentence))
    (found,) = named(many)
    assert found == ["张伟", "李小明", "陈桂花"] * (len(many) // len(sentence))


def test_a_text_without_any_stop_is_still_read() -> None:
    recognised = recognise(["字" * (WIDTH * 3)])
    assert all(0 <= start < end <= WIDTH * 3 for start, end in recognised[0])


def test_rare_characters_are_unknown_and_no_fault() -> None:
    assert len(recognise(["\U0002a6d6𪛖①\U0001f600"])) == 1
