"""People as a table and as contacts, in docs/assets/exchange/: what goes out comes back, and what comes in loses and doubles nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.outputs.context import RenderContext
from macros.outputs.html.tool_data.interviews import interviews_data
from tests.support.scripts import EXCHANGE_SCRIPTS, define, load_assets


@pytest.fixture(scope="module")
def core(browser: Browser, site_index, settings) -> Iterator[Page]:
    """An empty page with the scripts, in New York."""
    page = browser.new_context(timezone_id="America/New_York").new_page()
    load_assets(page, *EXCHANGE_SCRIPTS)
    define(page, Path(__file__).with_name("exchange-core.js"))
    page.evaluate("openExchange", interviews_data(RenderContext(site_index, settings, "interviews/")))
    yield page
    page.context.close()


def summary(core: Page, text: str, people: list[dict] | None = None, **choices: Any) -> dict[str, Any]:
    found = core.evaluate("summary", {"text": text, "people": people or [], "choices": choices})
    print(json.dumps(found, indent=1, ensure_ascii=False))
    return found


# Out and back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", ["", ",", ";", "\t"])
def test_everyone_comes_back_equal(core: Page, delimiter: str) -> None:
    """Hostile text in every field; then the same table as another program would save it."""
    result = core.evaluate("roundTrip", {"count": 500, "seed": 1, "delimiter": delimiter})
    assert result == {"isOurs": True, "unread": [], "added": 500, "wrong": 0, "difference": []}


def test_the_same_table_twice_changes_nothing(core: Page) -> None:
    result = core.evaluate("twice", {"count": 300, "seed": 5000})
    assert result == {"once": 300, "added": 0, "changed": [], "same": 300}


@pytest.mark.parametrize("name", ["\U0001f469", "???"])
def test_someone_whose_name_has_no_letters_is_recognized(core: Page, name: str) -> None:
    result = core.evaluate("twice", {"text": f"Name,Role,Company\n{name},Nurse,Clinic\n\U0001f98a,Nurse,Clinic\n"})
    assert result == {"once": 2, "added": 0, "changed": [], "same": 2}


def test_cells_with_signs_alone_are_told_apart(core: Page) -> None:
    [person] = summary(core, "Name,Notes,Comments\nDana Lee,+,?\n")["added"]
    assert person["notes"] == "+\nComments: ?"


def test_a_name_of_blanks_is_no_name(core: Page) -> None:
    text = 'Name,Role,ID (leave as it is),More (leave as it is)\n"\r",Nurse,,\n'
    assert core.evaluate("twice", {"text": text}) == {"once": 1, "added": 0, "changed": [], "same": 1}
    assert [person["name"] for person in summary(core, text)["added"]] == ["Nurse"]


@pytest.mark.parametrize("cells", ["\xa0\t/", "\xa0\t"])
def test_a_row_of_blanks_is_no_one(core: Page, cells: str) -> None:
    text = f"Title\tID (leave as it is)\tMore (leave as it is)\n{cells}\n"
    assert core.evaluate("twice", {"text": text}) == {"once": 0, "added": 0, "changed": [], "same": 0}


def test_a_note_that_differs_only_in_its_signs_is_kept(core: Page) -> None:
    [person] = summary(core, "d;1;'=1\n")["added"]
    assert person["notes"] == "'=1", "it has the other one in it"


def test_no_cell_is_run_as_a_formula(core: Page) -> None:
    hostile = {
        "name": "=cmd|'/c calc'!A1",
        "role": "+1",
        "employer": "-2",
        "notes": "@SUM(1)",
        "link": "\t=1",
        "phone": "'=1",
        "call": "'tis",
    }
    cells = core.evaluate("cellsOf", hostile)
    assert [cells[name] for name in ("Name", "Role", "Employer", "Notes", "What links you", "Phone", "What you call them")] == [
        "'=cmd|'/c calc'!A1", "'+1", "'-2", "'@SUM(1)", "'\t=1", "''=1", "'tis",
    ]  # fmt: skip


def test_the_cells_say_what_a_reader_would(core: Page) -> None:
    cells = core.evaluate(
        "cellsOf",
        {
            "name": "Dana Lee", "role": "Nurse", "relationship": "alum", "status": "closed",
            "outcome": "silence", "on": {"asked": "2026-11-02"},
            "near": 3, "promises": [{"id": "x", "text": "Send my plan", "by": "2026-12-01", "done": "", "whose": "mine"}],
        },
    )  # fmt: skip
    assert cells["Status"] == "No answer"
    assert cells["Date: Asked"] == "2026-11-02"
    assert cells["How you know them"] == "Same school"
    assert cells["How close are you?"] == "I know them"
    assert cells["Promises (to read only)"] == "Send my plan (by 2026-12-01)"
    assert json.loads(cells["More (leave as it is)"]).keys() == {"promises"}, "only what isn't in cells"


@pytest.mark.parametrize(
    ("header", "cell", "change"),
    [
        ("Role", "Charge nurse", "Role: Nurse -> Charge nurse"),
        ("Status", "They said no", "Status: Asked -> They said no"),
        ("Conversation date", "12/3/2026", "Conversation date:  -> 2026-12-03"),
        ("Date: Asked", "11/2/2026", None),
        ("Time", "4:00 PM", "Time:  -> 16:00"),
        ("Role", "", None),
        ("Notes", "Call before noon. She moved.", "Notes: Call before noon. -> Call before noon. She moved."),
        ("Notes", "Likes tea.", "Notes: Call before noon. -> Call before noon.\nLikes tea."),
    ],
)
def test_a_cell_the_reader_changed_is_a_change(core: Page, header: str, cell: str, change: str | None) -> None:
    fields = {"name": "Dana Lee", "role": "Nurse", "status": "asked", "on": {"asked": "2026-11-02"}, "notes": "Call before noon."}
    result = core.evaluate("edited", {"fields": fields, "header": header, "cell": cell})
    assert result["changes"] == ([change] if change else [])
    assert result["unread"] == []


def test_json_that_was_cut_off_is_reported_and_loses_nothing(core: Page) -> None:
    fields = {"name": "Dana Lee", "history": [{"on": "2026-11-02", "what": "note", "text": "Wrote", "status": ""}]}
    result = core.evaluate("edited", {"fields": fields, "header": "More (leave as it is)", "cell": '{"history":[{"on"'})
    assert result["changes"] == []
    assert result["unread"] == [
        "It was changed or cut off, so the history, the plan and the notes from the conversation can't be read. The rest of the row can."
    ]
    assert result["after"]["history"] == fields["history"]


def test_five_thousand_people_are_read_and_compared(core: Page, record_property) -> None:
    result = core.evaluate("timeFor", 5000)
    assert result["same"] == 5000
    record_property(
        "measured", f"a table of 5,000 people ({result['length']:,} characters) compared with 5,000 in {result['milliseconds']:.0f} ms"
    )


# Tables from elsewhere ------------------------------------------------------------------------------------

LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Kate,Wood,https://www.linkedin.com/in/katewood,,Mercy Health,Registered Nurse,04 Mar 2026
"Lee, PhD",Ann,https://www.linkedin.com/in/annlee,ann@x.org,"Acme, Inc.",Analyst,05 Mar 2026
"""


def test_linkedins_table_needs_nothing_from_the_reader(core: Page) -> None:
    found = summary(core, LINKEDIN)
    assert found["mapping"] == ["first", "last", "profile", "email", "employer", "role", ""]
    assert found["added"][0] == {
        "name": "Kate Wood", "profile": "https://www.linkedin.com/in/katewood", "employer": "Mercy Health", "role": "Registered Nurse",
    }  # fmt: skip
    assert found["added"][1]["name"] == "Lee, PhD Ann"
    assert found["unread"] == []


def test_a_common_tracker_is_understood(core: Page) -> None:
    text = (
        "Contact;Company;Title;E-mail;LinkedIn;Status;Date Contacted;Interview Date;Thank You;Town;Notes\r\n"
        "Kate Wood;Mercy Health;Nurse;kate@x.org;linkedin.com/in/kw;No response;3/4/2026;;;Dayton;Met at the fair\r\n"
        "Dana Lee;;Teacher;;;Scheduled;11/16/2026;12/3/2026 4:00 PM;;;\r\n"
        "Ann Ray;City Hall;Clerk;no email;;Maybe later;3/20/2026;5/1/2026;soon;;\r\n"
        ";;;;;;;;;;only a note\r\n"
    )
    found = summary(core, text)
    assert found["mapping"] == ["name", "employer", "role", "email", "profile", "status", "on-asked", "day", "on-thanked", "notes", "notes"]
    assert found["dates"] == "month"
    kate, dana, ann = found["added"]
    assert (kate["status"], kate["outcome"], kate["on"], kate["profile"]) == (
        "closed",
        "silence",
        {"asked": "2026-03-04"},
        "https://linkedin.com/in/kw",
    )
    assert kate["notes"] == "Met at the fair\nTown: Dayton"
    assert (dana["status"], dana["day"], dana["time"], dana["on"]) == ("agreed", "2026-12-03", "16:00", {"asked": "2026-11-16"})
    assert (ann["status"], ann["day"], ann["on"]) == ("met", "2026-05-01", {"asked": "2026-03-20", "met": "2026-05-01"}), (
        "the dates show how far it is"
    )
    assert ann["notes"] == "E-mail: no email\nStatus: Maybe later\nThank You: soon"
    assert [entry["on"] for entry in ann["history"]] == ["2026-03-20", "2026-05-01"]
    assert found["unread"] == ["4 E-mail: no email", "4 Status: Maybe later", "4 Thank You: soon", "5 : only a note"]
    assert core.evaluate("twice", {"text": text}) == {"once": 3, "added": 0, "changed": [], "same": 3}


def test_a_table_saved_by_libreoffice_comes_in(core: Page) -> None:
    """Saved by LibreOffice 7.4 with semicolons: a comma in a name, quotes and a line break in a note, an accent, and a sign in front."""
    text = Path(__file__).with_name("saved-by-libreoffice.csv").read_text("utf-8")
    found = summary(core, text)
    assert found["mapping"] == ["name", "role", "employer", "email", "on-asked", "status", "notes"]
    assert [one["name"] for one in found["added"]] == ["Whitfield, Dana", "José Ruiz", "Kate O'Neil"]
    assert found["added"][0]["notes"] == 'Prefers mornings.\nSaid "call after 8"; ask about nights'
    assert (found["added"][1]["status"], found["added"][1]["outcome"]) == ("closed", "silence")
    assert (found["added"][2]["employer"], found["added"][2]["notes"]) == ("Grocery; chain", "-10% of her week is hiring")
    assert core.evaluate("twice", {"text": text}) == {"once": 3, "added": 0, "changed": [], "same": 3}


def test_the_same_person_in_two_rows_comes_once(core: Page) -> None:
    text = (
        'Name,Company,Role,Email,Notes\nKate Wood,Mercy Inc.,Nurse,k@x.org,one\nKATE WOOD,"Mercy, LLC",Charge nurse,,two\n'
        "Kate Woods,Other,,K@X.org,\nFront Desk,Mercy,,k@x.org,\n"
    )
    found = summary(core, text)
    assert [person["name"] for person in found["added"]] == ["Kate Wood", "Front Desk"], "an office's address is not a person"
    assert found["added"][0]["role"] == "Nurse"
    for words in ("one", "two", "Role: Charge nurse", "Name: Kate Woods", "Employer: Other"):
        assert words in found["added"][0]["notes"]


def test_people_are_recognized_by_email_and_by_name_and_employer(core: Page) -> None:
    here = [
        {"id": "pa", "name": "Kate Wood", "employer": "Mercy", "email": "kate@x.org", "status": "met", "role": "Nurse", "notes": "Old"},
        {"id": "pb", "name": "Dana Lee", "employer": "City School, Inc."},
    ]
    text = (
        "Name,Company,Title,E-mail,Status,Notes\nKatherine Wood,Mercy,,KATE@X.ORG,asked,New\n"
        "DANA  LEE,city school,Teacher,,,\nDana Lee,Other School,,,,\n"
    )
    found = summary(core, text, here)
    assert found["changed"] == [
        ["Kate Wood", "Name: Kate Wood -> Katherine Wood", "Status: Talked -> Asked (back)", "Notes: Old -> Old\nNew"],
        ["Dana Lee", "Role:  -> Teacher"],
    ]
    assert [person["employer"] for person in found["added"]] == ["Other School"]


def test_an_import_empties_nothing(core: Page) -> None:
    here = [
        {
            "id": "pa",
            "name": "Kate Wood",
            "employer": "Mercy",
            "email": "kate@x.org",
            "phone": "1",
            "status": "met",
            "notes": "Old",
            "day": "2026-11-01",
        }
    ]
    found = summary(core, "Name,Company,E-mail,Phone,Status,Notes,Interview date\nKate Wood,Mercy,,,,,\n", here)
    assert (found["changed"], found["added"], found["same"]) == ([], [], 1)


def test_a_table_without_column_names_is_read(core: Page) -> None:
    found = summary(core, "Kate Wood,kate@x.org,Nurse at Mercy\nDana Lee,dana@x.org,Teacher\n")
    assert found["mapping"] == ["name", "email", "notes"]
    assert found["added"][0] == {"name": "Kate Wood", "email": "kate@x.org", "notes": "Nurse at Mercy"}


def test_the_reader_can_read_a_table_another_way(core: Page) -> None:
    text = "Name,When,Who told me\nKate Wood,3/4/2026,Sam\n"
    found = summary(core, text)
    assert (found["mapping"], found["dates"]) == (["name", "day", "notes"], "unclear")
    assert found["added"][0]["day"] == "2026-03-04"
    found = summary(core, text, mapping=["name", "on-asked", "referrer"], isDayFirst=True)
    assert found["added"][0]["on"] == {"asked": "2026-04-03"}
    assert found["added"][0]["referrer"] == "Sam"
    found = summary(core, text, mapping=["name", "", ""])
    assert found["added"][0] == {"name": "Kate Wood"}


# Cells ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04", "2026-03-04"), ("2026/3/4", "2026-03-04"), ("3/4/2026", "2026-03-04"),
        ("3/4/26", "2026-03-04"), ("03-04-2026", "2026-03-04"),
        ("Mar 4, 2026", "2026-03-04"), ("March 4th, 2026", "2026-03-04"), ("Wed, Mar 4, 2026", "2026-03-04"), ("4 Mar 2026", "2026-03-04"),
        ("04-Mar-26", "2026-03-04"), ("sept. 9 2026", "2026-09-09"), ("3/4/2026 4:00 PM", "2026-03-04 16:00"),
        ("2026-03-04 09:30:00", "2026-03-04 09:30"),
        ("Mar 4, 2026 at 4 pm EST", "2026-03-04 16:00"), ("2026-03-04T16:00:00Z", "2026-03-04 11:00"), ("13/4/2026", "2026-04-13"),
        ("2/30/2026", None), ("next week", None), ("3/4", None), ("March", None), ("", None),
        ("3/4/2026 or later", None), ("45000", None), ("3/4/20261", None),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_usual_forms(core: Page, text: str, day: str | None) -> None:
    assert core.evaluate("dayFrom", {"text": text}) == day


def test_what_comes_first_in_dates_is_found_in_the_whole_column(core: Page) -> None:
    orders = {
        "month": ["3/4/2026", "3/25/2026"], "day": ["3/4/2026", "25/3/2026"], "unclear": ["3/4/2026", ""],
        "": ["2026-03-04", "Mar 4, 2026", "soon"],
    }  # fmt: skip
    for order, cells in orders.items():
        assert core.evaluate("cells => Guide.cells.dateOrder(cells)", cells) == order
    assert core.evaluate("Guide.cells.dateOrder(['3/25/2026', '25/3/2026'])") == "unclear"
    assert core.evaluate("Guide.cells.dateOrder(['4.3.2026'])") == "day"
    assert core.evaluate("dayFrom", {"text": "3/4/2026", "isDayFirst": True}) == "2026-04-03"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("contacted", "asked"), ("Reached out", "asked"), ("Not contacted yet", "to-ask"), ("No response", "closed silence"),
        ("no answer", "closed silence"),
        ("Didn't respond.", "closed silence"), ("SCHEDULED", "agreed"), ("Said yes", "agreed"), ("done", "closed done"),
        ("Declined", "closed no"),
        ("Talked", "met"), ("Thank-you sent", "thanked"), ("Followed up", "reminded"), ("Closed", "closed done"),
        ("purple", None), ("", None),
    ],
)  # fmt: skip
def test_statuses_are_read_in_the_words_of_trackers(core: Page, text: str, status: str | None) -> None:
    assert core.evaluate("statusFrom", text) == status


# Contacts -------------------------------------------------------------------------------------------------


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    lines = text.split("\r\n")
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)
    return "\r\n".join(lines).replace("\r\n ", "").split("\r\n")[:-1]


def values(line: str) -> list[str]:
    """The parts of a value between semicolons, without their escapes."""
    parts, escaped = [""], False
    for character in line:
        if escaped:
            parts[-1] += "\n" if character == "n" else character
        elif character == ";":
            parts.append("")
        elif character != "\\":
            parts[-1] += character
        escaped = character == "\\" and not escaped
    return parts


def test_contacts_are_read_back_from_a_vcard(core: Page) -> None:
    people = [
        {
            "name": "Kate Wood",
            "role": "Nurse; charge, nights",
            "employer": "Mercy, Inc.",
            "email": "k@x.org",
            "phone": "+1 555 0100",
            "profile": "https://x.org/a,b;c",
            "call": "Kate",
        },
        {"name": "Ana María de la Cruz 👩‍⚕️ " + "long " * 30 + "end", "notes": "secret"},
        {"name": "Cher"},
        {"name": "A\nBEGIN:VCARD"},
    ]
    text = core.evaluate("contacts", people)
    lines = unfolded(text)
    assert "secret" not in text
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == lines.count("VERSION:3.0") == 4
    cards = "\n".join(lines).removesuffix("\nEND:VCARD").split("\nEND:VCARD\n")
    fields = [dict(line.split(":", 1) for line in card.split("\n")) for card in cards]
    assert values(fields[0]["N"]) == ["Wood", "Kate", "", "", ""]
    assert values(fields[0]["TITLE"]) == ["Nurse; charge, nights"]
    assert values(fields[0]["ORG"]) == ["Mercy, Inc."]
    assert (fields[0]["URL"], fields[0]["EMAIL;TYPE=INTERNET"], fields[0]["TEL;TYPE=VOICE"]) == (
        "https://x.org/a,b;c",
        "k@x.org",
        "+1 555 0100",
    )
    assert values(fields[1]["FN"]) == [people[1]["name"]]
    assert values(fields[2]["N"])[0:2] == ["", "Cher"]
    assert values(fields[3]["FN"]) == ["A\nBEGIN:VCARD"]
    assert len({card["UID"] for card in fields}) == 4
