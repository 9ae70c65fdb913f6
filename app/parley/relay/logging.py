"""The relay's log: structured lines on stderr and in `relay.log` of its data folder, never texts or tokens."""

import logging
import logging.handlers
import sys
from pathlib import Path

import structlog

FILE_NAME = "relay.log"
FILE_BYTES = 5 * 1024 * 1024
FILES = 4


def configure(folder: Path, *, level: int = logging.INFO) -> None:
    """Sends everything logged in this process to stderr and to a rotating file."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    file = logging.handlers.RotatingFileHandler(
        folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8"
    )
    handlers: list[logging.Handler] = [file, logging.StreamHandler(sys.stderr)]
    root = logging.getLogger()
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    root.setLevel(level)
    for noisy in ("uvicorn", "uvicorn.error", "asyncio", "litestar"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
