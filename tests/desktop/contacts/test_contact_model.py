import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop.conversations.made import NOW, person
from parley.desktop.contacts.contact_entry import Branch, GroupEntry, PersonEntry, branches, person_entry
from parley.desktop.contacts.contact_model import ENTRY_ROLE, ContactModel
from parley.domain.people import ContactGroup
from parley.domain.presence import Status
from parley.foundation.clock import ManualClock

GROUPS = [ContactGroup(id="g2", name="伙伴", position=1), ContactGroup(id="g1", name="客户", position=0)]


def shape(found: list[Branch]) -> list[tuple[str, list[str]]]:
    return [(branch.group.id, [entry.row.person for entry in branch.people]) for branch in found]


def shown(model: ContactModel) -> list[tuple[str, list[str]]]:
    return shape(list(model.branches))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def model(qapp: object, clock: ManualClock) -> ContactModel:
    made = ContactModel(clock=clock)
    people = [
        person("wang", "王建军", pinyin="wangjianjun wjj", groups=("g1",)),
        person("anna", "Anna", groups=("g1", "g2")),
        person("li", "李娜", pinyin="lina ln", is_colleague=True),
        person("zhao", "赵敏", pinyin="zhaomin zm", groups=("gone",)),
    ]
    made.set_people(GROUPS, people, {"wang": Status.ONLINE, "li": Status.BUSY})
    clock.advance(5)
    return made


def test_groups_stand_by_position_and_online_people_first(model: ContactModel) -> None:
    assert shown(model) == [
        ("g1", ["wang", "anna"]),
        ("g2", ["anna"]),
        ("colleagues", ["li"]),
        ("ungrouped", ["zhao"]),
    ]
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles == ["客户 (1/2)", "伙伴 (0/1)", "Our team (1/1)", "Contacts without a group (0/1)"]


def test_presence_repaints_at_once_and_moves_later(model: ContactModel, clock: ManualClock) -> None:
    model.pointer_entered()
    model.set_statuses({"anna": Status.ONLINE, "wang": Status.OFFLINE})
    assert shown(model)[0] == ("g1", ["wang", "anna"])
    assert [model.index(row, 0).data() for row in (0, 1)] == ["客户 (1/2)", "伙伴 (1/1)"]
    model.pointer_left()
    clock.advance(1.1)
    model.check_order()
    assert shown(model)[0] == ("g1", ["anna", "wang"])


def test_presence_sorts_at_most_once_a_second(model: ContactModel, clock: ManualClock) -> None:
    model.set_statuses({"anna": Status.ONLINE})
    model.set_statuses({"wang": Status.OFFLINE})
    assert shown(model)[0] == ("g1", ["anna", "wang"])
    model.set_statuses({"wang": Status.ONLINE, "anna": Status.OFFLINE})
    assert shown(model)[0] == ("g1", ["anna", "wang"])
    clock.advance(1)
    model.check_order()
    assert shown(model)[0] == ("g1", ["wang", "anna"])


def test_an_index_that_is_held_follows_its_person(model: ContactModel, clock: ManualClock) -> None:
    held = model.index_of("anna")
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(held)
    model.set_statuses({"anna": Status.ONLINE, "wang": Status.OFFLINE})
    clock.advance(1)
    model.check_order()
    assert kept.data() == "Anna"
    assert kept.row() == 0


def test_the_filter_keeps_counts_and_drops_empty_groups(model: ContactModel) -> None:
    model.set_words(("wjj",))
    assert shown(model) == [("g1", ["wang"])]
    assert model.index(0, 0).data() == "客户 (1/2)"
    model.set_words(())
    assert len(shown(model)) == 4


def test_an_empty_group_of_ones_own_is_shown(qapp: object) -> None:
    assert shape(branches(GROUPS, {})) == [("g1", []), ("g2", [])]


def test_dragging_tells_who_from_where_to_where(model: ContactModel) -> None:
    told: list[tuple[str, str, str]] = []
    model.dropped.connect(lambda *what: told.append(what))
    data = model.mimeData([model.index_of("wang")])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.index(1, 0))
    onto_person = model.index(0, 0, model.index(3, 0))
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, onto_person)
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.index(0, 0))
    assert told == [("wang", "g1", "g2"), ("wang", "g1", "ungrouped")]
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.index(2, 0))
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, 0, QModelIndex())


def test_the_model_keeps_qts_rules(
    qtmodeltester: ModelTester, model: ContactModel, clock: ManualClock
) -> None:
    qtmodeltester.check(model)
    model.set_statuses({"anna": Status.ONLINE, "wang": Status.OFFLINE})
    clock.advance(1)
    model.check_order()
    model.set_words(("a",))
    qtmodeltester.check(model)


def test_a_screen_reader_hears_person_and_presence(model: ContactModel) -> None:
    said = model.index_of("li").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "李娜, Busy"


def test_five_thousand_people_take_one_status_each_without_sorting(qapp: object, clock: ManualClock) -> None:
    model = ContactModel(clock=clock)
    people = [person(f"p{n}", f"Person {n:04}", groups=("g1",)) for n in range(5000)]
    model.set_people(GROUPS, people, {})
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    model.pointer_entered()
    model.set_statuses({"p4999": Status.ONLINE})
    assert told == [4999, 0]
    entry = model.index(4999, 0, model.index(0, 0)).data(ENTRY_ROLE)
    assert isinstance(entry, PersonEntry)
    assert entry.status is Status.ONLINE
    group = model.index(0, 0).data(ENTRY_ROLE)
    assert isinstance(group, GroupEntry)
    assert (group.online, group.total) == (1, 5000)


@given(
    changes=st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(list(Status)), st.booleans(), st.floats(0, 2)),
        max_size=20,
    )
)
def test_after_any_presence_the_tree_is_a_fresh_trees(
    qapp: object, changes: list[tuple[str, Status, bool, float]]
) -> None:
    clock = ManualClock(NOW)
    people = [person(key, key, groups=("g1", "g2") if key < "c" else ()) for key in "abcde"]
    model, truth = ContactModel(clock=clock), {}
    model.set_people(GROUPS, people, {})
    for key, status, inside, wait in changes:
        if inside:
            model.pointer_entered()
        else:
            model.pointer_left()
        truth[key] = status
        model.set_statuses({key: status})
        clock.advance(wait)
        model.check_order()
    model.apply_order()
    entries = {row.person: person_entry(row, truth.get(row.person, Status.OFFLINE)) for row in people}
    assert list(model.branches) == branches(GROUPS, entries)
