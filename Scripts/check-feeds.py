#!/usr/bin/env python3
"""Holds feeds against their specifications: Atom (RFC 4287) and JSON Feed 1.1.

    Scripts/check-feeds.py http://localhost:8080/feed.atom http://localhost:8080/feed.json ...

Says what is wrong with each, and ends with 1 if anything is."""
import json
import re
import sys
import urllib.request
from html.parser import HTMLParser
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ABSOLUTE = re.compile(r"(https?://[^\s<>\"]+|tag:[^\s]+|urn:[^\s]+)")


class Forbidden(HTMLParser):
    """Markup that a feed must not bring into a reader."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style", "iframe", "object", "form"):
            self.found.append(f"<{tag}> in the content")
        self.found += [f"{name} in the content" for name, _ in attributes if name.startswith("on")]


def content_problems(html):
    parser = Forbidden()
    parser.feed(html)
    return parser.found


def one(element, name):
    found = element.findall(ATOM + name)
    return found[0] if len(found) == 1 else None


def atom_problems(data):
    feed = ElementTree.fromstring(data)
    if feed.tag != ATOM + "feed":
        return ["the root is no Atom feed"]
    problems = []
    if not any(link.get("rel") == "self" for link in feed.findall(ATOM + "link")):
        problems.append("no link to itself")
    entries = feed.findall(ATOM + "entry")
    for element in [feed] + entries:
        for name in ("id", "title", "updated"):
            if one(element, name) is None:
                problems.append(f"not exactly one {name}")
        for name in ("updated", "published"):
            for date in element.findall(ATOM + name):
                if not DATE.fullmatch(date.text or ""):
                    problems.append(f"{date.text} is no date")
        addresses = [e.text for e in element.findall(ATOM + "id")] + [e.get("href") for e in element.findall(ATOM + "link")]
        problems += [f"{address} is not absolute" for address in addresses if not ABSOLUTE.fullmatch(address or "")]
    for entry in entries:
        author = one(entry, "author")
        if author is None or one(author, "name") is None or not one(author, "name").text:
            problems.append("an entry without an author's name")
        alternates = [link for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
        if len(alternates) != 1:
            problems.append("not exactly one alternate link")
        content = one(entry, "content")
        if content is None or content.get("type") != "html" or len(content):
            problems.append("content that is not escaped HTML")
        else:
            problems += content_problems(content.text or "")
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    return problems + (["two entries with one id"] if len(set(ids)) < len(ids) else [])


def json_problems(data):
    feed = json.loads(data)
    problems = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        problems.append("not version 1.1")
    if not feed.get("title") or not isinstance(feed.get("items"), list):
        return problems + ["no title or no items"]
    for name in ("home_page_url", "feed_url"):
        if not ABSOLUTE.fullmatch(feed.get(name, "")):
            problems.append(f"{name} is not absolute")
    for item in feed["items"]:
        if not isinstance(item.get("id"), str) or not item["id"]:
            problems.append("an item without an id")
        if not ("content_html" in item or "content_text" in item):
            problems.append("an item without content")
        problems += [f"{item[n]} is not absolute" for n in ("url", "external_url") if n in item and not ABSOLUTE.fullmatch(item[n])]
        problems += [f"{item[n]} is no date" for n in ("date_published", "date_modified") if n in item and not DATE.fullmatch(item[n])]
        if not all(author.get("name") or author.get("url") for author in item.get("authors", [])):
            problems.append("an author without name and address")
        problems += content_problems(item.get("content_html", ""))
    ids = [item.get("id") for item in feed["items"]]
    return problems + (["two items with one id"] if len(set(ids)) < len(ids) else [])


def main():
    status = 0
    for address in sys.argv[1:]:
        with urllib.request.urlopen(address) as answer:
            data, kind = answer.read(), answer.headers.get_content_type()
        try:
            if kind == "application/atom+xml":
                problems = atom_problems(data)
            elif kind == "application/feed+json":
                problems = json_problems(data)
            else:
                problems = [f"{kind} is no type of a feed"]
        except (ElementTree.ParseError, ValueError) as error:
            problems = [f"cannot be read: {error}"]
        print(f"{address}: {'good' if not problems else ''}")
        for problem in problems:
            print(f"  {problem}")
            status = 1
    sys.exit(status)


main()
