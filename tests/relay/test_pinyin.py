"""Search keys and sign-in names from Chinese and other names."""

from hypothesis import given
from hypothesis import strategies as st

from parley.domain.people import check_handle
from parley.relay.pinyin import handle_from, pinyin_key, search_key


@given(st.text())
def test_any_name_gives_a_handle_that_can_be(name: str) -> None:
    assert check_handle(handle_from(name)) == handle_from(name)


def test_pinyin_and_search_keys() -> None:
    assert pinyin_key("陈明", "云岭茶行") == "chenming cm yunlingchahang ylch yunlingchaxing ylcx"
    assert pinyin_key("曾丽").split()[0] == "zengli"
    assert handle_from("曾丽") == "zengli"
    assert pinyin_key("Anna Smith", "") == ""
    assert handle_from("吕") == "lv"
    assert handle_from("李娜 (Lina)") == "linalina"
    assert handle_from("！！") == "user"
    assert search_key("ＡＢ", "", "茶") == "ab\n茶"
