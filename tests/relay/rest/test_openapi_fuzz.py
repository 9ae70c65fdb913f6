"""A fuzz run over the OpenAPI document: no 5xx, no undocumented status, type or shape of an answer.

The default run tries each route a few times; `-m slow` tries hard.
"""

import asyncio
import warnings
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import checks

from relay.live import Shop, live_shop

SIGNS_OUT = ("DELETE", "/api/v1/sessions/current")
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path) as made:
        await made.room("chen", "wang")
        yield made


@pytest.mark.parametrize(("handle", "examples"), [("chen", 5), ("", 2)])
async def test_a_short_fuzz_run_finds_nothing_undocumented(shop: Shop, handle: str, examples: int) -> None:
    await fuzz(shop, handle, examples=examples)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("handle", ["chen", "wang", ""])
async def test_a_long_fuzz_run_finds_nothing_undocumented(shop: Shop, handle: str) -> None:
    await fuzz(shop, handle, examples=80)


async def fuzz(shop: Shop, handle: str, *, examples: int) -> None:
    document = (await shop.http.get("/openapi.json")).json()
    headers = shop.bearer(handle) if handle else {}
    await asyncio.to_thread(try_all, document, str(shop.http.base_url), headers, examples)


def try_all(document: Any, base_url: str, headers: dict[str, str], examples: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        schema = schemathesis.openapi.from_dict(document)
        for found in schema.get_all_operations():
            operation = found.ok()
            if (operation.method.upper(), operation.path) != SIGNS_OUT:
                try_operation(operation, base_url, headers, examples)


def try_operation(operation: Any, base_url: str, headers: dict[str, str], examples: int) -> None:
    @settings(
        max_examples=examples,
        database=None,
        derandomize=examples < 10,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def attempt(case: Any) -> None:
        case.headers = headers
        answer = case.call(base_url=base_url)
        case.validate_response(answer, checks=CHECKS)

    attempt()
