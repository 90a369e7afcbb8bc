#!/usr/bin/env python3
"""Takes the pictures of the help page from a site that runs with the sample archive:

    Scripts/help-pictures.py http://localhost:8080

They are 720 × 450 on the page and twice as many pixels in the file; each goes to Sources/CSiteFiles/files."""
import base64
import pathlib
import sys
from urllib.parse import urljoin

from playwright.sync_api import sync_playwright

FOLDER = pathlib.Path(__file__).parent.parent / "Sources/CSiteFiles/files"
LARGEST = 60_000


def picture(page, name):
    session = page.context.new_cdp_session(page)
    for quality in (80, 65, 50, 35):
        data = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})["data"]
        picture = base64.b64decode(data)
        if len(picture) <= LARGEST:
            break
    (FOLDER / f"help-{name}.webp").write_bytes(picture)
    print(f"help-{name}.webp: {len(picture)} bytes")


def main(origin):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 720, "height": 450}, device_scale_factor=2, color_scheme="light")
        page = context.new_page()
        page.goto(origin)
        picture(page, "home")
        page.goto(urljoin(origin, "/search?q=lens"))
        picture(page, "search")
        page.goto(urljoin(origin, "/search?q=north+cliff"))
        page.click(".result a")
        page.goto(page.url.split("#")[0])
        picture(page, "thread")
        browser.close()


main(sys.argv[1])
