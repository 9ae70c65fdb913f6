"""Every text a person can read has a Chinese translation, and every translation belongs to a text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import parley.desktop
from parley.desktop.i18n import CHINESE, Key, read_ts
from parley.foundation import resources

_DESKTOP = Path(parley.desktop.__file__).parent
_DEMO_ONLY = {"gallery.py", "gallery_pages.py"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def texts_in(file: Path) -> Iterator[Key]:
    """(context, English text) of every literal a module asks a translation for."""
    tree = ast.parse(file.read_text("utf-8"))
    contexts = contexts_of(tree)
    for outer in tree.body:
        name = outer.name if isinstance(outer, ast.ClassDef) else ""
        for node in ast.walk(outer):
            if _calls(node, "_"):
                assert len(contexts) == 1, f"{file.name}: which context do its texts belong to? {contexts}"
                for literal in _literals(node.args[0], file):
                    yield (next(iter(contexts)), literal)
            elif _calls(node, "translate") and isinstance(node.args[1], ast.Constant):
                yield (node.args[0].value, node.args[1].value)
            elif (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr"
            ):
                for literal in _literals(node.args[0], file):
                    yield (name, literal)


def contexts_of(tree: ast.Module) -> set[str]:
    """The contexts of a module's own `_`, or of the one it imports."""
    own = {
        node.args[0].value
        for node in ast.walk(tree)
        if _calls(node, "translate") and isinstance(node.args[0], ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any((name.asname or name.name) == "_" for name in node.names):
            source = _DESKTOP.parents[1].joinpath(*str(node.module).split(".")).with_suffix(".py")
            own |= contexts_of(ast.parse(source.read_text("utf-8")))
    return own


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _literals(node: ast.expr, file: Path) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body, file)
        yield from _literals(node.orelse, file)
        return
    assert isinstance(node, ast.Constant), f"{file.name}:{node.lineno}: only literal texts can be translated"
    assert isinstance(node.value, str)
    yield node.value


def all_texts() -> dict[Key, Path]:
    """Every text of the desktop, with a module that has it."""
    files = [file for file in sorted(_DESKTOP.rglob("*.py")) if file.name not in _DEMO_ONLY]
    return {key: file for file in files for key in texts_in(file)}


def translations() -> dict[Path, dict[Key, str]]:
    """What each .ts file says."""
    return {file: read_ts(file) for file in sorted(resources.path("i18n", CHINESE).glob("*.ts"))}


def test_every_text_is_translated() -> None:
    known = {key for texts in translations().values() for key in texts}
    missing = {key: file.relative_to(_DESKTOP) for key, file in all_texts().items() if key not in known}
    assert not missing, "\n".join(f"{file}: {key}" for key, file in missing.items())


def test_no_translation_has_lost_its_text() -> None:
    used = all_texts()
    lost = [(file.name, key) for file, texts in translations().items() for key in texts if key not in used]
    assert not lost


def test_placeholders_are_the_same_in_both_languages() -> None:
    for file, texts in translations().items():
        for (_context, english), chinese in texts.items():
            assert set(_PLACEHOLDER.findall(english)) == set(_PLACEHOLDER.findall(chinese)), (
                file.name,
                english,
            )


def test_files_are_well_formed_linguist_files_in_chinese() -> None:
    files = list(translations())
    assert files
    for file in files:
        root = ElementTree.parse(file).getroot()
        assert (root.tag, root.get("language")) == ("TS", CHINESE), file.name


def test_the_server_is_never_called_a_relay() -> None:
    for (_context, english), file in all_texts().items():
        assert not re.search(r"\brelay\b", english, re.IGNORECASE), f"{file.name}: {english}"
    for file, texts in translations().items():
        assert not any("中继" in chinese for chinese in texts.values()), file.name


@pytest.mark.parametrize("source", ['def f(x):\n    return _("a" + x)', "_(f'{1}')"])
def test_texts_that_are_not_literal_are_noticed(tmp_path: Path, source: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(f'def _(t):\n    return translate("Here", t)\n{source}\n', "utf-8")
    with pytest.raises(AssertionError, match="literal"):
        list(texts_in(module))
