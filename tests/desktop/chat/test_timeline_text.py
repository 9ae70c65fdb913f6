import pytest

from parley.desktop.chat.timeline_text import is_large_emoji, links_of, utf16_slice


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("看 https://example.com/a?b=1&c=2。谢谢", "https://example.com/a?b=1&c=2"),
        ("(http://example.com/x_(y))", "http://example.com/x_(y)"),
        ("详情https://example.com，请看", "https://example.com"),
        ("www.example.com", "https://www.example.com"),
        ("写信到 chen@yunling.example", "mailto:chen@yunling.example"),
        ("mailto:chen@yunling.example!", "mailto:chen@yunling.example"),
        ("👇 https://example.com.", "https://example.com"),
    ],
)
def test_addresses_are_found(text: str, target: str) -> None:
    (link,) = links_of(text)
    assert link.target == target
    assert utf16_slice(text, link.start, link.end) in (
        target,
        target.removeprefix("mailto:"),
        "www.example.com",
    )


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.com", "一二三", "1.5 斤", "https://"]
)
def test_nothing_else_opens(text: str) -> None:
    assert links_of(text) == ()


@pytest.mark.parametrize("text", ["👍", "😊😊", "👩‍🏭", "👍🏽", "🇨🇳", "❤️", "🍵🍵🍵", "✌️"])
def test_one_to_three_emoji_are_large(text: str) -> None:
    assert is_large_emoji(text)


@pytest.mark.parametrize("text", ["", "好👍", "1", "👍👍👍👍", "ok", "🇨🇳🇨🇳🇨🇳🇨🇳", "#"])
def test_other_text_is_not(text: str) -> None:
    assert not is_large_emoji(text)
