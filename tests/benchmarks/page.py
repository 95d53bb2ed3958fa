"""The HTML page in Debian's chromium: what it looks like, and what axe-core, the console and a narrow window say.

    PYTHONPATH=tests python -m benchmarks.page [BRIEF.html …] [--out FOLDER]

Without a page the seeds' brief of `summarizer brief` is made. Pictures of each go into the folder (page/): desktop,
phone and dark, each with a line opened too, and the print as PDF. The exit code is 1 if anything is found. axe-core
takes seconds for the seeds' brief, and minutes for one of a hundred articles.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

__all__ = ["CHROMIUM", "LOOKS", "Look", "chromium", "found_by_axe", "missing", "opened_at", "scrolls_sideways"]

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NARROWEST = 320
"""CSS pixels without scrolling sideways, by WCAG 2.2, 1.4.10 (reflow)."""
TALLEST = 6_000
"""CSS pixels of the page in its picture, from the top: a browser can not draw a day of 84 articles in one."""
SEEDS = Path(__file__).parents[2] / "seeds"
DAY = "2022-02-15"


@dataclass(frozen=True)
class Look:
    """A way the page is looked at: its name, the window in CSS pixels, light or dark."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


LOOKS = (Look("desktop", 1280, 900), Look("phone", 390, 844), Look("dark", 1280, 900, "dark"))


def missing() -> str:
    """Why the page can not be looked at here; empty where it can."""
    from importlib.util import find_spec

    if not CHROMIUM.exists():
        return f"needs Debian's chromium at {CHROMIUM}"
    absent = [name for name in ("playwright", "axe_playwright_python") if not find_spec(name)]
    return f"needs {', '.join(absent)} of the test extra" if absent else ""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window and without the network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def opened_at(browser: Browser, file: Path, look: Look, said: list[str], *, scripted: bool = True) -> Iterator[Page]:
    """The page in a window; what the console says of it, such as a breach of its policy, is added to `said`."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        reduced_motion="reduce",
        java_script_enabled=scripted,
    )
    tab = context.new_page()
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(file.resolve().as_uri())
    yield tab
    context.close()


def found_by_axe(tab: Page) -> list[str]:
    """The violations that axe-core finds, one line each: the rule, how grave, what to do, the first elements."""
    tab.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    return [
        f"{each['id']} ({each['impact']}): {each['help']}; {len(each['nodes'])} times: "
        + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
    ]


def scrolls_sideways(tab: Page, width: int = NARROWEST) -> bool:
    """Whether the page is wider than a window of this width."""
    tab.set_viewport_size({"width": width, "height": 640})
    return bool(tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def _looked_at(browser: Browser, file: Path, out: Path) -> list[str]:
    """Takes the pictures; gives what was found."""
    found: list[str] = []
    for look in LOOKS:
        said: list[str] = []
        with opened_at(browser, file, look, said) as tab:
            tall = min(int(tab.evaluate("document.documentElement.scrollHeight")), TALLEST)
            clip: FloatRect = {"x": 0, "y": 0, "width": look.width, "height": tall}
            tab.screenshot(path=out / f"{file.stem}-{look.name}.png", full_page=True, clip=clip)
            found += [f"{look.name}: console: {words}" for words in said]
            found += [f"{look.name}: axe: {words}" for words in found_by_axe(tab)]
            line = tab.locator("main a.line[href^='#w']").first
            if line.count():
                line.click()
                tab.screenshot(path=out / f"{file.stem}-{look.name}-opened.png")
                found += [f"{look.name}, a line opened: axe: {words}" for words in found_by_axe(tab)]
            if look.name == "desktop":
                tab.goto(file.resolve().as_uri())
                tab.pdf(path=out / f"{file.stem}-print.pdf", format="A4")
            if scrolls_sideways(tab):
                found.append(f"{look.name}: scrolls sideways at {NARROWEST} px")
    return found


def _of_the_seeds(folder: Path) -> Path:
    script = str(Path(sys.executable).with_name("summarizer"))
    subprocess.run([script, "brief", str(SEEDS), "--day", DAY, "--out", str(folder), "-q"], check=True)
    return folder / f"{DAY}.html"


def main() -> int:
    """Looks at each page, prints what was found, and how long the first view took."""
    parser = argparse.ArgumentParser(description="Look at HTML briefs in chromium.")
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=Path("page"))
    args = parser.parse_args()
    if reason := missing():
        print(f"not looked at: {reason}", file=sys.stderr)
        return 1
    args.out.mkdir(parents=True, exist_ok=True)
    bad = False
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for file in args.pages or [_of_the_seeds(Path(folder))]:
            start = time.perf_counter()
            found = _looked_at(browser, file, args.out)
            print(f"{file.name}: {len(found)} found, {time.perf_counter() - start:.1f} s, pictures in {args.out}/")
            for words in found:
                print(f"  {words}")
            bad = bad or bool(found)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
