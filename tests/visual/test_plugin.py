"""The fixture and the option a tester's own project gets."""

import pytest

pytest_plugins = ["pytester"]

_TEST = """
from PIL import Image

def test_a_square(parley_pictures):
    parley_pictures.check("square", Image.new("RGB", (9, 9), "{colour}"))
"""


def test_references_are_made_by_the_option_and_compared_without_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PARLEY_UPDATE_PICTURES", raising=False)
    arguments = ("-p", "parley.driver.pytest_plugin", "-p", "no:cacheprovider", "--parley-shots", "shots")
    pytester.makepyfile(test_shapes=_TEST.format(colour="red"))
    pytester.runpytest_subprocess(*arguments).assert_outcomes(failed=1)
    pytester.runpytest_subprocess(*arguments, "--parley-update-pictures").assert_outcomes(passed=1)
    assert (pytester.path / "pictures" / "square.png").is_file()
    pytester.runpytest_subprocess(*arguments).assert_outcomes(passed=1)

    pytester.makepyfile(test_shapes=_TEST.format(colour="green"))
    result = pytester.runpytest_subprocess(*arguments)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*square-difference.png*"])
    assert (pytester.path / "shots" / "square-difference.png").is_file()
