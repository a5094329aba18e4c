"""What a page asks for and complains about."""

import re

from playwright.sync_api import ConsoleMessage, Error, Page, Request


class Watch:
    """Requests and errors of a page from now on, breaches of its security policy among them."""

    def __init__(self, page: Page, *, warnings: bool = False, excused: str = "") -> None:
        """Start to watch.

        Args:
            page: Open or not yet.
            warnings: Whether warnings count as errors.
            excused: Regular expression of complaints that the test expects.
        """
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._kinds = ("error", "warning") if warnings else ("error",)
        self._excused = re.compile(excused) if excused else None
        page.on("request", self._ask)
        page.on("requestfailed", self._miss)
        page.on("console", self._hear)
        page.on("pageerror", self._break)

    def names(self) -> list[str]:
        """Return the requests' file names."""
        return [url.split("/")[-1] for url in self.requests]

    def foreign(self, *own: str) -> list[str]:
        """Return the requests to elsewhere than addresses that begin so."""
        return [url for url in self.requests if not url.startswith((*own, "data:", "blob:"))]

    def assert_silent(self, *own: str) -> None:
        """Assert that something was asked for, nobody else was asked, and nothing went wrong."""
        assert self.requests, "the page asked for nothing: it was watched too late"
        assert not self.foreign(*own), self.foreign(*own)
        assert not self.errors, self.errors

    def _ask(self, request: Request) -> None:
        self.requests.append(request.url)

    def _miss(self, request: Request) -> None:
        # Who follows a link leaves behind what is still loading.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"{request.url}: {request.failure}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in self._kinds:
            self._note(message.text)

    def _break(self, error: Error) -> None:
        self._note(str(error))

    def _note(self, complaint: str) -> None:
        if not (self._excused and self._excused.search(complaint)):
            self.errors.append(complaint)
