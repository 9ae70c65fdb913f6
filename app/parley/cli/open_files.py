"""Each socket is a file, and many systems allow 1,024 unless asked."""

import contextlib
import sys

FILES = 65_536


def allow_many_files() -> None:
    """Asks for FILES open files in this process, or as many as the system gives."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft < wanted:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
