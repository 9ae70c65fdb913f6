"""The driver, one of two twins with the same words: `parley.driver.aio` is for coroutines, `.sync` for the others."""
