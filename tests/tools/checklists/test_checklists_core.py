"""The checklists' dates, progress and reminders, in docs/assets/checklists/, run in a browser on the guide's own lists, in several time zones."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from playwright.sync_api import Browser, Page

from macros.outputs.html.tool_data.checklists import checklists_data, near_lists
from tests.support.scripts import define, load_assets

PLACES = {"site": {"name": "Information; Interview, Guide", "url": "https://guide.example/"}, "overview": "", "your_data": ""}
SCRIPTS = (
    *("shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core"),
    *(f"checklists/{name}" for name in ("short-list", "person-ticks", "icalendar", "list-export")),
)
NOON = "2026-01-05T12:00:00Z"
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"


@pytest.fixture(scope="module")
def data(site_index) -> dict:
    return checklists_data(site_index.dataset, list(site_index.dataset.checklists.values()), PLACES, lambda target: f"#{target}")


@pytest.fixture(scope="module")
def pages(browser: Browser, data: dict) -> Iterator[Callable[[str], Page]]:
    """An empty page with the scripts in a time zone, made once for each."""
    opened: dict[str, Page] = {}

    def page_in(zone: str) -> Page:
        if zone not in opened:
            page = browser.new_context(timezone_id=zone).new_page()
            load_assets(page, *SCRIPTS)
            define(page, Path(__file__).with_name("checklists-core.js"))
            page.evaluate("openLists", data)
            opened[zone] = page
        return opened[zone]

    yield page_in
    for page in opened.values():
        page.context.close()


def due(page: Page, when: dict | None, **talk: Any) -> Any:
    """When an item with that `due` is due: a day, or an instant in UTC."""
    return page.evaluate("dueOf", {"due": when, "meeting": talk})


def at(origin: str, unit: str, count: int) -> dict:
    return {"origin": origin, "unit": unit, "count": count}


@pytest.mark.parametrize(
    ("when", "talk", "expected"),
    [
        (at("meeting", "day", -5), {"day": "2026-03-30"}, "2026-03-25"),
        (at("meeting", "day", 1), {"day": "2026-12-31"}, "2027-01-01"),
        (at("meeting", "day", -1), {"day": "2028-03-01"}, "2028-02-29"),
        (at("meeting", "week", 1), {"day": "2026-10-24"}, "2026-10-31"),
        (at("meeting", "month", 1), {"day": "2026-01-31"}, "2026-02-28"),
        (at("meeting", "month", 1), {"day": "2028-01-31"}, "2028-02-29"),
        (at("meeting", "month", 12), {"day": "2028-02-29"}, "2029-02-28"),
        (at("meeting", "month", 3), {"day": "2026-11-30"}, "2027-02-28"),
        (at("asking", "business day", 6), {"asked": "2026-11-27"}, "2026-12-07"),
        (at("asking", "business day", 1), {"asked": "2026-11-28"}, "2026-11-30"),
        (at("meeting", "business day", -1), {"day": "2026-11-30"}, "2026-11-27"),
        (at("asking", "day", 0), {"asked": "2026-11-27", "day": "2026-12-24"}, "2026-11-27"),
        (at("asking", "day", 0), {"day": "2026-12-24"}, None),
        (at("meeting", "day", 0), {"asked": "2026-11-27"}, None),
        (at("meeting", "hour", -2), {"day": "2026-11-27"}, "2026-11-27"),
        (None, {"day": "2026-11-27"}, None),
    ],
)
def test_days_are_counted_on_the_calendar(pages, when: dict | None, talk: dict, expected: str | None) -> None:
    for zone in (BERLIN, NEW_YORK, LORD_HOWE, "Pacific/Kiritimati"):
        assert due(pages(zone), when, **talk) == expected, zone


@pytest.mark.parametrize(
    ("zone", "when", "talk", "expected"),
    [
        # The clocks went forward in the night before: the day has its own length, the hours are real ones.
        (BERLIN, at("meeting", "hour", -3), {"day": "2026-03-29", "time": "04:00"}, "2026-03-28T23:00:00.000Z"),
        (BERLIN, at("meeting", "hour", 24), {"day": "2026-03-28", "time": "15:00"}, "2026-03-29T14:30:00.000Z"),
        (NEW_YORK, at("meeting", "hour", -1), {"day": "2026-11-01", "time": "02:30"}, "2026-11-01T06:30:00.000Z"),
        # A Friday at 23:30: it ends on Saturday, and an hour after is at one in the morning.
        (NEW_YORK, at("meeting", "hour", 1), {"day": "2026-11-27", "time": "23:30"}, "2026-11-28T06:00:00.000Z"),
        (NEW_YORK, at("start", "minute", 26), {"day": "2026-11-27", "time": "23:30"}, "2026-11-28T04:56:00.000Z"),
        (LORD_HOWE, at("meeting", "minute", -10), {"day": "2026-10-04", "time": "09:00"}, "2026-10-03T21:50:00.000Z"),
    ],
)
def test_hours_are_counted_in_real_time(pages, zone: str, when: dict, talk: dict, expected: str) -> None:
    assert due(pages(zone), when, **talk) == expected


def test_a_time_that_the_clocks_skip_is_noticed(pages) -> None:
    assert pages(BERLIN).evaluate("isSkipped", {"day": "2026-03-29", "time": "02:30"})
    assert not pages(BERLIN).evaluate("isSkipped", {"day": "2026-03-29", "time": "03:30"})
    assert not pages(NEW_YORK).evaluate("isSkipped", {"day": "2026-03-29", "time": "02:30"})


@pytest.mark.parametrize("odd", ["2026-02-30", "2026-13-01", "0026-11-01", "26-1-1", "tomorrow", "2026-11-01x", 7, None, {"a": 1}])
def test_an_odd_talk_is_read_without_its_odd_parts(pages, odd: Any) -> None:
    read = pages(BERLIN).evaluate("readOdd", odd)
    assert (read["day"], read["time"], read["mode"], read["asked"], read["sequence"]) == ("", "", "", "", 0)
    assert read["minutes"] in (7, 30)
    assert pages(BERLIN).evaluate("Guide.schedule.readMeeting(null).minutes") == 30


# Progress -------------------------------------------------------------------------------------------------


def test_progress_leaves_out_what_is_for_others(pages, site_index) -> None:
    items = site_index.dataset.items_of(site_index.dataset.checklists["c-prepare"])
    for_all = [item for item in items if not item.audiences]
    special = next(item for item in items if "veteran" in item.audiences)
    page = pages(BERLIN)
    assert page.evaluate("progress", {"list": "c-prepare", "ticks": {}, "meeting": {}}) == {"done": 0, "all": len(for_all)}
    assert page.evaluate("progress", {"list": "c-prepare", "ticks": {}, "meeting": {"audience": "veteran"}}) == {
        "done": 0,
        "all": len(for_all) + 1,
    }
    assert page.evaluate("progress", {"list": "c-prepare", "ticks": {special.id: "2026-11-23"}, "meeting": {}}) == {
        "done": 1,
        "all": len(for_all) + 1,
    }


def test_the_way_has_the_lists_of_the_chosen_way_to_meet(pages) -> None:
    by_phone = pages(BERLIN).evaluate("listsFor", {"mode": "phone"})
    assert "c-day-by-phone" in by_phone
    assert not {"c-day-by-video", "c-day-in-person", "c-if-asked"} & set(by_phone)
    assert len(by_phone) == len(pages(BERLIN).evaluate("listsFor", {})) + 1


def test_the_next_thing_is_what_is_due_first(pages) -> None:
    page = pages(BERLIN)
    assert page.evaluate("nextItem", {"ticks": {}, "meeting": {}, "today": "2026-11-23"}) == "i-need-01"
    assert page.evaluate("nextItem", {"ticks": {"i-prepare-03": "2026-11-20"}, "meeting": {}, "today": "2026-11-23"}) == "i-prepare-04", (
        "after the last that was done"
    )
    talk = {"day": "2026-11-30", "time": "15:00"}
    assert page.evaluate("nextItem", {"ticks": {}, "meeting": talk, "today": "2026-11-23"}) == "i-before-17", (
        "what lies in the past is not pressed for"
    )
    assert (
        page.evaluate("nextItem", {"ticks": {"i-before-17": "x", "i-before-18": "x"}, "meeting": talk, "today": "2026-11-23"})
        == "i-prepare-01"
    )
    assert page.evaluate("nextItem", {"ticks": {}, "meeting": talk, "today": "2029-01-01"}) == "i-need-01", "nothing lies ahead"
    assert page.evaluate("Guide.schedule.nextItem([], {}, meetingOf({}), '2026-11-23')") is None


def test_a_tick_under_an_older_id_counts(pages) -> None:
    page = pages(BERLIN)
    item = {"id": "i-new-01", "was": ["i-old-01"], "due": None}
    assert page.evaluate("isTicked", {"ticks": {"i-old-01": "2026-01-01"}, "item": item})
    assert page.evaluate("untick", {"ticks": {"i-old-01": "2026-01-01", "i-x-01": "y"}, "item": item}) == {"i-x-01": "y"}
    assert not page.evaluate("isTicked", {"ticks": {}, "item": {"id": "constructor"}})


def test_a_link_carries_ticks_and_renamed_ones(pages) -> None:
    page = pages(BERLIN)
    ticks = {"i-prepare-02": "x", "i-prepare-10": "x", "i-need-01": "x"}
    assert page.evaluate("linkTo", {"list": "c-prepare", "ticks": ticks}) == "prepare-02.prepare-10"
    found = page.evaluate("tickedByLink", {"list": "c-prepare", "link": "prepare-02,prepare-10,need-01,<b>,"})
    assert found == ["i-prepare-02", "i-prepare-10"]
    assert page.evaluate("tickedRenamed", "a-01") == 1
    assert page.evaluate("tickedByLink", {"list": "c-prepare", "link": "x," * 100_000}) == []


# Taking it along --------------------------------------------------------------------------------------------


def test_the_spreadsheet_reads_back(pages, site_index) -> None:
    text = pages(BERLIN).evaluate("asCsv", {"ticks": {"i-need-02": "x"}, "meeting": {"day": "2026-11-30"}})
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    shown = [item for checklist in site_index.dataset.checklists.values() for item in site_index.dataset.items_of(checklist)]
    assert [row["Item"] for row in rows] == [item.text for item in shown]
    assert [row["Why"] for row in rows] == [item.why for item in shown]
    assert [row["Item"] for row in rows if row["Done"] == "yes"] == [site_index.dataset.records["i-need-02"].text]
    assert next(row["Due"] for row in rows if row["Item"] == shown[0].text) == "2026-11-02"
    evil = pages(BERLIN).evaluate("hostileCsv")
    assert next(csv.reader(io.StringIO(evil.splitlines()[1]))) == ["'=1", '\'@x "q"', "'-a", "any time", "", "1", "no"]


def test_text_and_markdown_tell_what_is_done_and_when(pages) -> None:
    page = pages(BERLIN)
    text = page.evaluate("oddListAs", {"form": "asText", "ticks": {"i-a-02": "x"}})
    assert text == "A *b*\n\n[ ] Do [x] <i> (Sat, Nov 29, 2031)\n[x] Rest (any time)\n"
    markdown = page.evaluate("oddListAs", {"form": "asMarkdown", "ticks": {}})
    assert "- [ ] Do \\[x\\] \\<i\\> (Sat, Nov 29, 2031)" in markdown
    assert markdown.startswith("## A \\*b\\*\n\n")


# The calendar -----------------------------------------------------------------------------------------------


def calendar(page: Page, talk: dict, ticks: dict | None = None, now: str = NOON, choice: str = "all") -> str:
    return page.evaluate("asCalendar", {"meeting": talk, "ticks": ticks or {}, "now": now, "choice": choice})


def events(text: str) -> dict[str, icalendar.Event]:
    """The events of a file by the beginning of their id, as the library reads them."""
    parsed = icalendar.Calendar.from_ical(text)
    assert parsed.errors == []
    found = {str(event["UID"]): event for event in parsed.walk("VEVENT")}
    assert len(found) == len(parsed.walk("VEVENT")), "each id once"
    assert all(not event.errors for event in found.values())
    return {uid.removesuffix("-x1@guide.example"): event for uid, event in found.items()}


def as_sent(text: str) -> bytes:
    lines = text.encode().split(b"\r\n")
    assert text.endswith("\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    return text.encode()


# A meeting on the day after a clock change, on January 31, and on a Friday at 23:30.
MEETINGS = [
    (BERLIN, {"day": "2026-03-30", "time": "09:00", "mode": "phone", "asked": "2026-03-16"}, "2026-03-01T12:00:00Z"),
    (NEW_YORK, {"day": "2026-11-02", "time": "09:00", "mode": "video", "asked": "2026-10-19"}, "2026-09-25T12:00:00Z"),
    (BERLIN, {"day": "2026-01-31", "time": "15:00", "mode": "in-person", "asked": "2026-01-12"}, "2026-01-01T12:00:00Z"),
    (NEW_YORK, {"day": "2026-11-27", "time": "23:30", "mode": "phone", "asked": "2026-11-13"}, "2026-10-01T12:00:00Z"),
]


def expected_day(item, talk: dict) -> date:
    """The same reckoning as schedule.js, done independently."""
    when, base = item["due"], date.fromisoformat(talk["asked" if item["due"]["origin"] == "asking" else "day"])
    unit, count = when["unit"], when["count"]
    if unit in ("day", "week"):
        return base + timedelta(days=count * (7 if unit == "week" else 1))
    if unit == "business day":
        while count:
            base += timedelta(days=1 if count > 0 else -1)
            count -= (1 if count > 0 else -1) if base.weekday() < 5 else 0
        return base
    months = base.year * 12 + base.month - 1 + count
    for day in range(base.day, 0, -1):
        try:
            return date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def expected_moment(item, talk: dict, zone: str) -> datetime:
    start = datetime.fromisoformat(f"{talk['day']}T{talk['time']}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = start + timedelta(minutes=30)
    length = timedelta(**{f"{item['due']['unit']}s": abs(item["due"]["count"])})
    return start - length if item["due"]["count"] < 0 else end + length


@pytest.mark.parametrize(("zone", "talk", "now"), MEETINGS, ids=["after spring", "after fall", "january 31", "friday night"])
def test_a_library_reads_the_dates_of_every_reminder(pages, data: dict, zone: str, talk: dict, now: str) -> None:
    found = events(as_sent(calendar(pages(zone), talk, now=now)).decode())
    meeting = found.pop("talk")
    start = datetime.fromisoformat(f"{talk['day']}T{talk['time']}").replace(tzinfo=ZoneInfo(zone))
    assert meeting["DTSTART"].dt == start
    assert meeting["DTEND"].dt == start + timedelta(minutes=30)
    assert meeting["DTSTART"].dt.utcoffset() == timedelta(0), "written in UTC, so that no calendar need know the zone"
    seen = set()
    for one in data["lists"]:
        if one["role"] == "asked" or (one.get("mode") and one["mode"] != talk["mode"]):
            continue
        for item in one["items"]:
            if "due" not in item or item.get("audiences") or item["due"]["origin"] == "start" or item["id"] in seen:
                continue
            seen.add(item["id"])
            event = found[f"{one['id']}-{item['when'].replace(' ', '-')}"]
            timed = item["due"]["unit"] in ("minute", "hour")
            assert event["DTSTART"].dt == (expected_moment(item, talk, zone) if timed else expected_day(item, talk)), item["id"]
            assert item["text"] in event["DESCRIPTION"]
            assert f"https://guide.example/{one['id']}/" in event["DESCRIPTION"]
            [alarm] = event.walk("VALARM")
            at_nine = datetime.combine(event["DTSTART"].dt, time(9), ZoneInfo(zone))
            assert alarm["TRIGGER"].dt == (timedelta(0) if timed else at_nine), "Outlook takes any length of time for one before the event"
    assert len(seen) > 100
    assert not [name for name in found if name.startswith("c-during")], "nobody wants an alarm in the middle of the talk"
    assert {str(event["TRANSP"]) for event in found.values()} == {"TRANSPARENT"}, "a reminder does not block the day"


def test_ids_stay_and_what_is_done_or_past_is_left_out(pages) -> None:
    talk = {"day": "2026-03-30", "time": "09:00", "sequence": 3}
    page = pages(BERLIN)
    first = events(calendar(page, talk, now="2026-03-01T12:00:00Z"))
    moved = events(calendar(page, {**talk, "day": "2026-04-02", "sequence": 4}, now="2026-03-01T12:00:00Z"))
    assert set(first) == set(moved), "the same entries, moved"
    assert {int(event["SEQUENCE"]) for event in moved.values()} == {4}
    late = events(calendar(page, talk, now="2026-03-28T12:00:00Z"))
    assert min(event["DTSTART"].dt.isoformat()[:10] for event in late.values()) == "2026-03-28", "what is due today is not past"
    ticked = {f"i-prepare-{number:02d}": "2026-03-20" for number in range(1, 5)}
    assert "c-prepare-5-days-before" in first
    assert "c-prepare-5-days-before" not in events(calendar(page, talk, ticked, now="2026-03-01T12:00:00Z"))


def test_an_item_that_two_lists_show_is_in_the_calendar_once(pages) -> None:
    assert pages(BERLIN).evaluate("remindersOfTwoLists") == [["c-a", ["i-a-01"]], ["c-b", ["i-b-01"]]]


def test_a_calendar_has_what_programs_ask_for(pages) -> None:
    """RFC 5545 and RFC 7986, and X-WR-CALNAME for Outlook and Apple's calendar; see icalendar.js for what each does with it."""
    sent = calendar(pages(BERLIN), {"day": "2026-03-30", "time": "09:00", "asked": "2026-03-16"}, now="2026-03-01T12:00:00Z")
    assert not sent.startswith("\ufeff"), "a byte order mark would be part of BEGIN"
    parsed = icalendar.Calendar.from_ical(sent)
    name = PLACES["site"]["name"].replace(";", "\\;").replace(",", "\\,")  # The library leaves these two as they are written.
    expected = {"VERSION": "2.0", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH", "NAME": name, "X-WR-CALNAME": name}
    assert {name: str(parsed[name]) for name in expected} == expected
    assert str(parsed["PRODID"]).startswith("-//")
    for event in parsed.walk("VEVENT"):
        once = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "TRANSP"}
        assert once <= event.keys() <= once | {"DESCRIPTION", "LOCATION", "URL"}
        assert not any(isinstance(event[name], list) for name in event), "each property once"
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
        [alarm] = event.walk("VALARM")
        assert {"ACTION", "DESCRIPTION", "TRIGGER"} <= alarm.keys()
        assert re.fullmatch(r"[\w.-]+@guide\.example", str(event["UID"]))


def test_a_second_file_moves_what_the_first_has_brought(pages) -> None:
    """As a calendar does it that keeps one event for each UID, and takes a higher SEQUENCE for the newer."""
    kept: dict[str, Any] = {}
    for sequence, day in enumerate(("2026-03-30", "2026-04-02", "2026-04-02")):
        for uid, event in events(
            calendar(pages(BERLIN), {"day": day, "time": "09:00", "sequence": sequence}, now="2026-03-01T12:00:00Z")
        ).items():
            if uid not in kept or int(event["SEQUENCE"]) > int(kept[uid]["SEQUENCE"]):
                kept[uid] = event
    assert kept["talk"]["DTSTART"].dt.date() == date(2026, 4, 2)
    assert len(kept) == len(events(calendar(pages(BERLIN), {"day": "2026-04-02", "time": "09:00"}, now="2026-03-01T12:00:00Z")))


@pytest.mark.parametrize(
    "text", ["a\rb", "a\r\nb", "a\nb", "a\x00b\x07\x7f", "half \ud83d", "\u2028", "👩🏽‍🌾" * 60, "日本語" * 60, "ﷺ" * 60, "\\n", "a" * 300]
)
def test_any_text_stands_on_lines_of_its_own(pages, text: str) -> None:
    sent = pages(BERLIN).evaluate("calendarOf", text)
    as_sent(sent)
    event = next(one for one in icalendar.Calendar.from_ical(sent).walk("VEVENT") if str(one["UID"]).startswith("c-a"))
    plain = re.sub("[\x00\x07\x7f]", "", re.sub("\r\n?", "\n", text)).replace("\ud83d", "\ufffd")
    assert str(event["SUMMARY"]) == plain
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", sent)


def test_a_talk_without_a_time_is_a_day(pages) -> None:
    found = events(calendar(pages(BERLIN), {"day": "2026-03-30", "asked": "2026-03-10"}, now="2026-03-01T12:00:00Z"))
    assert found["talk"]["DTSTART"].dt == date(2026, 3, 30)
    assert all(type(event["DTSTART"].dt) is date for event in found.values())


def test_hostile_and_foreign_text_is_escaped_and_folded(pages) -> None:
    text = "a;b,c\\d\nBEGIN:VALARM " + "Zoë 日本語 🎉 " * 20
    sent = pages(BERLIN).evaluate("calendarOf", text)
    as_sent(sent)
    event = next(one for one in icalendar.Calendar.from_ical(sent).walk("VEVENT") if str(one["UID"]).startswith("c-a"))
    assert str(event["SUMMARY"]) == text
    assert len(event.walk("VALARM")) == 1
    assert "@guide.invalid" in event["UID"]


# A person, and the short list -------------------------------------------------------------------------------

PERSON_NOON = "2026-03-02T12:00:00Z"
AGREED = {"status": "agreed", "day": "2026-03-19", "time": "16:00", "on": {"asked": "2026-03-02", "agreed": "2026-03-05"}}
TODAY_OF_EACH_STATUS: list[tuple[dict, str, str]] = [
    ({"status": "to-ask"}, "2026-03-02", "Choose who to ask first, ideally someone two to five years into the job"),
    ({"status": "asked", "on": {"asked": "2026-03-02"}}, "2026-03-03", "If they say yes, answer within a day and offer two times"),
    ({"status": "reminded", "on": {"asked": "2026-03-02"}}, "2026-03-11", "If they say yes, answer within a day and offer two times"),
    ({"status": "agreed", "on": {"asked": "2026-03-02"}}, "2026-03-11", "If they say yes, answer within a day and offer two times"),
    (AGREED, "2026-03-11", "Choose ten questions from the question bank"),
    ({"status": "asked", "day": "2026-03-19"}, "2026-03-11", "Choose ten questions from the question bank"),
    ({**AGREED, "status": "met"}, "2026-03-19", "Write down what surprised you, in their own words if you can"),
    (AGREED, "2026-03-20", "Write down what surprised you, in their own words if you can"),
    ({**AGREED, "status": "thanked"}, "2026-03-21", "Write down what surprised you, in their own words if you can"),
    ({**AGREED, "status": "reported"}, "2026-04-04", ""),
    ({**AGREED, "status": "in-touch"}, "2026-05-04", ""),
    ({"status": "closed", "outcome": "no"}, "2026-03-20", ""),
]


@pytest.mark.parametrize(("fields", "today", "expected"), TODAY_OF_EACH_STATUS)
def test_the_next_thing_at_each_status(pages, fields: dict, today: str, expected: str) -> None:
    found = pages(NEW_YORK).evaluate("shortListAt", {"fields": fields, "today": today})
    print(f"{fields['status']}, {today}: {found}")
    assert (found["next"], found["length"]) == (expected, 12)


def test_the_short_list_is_done_one_by_one(pages, site_index) -> None:
    """From nothing to twelve of twelve, each thing in its turn, whatever the reader has done of it."""
    page, ticks, seen = pages(NEW_YORK), {}, []
    items = {item.text: item.id for item in site_index.dataset.short_list()}
    while text := page.evaluate("shortListAt", {"fields": {}, "today": "2026-03-02", "ticks": ticks})["next"]:
        seen.append(text)
        ticks[items[text]] = "2026-03-02"
    assert seen == list(items)


def test_what_is_behind_is_never_next(pages, data: dict) -> None:
    """In 200 states: any status, any date, anything checked off. The same goes for the page of each list."""
    page, chance = pages(NEW_YORK), random.Random(7)
    items = {item["id"]: item for one in data["lists"] for item in one["items"]}
    order = page.evaluate("Guide.interviews.STATUSES")
    for _ in range(200):
        day = chance.choice(["", *(f"2026-03-{number:02d}" for number in range(1, 29))])
        fields = {
            "status": chance.choice(order),
            "day": day,
            "time": chance.choice(["", "16:00"]),
            "on": {"asked": chance.choice(["", "2026-03-01"])},
        }
        ticks = dict.fromkeys(chance.sample(sorted(items), chance.randrange(60)), "2026-03-01")
        today = f"2026-03-{chance.randrange(1, 29):02d}"
        found = page.evaluate("shortListAt", {"fields": fields, "today": today, "ticks": ticks})
        reached = order.index(found["status"])
        next_items = [id for _, id in page.evaluate("nextOfLists", {"fields": fields, "today": today, "ticks": ticks}) if id]
        short = next((id for id, item in items.items() if item["text"] == found["next"]), None)
        for id in [*next_items, *([short] if short else [])]:
            assert id not in ticks
            until = items[id].get("until")
            assert until is None or order.index(until) > reached, (fields, today, id)
        if day >= today and fields["status"] in order[:4]:
            behind = {item["id"] for one in data["lists"] if one["id"] in ("c-before-you-ask", "c-send-and-track") for item in one["items"]}
            assert not behind & {*next_items, short}, "with a day agreed, asking is over"


def test_ticks_of_a_person_are_theirs_and_what_is_done_once_is_the_readers(pages) -> None:
    shared = {"i-before-04": "2026-02-01", "i-before-13": "2026-02-01", "i-gone-01": "2026-02-01"}
    found = pages(BERLIN).evaluate(
        "ticksOf",
        {"shared": shared, "person": {"i-send-03": "2026-03-01"}, "add": ["i-before-20", "i-before-13"], "list": "c-before-you-ask"},
    )
    assert found["seen"] == {"i-before-04": "2026-02-01", "i-send-03": "2026-03-01"}, "what was done for someone else isn't done for them"
    assert found["person"] == {"i-send-03": "2026-03-01", "i-before-13": "2026-03-09"}
    assert found["shared"] == {**shared, "i-before-20": "2026-03-09"}


@pytest.mark.parametrize(
    ("fields", "meeting", "status", "history"),
    [
        ({}, {}, "to-ask", []),
        ({}, {"asked": "2026-03-02"}, "asked", ["2026-03-02 asked"]),
        ({}, {"asked": "2026-03-20"}, "to-ask", []),
        ({}, {"day": "2026-03-19", "asked": "2026-03-02"}, "agreed", ["2026-03-02 asked", "2026-03-10 agreed"]),
        (AGREED, {"day": "2026-03-20", "asked": "2026-03-02"}, "agreed", []),
        ({**AGREED, "status": "thanked"}, {"day": "2026-03-18"}, "thanked", []),
        ({"status": "closed", "outcome": "no"}, {"day": "2026-03-18"}, "closed", []),
    ],
)
def test_a_date_says_how_far_things_are(pages, fields: dict, meeting: dict, status: str, history: list[str]) -> None:
    found = pages(BERLIN).evaluate("dated", {"fields": fields, "meeting": {**meeting, "place": "Room 4"}, "today": "2026-03-10"})
    assert (found["status"], found["history"], found["place"]) == (status, history, "Room 4")
    assert (found["day"], found["on"].get("asked", "")) == (meeting.get("day", ""), meeting.get("asked", ""))


def test_a_meeting_without_a_name_becomes_a_person(pages) -> None:
    meeting = {"day": "2026-03-19", "time": "16:00", "minutes": 20, "mode": "phone", "asked": "2026-03-02", "sequence": 1}
    ticks = {"i-before-04": "2026-03-01", "i-before-13": "2026-03-01", "i-unknown-01": "2026-03-01"}
    found = pages(BERLIN).evaluate("personFrom", {"meeting": meeting, "ticks": ticks, "today": "2026-03-10"})
    assert found == {
        **{name: meeting[name] for name in ("day", "time", "minutes", "mode")},
        "name": "Dana",
        "status": "agreed",
        "on": {"asked": "2026-03-02", "agreed": "2026-03-10"},
        "theirs": {"i-before-13": "2026-03-01", "i-unknown-01": "2026-03-01"},
        "left": {"i-before-04": "2026-03-01"},
    }
    past = pages(BERLIN).evaluate("personFrom", {"meeting": meeting, "ticks": ticks, "today": "2026-04-10"})
    assert (past["status"], past["on"]) == ("met", {"asked": "2026-03-02", "met": "2026-03-19"})


def test_the_minutes_of_the_conversation_are_for_its_length(pages) -> None:
    """Nine minutes of thirty are five of fifteen; a list of the day keeps its minutes."""
    page = pages(NEW_YORK)
    meeting = {"day": "2031-03-19", "time": "16:00"}
    usual = page.evaluate("timesOf", {"list": "c-during", "meeting": {**meeting, "minutes": 30}})
    short = page.evaluate("timesOf", {"list": "c-during", "meeting": {**meeting, "minutes": 15}})
    assert usual[4:6] == ["minute 9 Wed, Mar 19, 2031, 4:09 PM", "minute 12 Wed, Mar 19, 2031, 4:12 PM"]
    assert short[4:6] == ["minute 5 Wed, Mar 19, 2031, 4:05 PM", "minute 6 Wed, Mar 19, 2031, 4:06 PM"]
    assert short[-1] == "minute 14 Wed, Mar 19, 2031, 4:14 PM"
    long = page.evaluate("timesOf", {"list": "c-day-by-phone", "meeting": {**meeting, "minutes": 60}})
    assert long[-1] == "minute 5 Wed, Mar 19, 2031, 4:05 PM"
    text = page.evaluate("Guide.listExport.asText(data.lists.filter(({ id }) => id === 'c-during'), {}, meetingOf({ minutes: 15 }))")
    assert "(minute 14)" in text and "(minute 28)" not in text


# The calendar of a person -----------------------------------------------------------------------------------


def of_person(page: Page, choice: str, now: str = PERSON_NOON, lists: list | None = None, **fields: Any) -> dict:
    arguments = {"fields": {**AGREED, **fields}, "choice": choice, "now": now, **({"lists": lists} if lists is not None else {})}
    return page.evaluate("calendarOfPerson", arguments)


def people_events(text: str) -> dict[str, icalendar.Event]:
    """The events by the beginning of their ids, as two libraries read them: both have to see the same."""
    [other] = vobject.readComponents(as_sent(text).decode())
    assert other.method.value == "PUBLISH"
    found = {str(event["UID"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    seen = {event.uid.value: event for event in other.vevent_list}
    assert found.keys() == seen.keys()
    for uid, event in found.items():
        assert seen[uid].dtstart.value == event["DTSTART"].dt
        assert seen[uid].dtend.value == event["DTEND"].dt
        assert (seen[uid].summary.value, seen[uid].description.value) == (event["SUMMARY"], event["DESCRIPTION"])
        assert seen[uid].contents.get("location", [None])[0] is None or seen[uid].location.value == event["LOCATION"]
        seen[uid].validate(raiseException=True)
    return {uid.removesuffix("-p0123456789ab@guide.example"): event for uid, event in found.items()}


def test_three_events_unless_the_reader_wants_more_or_less(pages, data: dict, site_index) -> None:
    """A phone call of 15 minutes made 42 events once."""
    page, sizes = pages(NEW_YORK), {}
    for choice in ("meeting", "near", "all"):
        file = of_person(page, choice, mode="phone", minutes=15)
        found = people_events(file["text"])
        sizes[choice] = len(found)
        assert file["count"] == len(found) - 1
        print(choice, [str(event["SUMMARY"]) for event in found.values()])
    assert (sizes["meeting"], sizes["near"]) == (1, 3)
    assert sizes["all"] > 20
    assert not [event for event in found.values() if "Choose who to ask" in event["SUMMARY"] or "Decide" in event["SUMMARY"]], (
        "asking is over"
    )
    near = people_events(of_person(page, "near")["text"])
    assert [str(event["SUMMARY"]) for event in near.values()] == [
        "Dana Whitfield: Confirm the time and the place, number or link in two lines (and 3 more)",
        "Dana Whitfield: Send a three-sentence thank-you that names one thing you'll use (and 1 more)",
        "Informational interview with Dana Whitfield",
    ]
    lists = [one.as_json() for one in near_lists(site_index.dataset, lambda target: f"#{target}")]
    assert of_person(page, "near", lists=lists) == of_person(page, "near"), "the page of a person has just these lists"


def test_the_event_says_who_where_and_what_to_have_at_hand(pages) -> None:
    page = pages(NEW_YORK)
    fields = {"place": "555-0134", "phone": "555-0199", "notes": "She sounded tired", "email": "dana@example.com", "minutes": 20}
    talk = people_events(of_person(page, "meeting", **fields)["text"])["talk"]
    assert str(talk["SUMMARY"]) == "Informational interview with Dana Whitfield"
    assert talk["DTSTART"].dt == datetime(2026, 3, 19, 16, tzinfo=ZoneInfo(NEW_YORK))
    assert talk["DTEND"].dt - talk["DTSTART"].dt == timedelta(minutes=20)
    assert str(talk["LOCATION"]) == "555-0134"
    assert str(talk["DESCRIPTION"]).split("\n") == [
        "Number to call: 555-0134",
        "Have at hand: your plan, paper and two pens.",
        "Your plan: https://guide.example/planner/#person=p1",
    ]
    text = of_person(page, "all", **fields)["text"]
    assert "tired" not in text and "dana@" not in text, "a calendar may be shared"
    video = people_events(of_person(page, "meeting", place="https://zoom.example/j/1?a=b;c", phone="")["text"])["talk"]
    assert (str(video["URL"]), str(video["LOCATION"])) == ("https://zoom.example/j/1?a=b;c",) * 2
    assert "Link to join: https://zoom.example/j/1?a=b;c" in video["DESCRIPTION"]
    cafe = people_events(of_person(page, "meeting", place="Elm Café, 12 Main St; 2nd floor", phone="555-0199")["text"])["talk"]
    assert (str(cafe["LOCATION"]), "URL" in cafe) == ("Elm Café, 12 Main St; 2nd floor", False)
    assert "Their number: 555-0199" in cafe["DESCRIPTION"]
    hostile = of_person(page, "meeting", place="javascript:alert(1)\r\nATTENDEE:mailto:x@example.com", name="A\r\nEND:VEVENT")["text"]
    assert list(people_events(hostile)) == ["talk"]
    assert "\r\nATTENDEE" not in hostile and "\r\nURL" not in hostile


def test_initials_are_enough(pages) -> None:
    file = pages(BERLIN).evaluate("calendarOfPerson", {"fields": AGREED, "choice": "all", "now": PERSON_NOON, "initials": True})
    assert "Dana" not in file["text"] and "Whitfield" not in file["text"]
    assert str(people_events(file["text"])["talk"]["SUMMARY"]) == "Informational interview with D. W."


def test_a_moved_conversation_has_the_same_ids_and_a_higher_number(pages) -> None:
    page = pages(NEW_YORK)
    first, moved = (people_events(of_person(page, "near", **fields)["text"]) for fields in ({}, {"day": "2026-03-24", "sequence": 1}))
    assert first.keys() == moved.keys()
    assert {int(event["SEQUENCE"]) for event in moved.values()} == {1}
    assert moved["talk"]["DTSTART"].dt.date() == date(2026, 3, 24)
    assert first.keys() < people_events(of_person(page, "all")["text"]).keys(), "who wants everything later gets no event twice"


def test_nothing_to_put_into_a_calendar(pages) -> None:
    page = pages(NEW_YORK)
    assert of_person(page, "near", now="2026-04-20T12:00:00Z") == {"text": "", "fileName": "informational-interview.ics", "count": 0}
    assert of_person(page, "meeting", day="", time="")["text"] == ""


def test_the_data_in_the_page_is_json_that_a_script_cannot_leave(data: dict) -> None:
    assert json.loads(json.dumps(data)) == data
