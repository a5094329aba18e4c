"""Hear what is logged while something runs, since a page that said something must say it again next time."""

import contextlib
import logging
from collections.abc import Iterator

from mkdocs.utils import CountHandler

from handbook_mkdocs.patching import Patches

_LOGGER = "mkdocs"


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.heard = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.heard += 1


@contextlib.contextmanager
def listening() -> Iterator[_Ear]:
    """Count the messages of MkDocs and its plugins from INFO on; they appear as ever."""
    ear = _Ear()
    logger = logging.getLogger(_LOGGER)
    logger.addHandler(ear)
    try:
        yield ear
    finally:
        logger.removeHandler(ear)


@contextlib.contextmanager
def silence() -> Iterator[_Ear]:
    """Count the messages and keep them from appearing, for trials whose messages are repeated in earnest."""
    logger = logging.getLogger(_LOGGER)
    handlers, propagate = logger.handlers[:], logger.propagate
    ear = _Ear()
    logger.handlers, logger.propagate = [ear], False
    try:
        yield ear
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def hears_everything() -> bool:
    """Whether messages reach a listener; where they do not, a silent page proves nothing."""
    return logging.getLogger(_LOGGER).isEnabledFor(logging.INFO)


def quieten_handlers(patches: Patches) -> None:
    """Let --quiet silence the terminal instead of the logger, so that strict mode and listeners hear all."""
    logger = logging.getLogger(_LOGGER)
    if hears_everything():
        return
    wanted = logger.getEffectiveLevel()
    for handler in logger.handlers:
        if not isinstance(handler, CountHandler):
            patches.replace(handler, "level", max(handler.level, wanted))
    before = logger.level
    logger.setLevel(logging.INFO)
    patches.finally_do(lambda: logger.setLevel(before))
