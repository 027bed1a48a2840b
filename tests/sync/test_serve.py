"""`tracker serve`: the app in a real browser, and who is not let in."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, environment

pytest.importorskip("textual_serve", reason="the extra web is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
PICTURES = os.environ.get("TRACKER_PICTURES", "")
"""A folder that gets pictures of the pages, for who wants to look at them."""
_MOST_LOOKS = 2400
"""Looks, 50 ms apart, until something has to be so: a browser and two apps on a busy machine need a minute."""
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def process(bundled_home: Path) -> Iterator[subprocess.Popen[str]]:
    """A server of the app."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tracker", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment(bundled_home), stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture
def address(process: subprocess.Popen[str]) -> str:
    """Where the app is served, with the token."""
    assert process.stdout
    return process.stdout.readline().strip()


def answer(url: str, **headers: str) -> int:
    """The status of an answer, as soon as there is one."""
    for _ in range(1000):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            continue  # it does not listen yet
    raise AssertionError("nobody listens")


def test_only_who_has_the_token_and_no_page_of_another_site_is_let_in(address: str) -> None:
    base, _, token = address.partition("?token=")
    cookie = f"tracker_token={token}"
    assert answer(base, Cookie=cookie) == 200
    assert answer(base) == 403
    assert answer(base, Cookie=f"{cookie}x") == 403
    assert answer(f"{base}?token=x") == 403
    assert answer(f"{base}static/js/textual.js") == 403
    assert answer(f"{base}ws", Cookie=cookie, Origin="https://example.org") == 403
    assert answer(base, Cookie=cookie, Host="example.org") == 403


def test_another_address_needs_a_token(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "only with a token" in cli("serve", "--host", "127.0.0.2").stderr
    monkeypatch.setenv("TRACKER_SERVE_TOKEN", "short")
    assert cli("serve", "--host", "127.0.0.2").code == 2
    monkeypatch.setenv("TRACKER_SERVE_TOKEN", "long enough to be a token")
    assert "no address that a browser can name" in cli("serve", "--host", "0.0.0.0").stderr
    assert cli("serve", "--port", "0").code == 2


class Tab:
    """A page with the app; `seen` is everything that the app has drawn there."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.seen, self.asked = page, b"", list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: socket.on("framereceived", self._take))
        page.goto(address)

    def _take(self, frame: Any) -> None:
        self.seen += frame if isinstance(frame, bytes) else frame.encode()

    def until(self, what: Callable[[], object]) -> None:
        """Wait until something is so."""
        for _ in range(_MOST_LOOKS):
            if what():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("it does not come")

    def shows(self, words: str) -> None:
        """Wait until the app has drawn these words, and the page takes keys, which it does by itself."""
        self.until(lambda: words.encode() in self.seen)
        self.until(lambda: self.page.evaluate("document.activeElement.tagName") == "TEXTAREA")

    def reload(self) -> None:
        """Load the page again, and forget what was drawn before."""
        self.seen = b""
        self.page.reload()

    def settles(self) -> None:
        """Wait until the app has drawn all that it has to: nothing came between two looks, several times."""
        calm, before = 0, -1
        while calm < 5:
            calm, before = (calm + 1 if len(self.seen) == before else 0), len(self.seen)
            self.page.wait_for_timeout(50)

    def press(self, *keys: str) -> None:
        """Press keys, without a click before, and forget what was drawn before."""
        self.seen = b""
        for key in keys:
            self.page.keyboard.press(key)

    def picture(self, name: str) -> None:
        """Keep a picture, where that is asked for."""
        if PICTURES:
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=f"{PICTURES}/{name}.png")


@pytest.fixture
def browser() -> Iterator[Any]:
    """A browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tabs(address: str, browser: Any, cli: Run) -> Callable[[], Tab]:
    """Opens a page on which the app shows the next topic of a target."""
    cli("target", "data-analyst")

    def opens() -> Tab:
        page = browser.new_context(viewport={"width": 1100, "height": 700}).new_page()
        tab = Tab(page, address)
        tab.shows("Data Analyst")
        tab.press("Enter")
        tab.shows("Learn it from")
        return tab

    return opens


def test_an_export_is_downloaded_and_a_link_opens_in_the_browser_of_the_visitor(
    tabs: Callable[[], Tab], tmp_path: Path
) -> None:
    tab = tabs()
    tab.press("X")
    tab.shows("Markdown")
    tab.picture("export")
    with tab.page.expect_download() as download:
        tab.press("Enter")
    assert download.value.suggested_filename == "data-analyst.md"
    download.value.save_as(tmp_path / "data-analyst.md")
    assert "- [ ] Move around the file system" in (tmp_path / "data-analyst.md").read_text(encoding="utf-8")
    tab.shows("Downloaded by your browser: data-analyst.md")
    tab.picture("downloaded")
    tab.press("o")
    tab.shows("Open  ")
    tab.page.context.route("https://**", lambda route: route.fulfill(body="there"))  # nothing is asked on the network
    with tab.page.context.expect_page() as opened:
        tab.press("Enter")
    opened.value.wait_for_url("https://**")


PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
    document.querySelector("textarea").dispatchEvent(paste);
}"""


def test_two_tabs_and_a_terminal_show_each_others_ticks_and_who_is_gone_keeps_the_note_that_was_pasted(
    tabs: Callable[[], Tab], process: subprocess.Popen[str], cli: Run
) -> None:
    topic = cli("next", "--json").json()[0]["id"]
    first, other = tabs(), tabs()
    other.seen = b""
    first.press("Space")
    other.shows("done · ")
    other.picture("other-tab")
    first.seen = other.seen = b""
    cli("start", topic)
    for tab in (first, other):
        tab.shows("doing · ")
    other.press("e")
    other.shows("Note: ")
    other.page.evaluate(PASTE, "grüße from the clipboard")
    other.shows("from the clipboard")
    other.picture("pasted")
    first.seen = b""
    other.page.close()
    first.shows("from the clipboard")
    first.until(lambda: cli("note", topic).stdout == "grüße from the clipboard\n")
    first.press("e")
    first.shows("Note: ")
    first.page.evaluate(PASTE, ", and more")
    first.shows("and more")
    process.kill()
    first.until(lambda: cli("note", topic).stdout == "grüße from the clipboard, and more\n")


def test_first_run_tick_palette_resize_and_reload_in_a_browser(address: str, browser: Any, cli: Run) -> None:
    tab = Tab(browser.new_page(viewport={"width": 1100, "height": 700}), address)
    tab.shows("AI Engineer")
    tab.picture("first-run")
    assert [url for url in tab.asked if not url.startswith(address.partition("?")[0])] == []
    tab.press("Enter")
    tab.shows("Step 2 of 3")
    tab.picture("placement")
    tab.until(lambda: cli("target", "--json").json()["target"])  # it is written behind the frame that shows it
    tab.reload()
    tab.shows("Data Analyst")
    tab.picture("home")
    tab.press("Control+p")
    tab.page.keyboard.type("Run several services")
    tab.shows("Run several services with Compose")
    tab.settles()
    tab.picture("palette")
    tab.press("ArrowDown", "Enter")
    tab.shows("Compose")
    tab.settles()
    tab.press("Space")
    tab.until(lambda: "docker/compose" in cli("history", "--json").stdout)
    tab.page.set_viewport_size({"width": 700, "height": 500})
    tab.picture("study")
    cli("note", "docker/compose", "from the terminal")
    other = Tab(browser.new_page(), address)
    other.shows("Data Analyst")
    tab.page.close()
    history = cli("history", "--json").json()
    assert [event["value"] for event in history if event["subject"] == "docker/compose"][-1] == "done"
