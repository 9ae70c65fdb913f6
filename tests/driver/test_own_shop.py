"""A shop that a test sets up on this computer doesn't outlive the test."""

from pathlib import Path

from parley.desktop.platform.shop_server import ShopServer
from parley.driver import Desktop


def test_the_server_of_a_shop_ends_with_its_desktop_unless_it_is_to_go_on(tmp_path: Path) -> None:
    server = ShopServer(tmp_path / "chen" / "shop")
    with Desktop.launch(tmp_path / "chen", leaves_shop=True) as chen:
        chen.welcome.set_up_shop(shop="云岭茶行", name="陈明", password="correct horse 8")
    left = server.find()
    with Desktop.launch(tmp_path / "chen") as chen:
        chen.wait("conversations.panel")
        found = server.find()
    assert found is not None
    assert found == left
    assert server.find() is None
