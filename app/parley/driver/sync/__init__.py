# Made from aio/__init__.py by `python -m parley.driver.unasync`; change that file instead.
"""The driver, one of two twins with the same words: `parley.driver.sync` is for coroutines, `.sync` for the others."""
