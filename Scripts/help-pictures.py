#!/usr/bin/env python3
"""Takes the pictures of the help page from a site that runs with the sample archive:

    Scripts/help-pictures.py http://localhost:8080

They are 420 × 480 on the page and half as many pixels again in the file, light and dark; each goes to Sources/CSiteFiles/files."""
import base64
import pathlib
import sys
from urllib.parse import urljoin

from playwright.sync_api import sync_playwright

FOLDER = pathlib.Path(__file__).parent.parent / "Sources/CSiteFiles/files"
LARGEST = 24_000
SIDES = (420, 480)


def picture(page, name):
    session = page.context.new_cdp_session(page)
    top = page.evaluate("window.scrollY")
    clip = {"x": 0, "y": top, "width": SIDES[0], "height": SIDES[1], "scale": 1.5}
    for quality in (80, 65, 50, 35):
        data = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality, "clip": clip})["data"]
        picture = base64.b64decode(data)
        if len(picture) <= LARGEST:
            break
    (FOLDER / f"help-{name}.webp").write_bytes(picture)
    print(f"help-{name}.webp: {len(picture)} bytes")


def scroll(page, selector):
    page.evaluate("selector => scrollTo(0, document.querySelector(selector).offsetTop - 16)", selector)


def pictures(browser, origin, scheme, ending):
    context = browser.new_context(
        viewport={"width": SIDES[0], "height": SIDES[1]}, device_scale_factor=1, color_scheme=scheme)
    page = context.new_page()
    page.goto(origin)
    picture(page, "home" + ending)
    page.goto(urljoin(origin, "/search?q=lens"))
    scroll(page, "h1")
    picture(page, "search" + ending)
    page.goto(urljoin(origin, "/search?q=north+cliff"))
    page.click(".result a")
    page.goto(page.url.split("#")[0])
    scroll(page, ".author")
    picture(page, "thread" + ending)
    context.close()


def main(origin):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        pictures(browser, origin, "light", "")
        pictures(browser, origin, "dark", "-dark")
        browser.close()


main(sys.argv[1])
