"""Each code has a bad file that raises exactly it, with the expected sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.fixtures.page_faults import FAULTS
from tests.support.guides import (
    CHECKS,
    CLOSING,
    COMPOSER,
    EMAIL,
    FIELD,
    FIND,
    LIST,
    MISTAKES,
    NOTE,
    ORDERS,
    PAGE,
    PAY,
    PLANS,
    REPLIES,
    ROOT,
    SEARCH,
    SHEET,
    SMALL,
    SOURCES,
    STORY,
    TEMPLATES,
    TRANSCRIPT,
    WORDING,
    WORDS,
    code_of,
    edit,
    problems_of,
)


class Bad(NamedTuple):
    """One edit of the smallest guide, and the only problem that must come of it."""

    file: str
    old: str
    new: str
    code: str
    begins: str
    """How the problem that is reported begins; it ends with the code."""


WORD = "word " * 30
_NOTE_TEMPLATE = "  - id: n-note-01\n" + (SMALL / TEMPLATES).read_text("utf-8").partition("  - id: n-note-01\n")[2]
PACK = "data/checklists/pack.yml"
_PACK_REST = (SMALL / PACK).read_text("utf-8").partition("role: asked\n")[2]
_WHENS = ("same day as asking", *["1 day before"] * 10, "24 hours after")
_SHORT = [
    f"  - {{id: i-pack-{n:02d}, text: Part {n}, why: You may., when: {when}, minutes: 1, short: yes}}\n" for n, when in enumerate(_WHENS, 4)
]
_SHORT_LIST = _PACK_REST.replace("items:\n", "items:\n" + "".join(_SHORT[:-1])) + _SHORT[-1]

CASES = [
    # Files
    Bad("data/extra.yaml", "", "a: 1\n", "Y101", "data/extra.yaml:1:1: nothing reads a file with this name; got 'extra.yaml'; expected a name such as one of questions/*.yml, "),
    Bad("data/placeholders.yml", None, None, "Y102", "data/placeholders.yml:1:1: this file is missing; expected a file with this name"),
    Bad(NOTE, None, "", "Y103", "data/messages/note.yml:1:1: the file is empty; expected the keys channel:, intro:, messages:"),
    Bad(NOTE, None, "- one\n- two\n", "Y103", "data/messages/note.yml:1:1: the file has no keys with values; expected the keys channel:, intro:, messages:"),
    Bad(NOTE, None, "x: " + "y" * 2_000_000, "Y104", "data/messages/note.yml:1:1: the file is too large; got '2,000,003 bytes'; expected at most 2,000,000"),
    Bad(NOTE, "# Notes.", "\ufeff# Notes.", "Y105", "data/messages/note.yml:1:1: the file begins with a byte order mark; expected UTF-8 without BOM"),
    Bad(NOTE, "Very short.", b"Tr\xe8s court.", "Y106", "data/messages/note.yml:3:10: the file isn't saved as UTF-8; got 'byte 0xe8'; expected text saved as UTF-8"),
    Bad(NOTE, "# Notes.\n", "# Notes.\r\n", "Y107", "data/messages/note.yml:1:9: the line ends the way it does on Windows (CRLF); expected Unix line endings (LF), which `make fix` writes; if Git made these, clone again"),
    Bad(NOTE, "Very short.", "Very\u202e short.", "Y108", "data/messages/note.yml:3:12: there is an invisible character here; got 'U+202E right-to-left override'; expected visible characters only, so delete it"),
    Bad(NOTE, "Very short.", "Very\0 short.", "Y108", "data/messages/note.yml:3:12: there is an invisible character here; got 'U+0000'"),
    Bad(NOTE, "Very short.", '"Very\\u200b short."', "Y108", "data/messages/note.yml:3:8: there is an invisible character here; got 'U+200B zero width space'"),
    Bad(NOTE, "    title:", "\ttitle:", "Y109", "data/messages/note.yml:6:1: the line is indented with a tab; expected spaces, two for each level"),
    Bad(NOTE, "Very short.", "Very: short: indeed", "Y110", "data/messages/note.yml:3:12: a text with a colon and a space in it needs quotes (YAML says: mapping values are not allowed in this context); expected quotes around the whole text: intro: \"Very: short: indeed\" ["),
    Bad(NOTE, "Very short.", "&a Very short.", "Y111", "data/messages/note.yml:3:8: data files can't have an anchor (&a); expected plain text, in quotes if it begins with &"),
    Bad(NOTE, "Very short.", "*a", "Y111", "data/messages/note.yml:3:8: data files can't have an alias (*a)"),
    Bad(NOTE, "Very short.", "!!int ", "Y111", "data/messages/note.yml:3:8: data files can't have a tag (tag:yaml.org,2002:int)"),
    Bad(NOTE, "Very short.", "[" * 100_000, "Y111", "data/messages/note.yml:3:15: data files can't have nesting deeper than 8 levels"),
    Bad(NOTE, "# Notes.", "--- {}\n---", "Y111", "data/messages/note.yml:2:1: data files can't have a second document (---)"),
    Bad(NOTE, "intro: Very short.", "\n".join(f"k{n}: v" for n in range(300)), "Y111", "data/messages/note.yml:202:1: data files can't have more than 200 keys in one place; expected a list"),
    Bad(NOTE, "intro: Very short.", "intro: Very short.\nintro: Twice.", "Y112", "data/messages/note.yml:4:1: this key is here twice; got 'intro'; expected each key once (it is already on line 3)"),
    Bad(NOTE, "Very short.", "“Very short.”", "Y114", "data/messages/note.yml:3:8: curly quotes; got '“'; expected straight ones, \" or ', which make fix puts in their place"),
    Bad(NOTE, "Very short.", "<b>Very</b> short.", "Y115", "data/messages/note.yml:3:8: HTML in a text; got '<b>'; expected plain words, without tags such as <b>"),
    Bad(NOTE, "Very short.", "Very&nbsp;short.", "Y115", "data/messages/note.yml:3:12: HTML in a text; got '&nbsp;'; expected plain words"),
    Bad(NOTE, "Very short.", "It is **very** short.", "Y116", "data/messages/note.yml:3:14: Markdown in a text; got '**very**'; expected plain words, without **"),
    Bad(NOTE, "Very short.", "See [our page](https://a.example/).", "Y116", "data/messages/note.yml:3:12: Markdown in a text; got '[our page](https://a.example/)'; expected plain words"),
    Bad(NOTE, "intro: Very short.", "<<<<<<< HEAD\nintro: Very short.\n=======\nintro: Short.\n>>>>>>> mine", "Y117", "data/messages/note.yml:3:1: Git left two versions of these lines here, because it couldn't merge them; its marks are on lines 3, 5, 7; expected one version"),
    Bad(NOTE, "Very short.", "Ask at desk #4 now.", "Y118", "data/messages/note.yml:3:19: YAML reads this as a comment, and the text ends before it; got '#4 now.'; expected quotes around the whole text: intro: \"Ask at desk #4 now.\" ["),
    # The shape of records
    Bad(PAY, "    stage: explore\n    purpose: To know whether", "    stage: explore\n    purpos: x\n    purpose: To know whether", "M201", "data/questions/pay.yml:8:5: unknown key; got 'purpos'; expected one of id, was, text, stage"),
    Bad(PAY, "    priority: must\n", "", "M202", "data/questions/pay.yml:5:5: the key priority is missing; expected a line priority: ..."),
    Bad(PAY, "goals: [learn-field]\n    audiences", "goals: learn-field\n    audiences", "M203", "data/questions/pay.yml:9:12: goals is of the wrong kind; got 'learn-field'; expected a list: each entry on its own line, after a dash and a space; or all in brackets, [one, two]"),
    Bad(PAY, "    purpose: To know how pay grows.", "    purpose: [a, b]", "M203", "data/questions/pay.yml:39:14: purpose is of the wrong kind; got 'a list'; expected text"),
    Bad(PAY, "To know how pay grows.", '" "', "M204", "data/questions/pay.yml:39:14: purpose is empty; expected some text"),
    Bad(PAY, "To know how pay grows.", "x" * 141, "M205", "data/questions/pay.yml:39:14: purpose is too long; got '141 characters'; expected at most 140"),
    Bad(PAY, "How do raises come about here?", WORD + "?", "M205", "data/questions/pay.yml:37:11: text is too long; got '30 words'; expected at most 28"),
    Bad(PAY, '["Who decides?", "How often?"]', '["A?", "B?", "C?", "D?"]', "M205", "data/questions/pay.yml:47:13: probes has too many entries; got '4'; expected at most 3"),
    Bad(PAY, '["Who decides?", "How often?"]', '["Who decides?"]', "M206", "data/questions/pay.yml:47:13: probes has too few entries; got '1'; expected at least 2"),
    Bad(PAY, "priority: must", "priority: musst", "M207", "data/questions/pay.yml:13:15: priority isn't one of the allowed words; got 'musst'; expected one of must, good, extra; did you mean 'must'?"),
    Bad(SOURCES, "https://net.example/help", "http://net.example/help", "M208", "data/sources.yml:9:10: url has the wrong form; got 'http://net.example/help'; expected a plain https:// address"),
    Bad(SOURCES, "2026-11-23", "2024-13-45", "M208", "data/sources.yml:14:14: checked has the wrong form; got '2024-13-45'; expected a date such as 2026-11-23"),
    Bad(SOURCES, "2026-11-23", "1735689600", "M208", "data/sources.yml:14:14: checked has the wrong form; got '1735689600'; expected a date such as 2026-11-23"),
    Bad(SOURCES, "year: 2026", "year: 12:30", "M208", "data/sources.yml:6:11: year has the wrong form; got '12:30'; expected a whole number in digits"),
    Bad(SOURCES, "2026-11-23", "10000000000", "M208", "data/sources.yml:14:14: checked has the wrong form; got '10000000000'; expected a date such as 2026-11-23"),
    Bad("data/platforms.yml", "2026-11,", "2_026,", "M208", "data/platforms.yml:3:85: as_of has the wrong form; got '2_026'"),
    Bad("data/platforms.yml", "2026-11,", "10000000000,", "M208", "data/platforms.yml:3:85: as_of has the wrong form; got '10000000000'"),
    Bad("data/platforms.yml", "2026-11,", "2026-13,", "M208", "data/platforms.yml:3:85: as_of has the wrong form; got '2026-13'"),
    Bad(LIST, "when: 5 days before", "when: some time before", "M208", "data/checklists/prepare.yml:10:69: when has the wrong form; got 'some time before'; expected \"any time\", \"same day\", \"same day as asking\""),
    Bad(EMAIL, "[4 I would", "[4 [1 I would", "M208", 'data/messages/email.yml:10:11: text has the wrong form; got \'Dear {their_first_name}, [1 I read your sign.] [4 [1 I would like to know how...\'; expected part marks'),
    Bad(EMAIL, "Dear {their_first_name}", "Dear {{ 7*7 }}", "M208", "data/messages/email.yml:10:11: text has the wrong form"),
    Bad(LIST, "id: i-prepare-03", "id: Item 3", "M208", "data/checklists/prepare.yml:12:10: id has the wrong form; got 'Item 3'; expected lower case without spaces, in the form of i-prepare-01"),
    Bad(PAY, "minutes: 2", "minutes: 5", "M209", "data/questions/pay.yml:14:14: minutes is out of range; got '5'; expected less than or equal to 4"),
    Bad(PAY, "  - id: q-pay-02\n    was: [q-pay-00]\n", "  - {id: g-bread, term: bread, meaning: What bakers make.}\n  - id: q-pay-02\n    was: [q-pay-00]\n", "M210", "data/questions/pay.yml:35:5: the keys of this entry belong to another kind of entry; got 'id, term, meaning'; expected to find it in data/glossary.yml"),
    Bad(SHEET, None, "channel: note\nintro: Short.\nmessages: []\n", "M210", "data/worksheets/plan.yml:1:1: the keys in this file belong to another kind of file; got 'channel, intro, messages'; expected to find it in data/messages/*.yml"),
    Bad(PAY, "    purpose: To know how", "    purpos: To know how", "M201", "data/questions/pay.yml:39:5: unknown key; got 'purpos'; expected one of id, was, text"),
    Bad(SHEET, "rows: 2", "rows: two", "M208", "data/worksheets/plan.yml:8:58: rows has the wrong form; got 'two'; expected a whole number in digits; or a list: each entry"),
    Bad(EMAIL, "      1: It says", "      8: It says", "M201", "data/messages/email.yml:15:7: unknown key; got '8'; expected one of 1, 2, 3, 4, 5, 6, 7"),
    # Between records
    Bad(PAY, "was: [q-pay-00]", "was: [q-closing-01]", "R301", "data/questions/pay.yml:36:11: this id is already taken; got 'q-closing-01'; expected an id of its own; the other entry with this id is at data/questions/closing.yml:"),
    Bad(PAY, "was: [q-pay-00]", "was: [guide-print]", "M208", "data/questions/pay.yml:36:10: was has the wrong form; expected lower case without spaces, in the form of q-pay-01"),
    Bad(PAY, "    stage: explore\n    purpose: To know how", "    stage: exlpore\n    purpose: To know how", "R302", "data/questions/pay.yml:38:12: there is no stage of that name; got 'exlpore'; expected one of close, explore; did you mean 'explore'?"),
    Bad(PAY, "related: [q-pay-02]", "related: [q-pay-20]", "R302", "data/questions/pay.yml:28:15: there is no question of that name; got 'q-pay-20'; expected the id of a question that exists; where an id has changed, its new one ["),
    Bad(PAY, "related: [q-pay-02]", "related: [q-pay-00]", "R302", "data/questions/pay.yml:28:15: there is no question of that name; got 'q-pay-00'; expected the id of a question that exists; where an id has changed, its new one ["),
    Bad(FIND, "see: [index.md,", "see: [indx.md,", "R302", "data/answers/find.yml:12:11: there is no page or entry of that name; got 'indx.md'; expected the path of a page in docs/, or an id that exists; did you mean 'index.md'?"),
    Bad(LIST, "id: c-prepare", "id: c-ready", "R303", "data/checklists/prepare.yml:2:5: the id in this file doesn't match the file's name; got 'c-ready'; expected c-prepare"),
    Bad(PAY, "    softener: What could a beginner expect, roughly?\n", "", "R304", "data/questions/pay.yml:19:18: sensitivity is high, so a softener is needed; expected a line softener:"),
    Bad(PAY, "    look_up: [news]\n", "", "R305", "data/questions/pay.yml:15:21: research_first is quick, so look_up must say where to look; expected a line look_up: if research_first is quick"),
    Bad(PAY, "How do raises come about here?", "Do raises come about here?", "R306", "data/questions/pay.yml:37:11: a yes or no would answer this question; got 'Do raises come about here?'"),
    Bad(PAY, "How do raises come about here?", "How do raises come? When?", "R307", "data/questions/pay.yml:37:11: this asks several things at once"),
    Bad(EMAIL, "[1 I read your sign.]", "[1 I read your sign. Are there openings?]", "R308", "data/messages/email.yml:10:11: this asks for a job; got 'Are there openings'"),
    Bad(EMAIL, "[4 I would like to know how a bakery's night goes.]", "I would like to know it.", "R309", "data/messages/email.yml:10:11: the message is missing part 4; expected [4 Topic]"),
    Bad(NOTE, "[1 Hello", "[x Bread] [1 Hello", "R309", "data/messages/note.yml:9:11: [x ...] marks weak words, and only mistakes have those"),
    Bad(EMAIL, '    subject: "Fifteen minutes, {their_first_name}?"\n', "", "R310", "data/messages/email.yml:5:5: a message in this channel needs a subject line; expected a line subject: ..."),
    Bad(EMAIL, "Dear {their_first_name}", "Dear {their_first_nam}", "R311", "data/messages/email.yml:10:11: this placeholder isn't in the list of placeholders; got 'their_first_nam'; expected a name from data/placeholders.yml; did you mean 'their_first_name'?"),
    Bad(NOTE, "liked your bread", "liked your bread" + " and rolls" * 16, "R312", "data/messages/note.yml:9:11: this is too long when long names are filled in; got '198 characters'; expected at most 190"),
    Bad(EMAIL, "Fifteen minutes,", "Fifteen minutes of your day, whenever it suits you,", "R312", "data/messages/email.yml:9:14: this is too long when long names are filled in; got '64 characters'; expected at most 60"),
    Bad(EMAIL, "      1: It says", "      5: It says", "R313", "data/messages/email.yml:15:10: this is a note on a part the message doesn't have; got '5'; expected a part that is marked in the text: 1, 4"),
    Bad(NOTE, "recipient_field: nursing", "recipient_field: other", "R371", "data/messages/note.yml:11:22: only 1 of 2 first messages go to a common field; got 'other'; expected at least 2/3 of them: one of nursing"),
    Bad(NOTE, "known_from: profile", "known_from: contact", "R372", "data/messages/note.yml:12:17: Note has too few examples that use only what anyone can look up; got '0'; expected 2 with known_from: one of profile"),
    Bad(PAGE, "## Answers", "A note of 200 characters.\n\n## Answers", "R373", "docs/index.md:25:11: data/platforms.yml already has this, and it may change there; got '200 characters'; expected {{ platform(\"net-note\") }}"),
    Bad(FIND, "So here are some more:", "In a note of 200 free characters:", "R373", "data/answers/find.yml:7:13: data/platforms.yml already has this, and it may change there; got '200 free characters'; expected a sentence without it"),
    Bad(STORY, "event: decision", "event: news", "R374", "data/stories/cook.yml:11:3: the story doesn't show the decision; expected a part with event: decision that does"),
    Bad(STORY, "example: m-email-01", "example: m-email-01, sent: {channel: note, text: Hi.}", "R374", "data/stories/cook.yml:12:98: this part has two messages; expected example: for one of the guide's, or sent: for another, but not both"),
    Bad(STORY, "example: m-email-01", "example: m-email-11", "R302", "data/stories/cook.yml:12:80: there is no message of that name; got 'm-email-11'; expected the id of a message or reply that exists"),
    Bad(STORY, "{week: 2, event: reply", "{week: 5, event: reply", "R376", "data/stories/cook.yml:14:11: this week is before the one above it; got '3'; expected 5 or later, or a place above it"),
    Bad(TRANSCRIPT, 'minute: 1, who: asker, says: "What is a raise like?"', 'minute: 9, who: asker, says: "What is a raise like?"', "R376", "data/transcripts/short.yml:"),
    Bad(WORDS, "{id: other, label: Other, note: All else., common: no}", "{id: other, label: Other, note: All else., common: yes}", "R377", "data/vocabulary.yml:46:10: this common field has no guide; got 'other'; expected data/fields/other.yml, or common: no"),
    Bad(FIELD, "messages: [m-email-01]", "messages: [m-reply-01]", "R378", "data/fields/nursing.yml:16:12: this isn't a first message to someone in the field; got 'm-reply-01'; expected one of m-email-01, m-note-01"),
    Bad(FIELD, "knows: [School nurse]", "knows: [School nurse, Staf nurse]", "R389", "data/fields/nursing.yml:14:65: no one under people: has this title; got 'Staf nurse'; expected one of Nursing assistant, Staff nurse, School nurse, Nurse manager; did you mean 'Staff nurse'?"),
    Bad(FIELD, "shift., support: reported}", "shift., support: sourced}", "R379", "data/fields/nursing.yml:29:53: what supports this custom doesn't match its sources; got 'sourced'; expected the source in sources:, or support: reported"),
    Bad(FIELD, ", label: Pay of nurses", "", "R379", "data/fields/nursing.yml:20:5: a link needs an address and its words; got 'https://net.example/pay'; expected url: and label:, or neither"),
    Bad(TEMPLATES, "filled: Hi Dana, could we talk", "filled: Hi Dana, could we speak", "R380", "data/messages/templates.yml:9:13: this isn't the template with its blanks filled in; expected the words of text: as they are, with something in place of {their_first_name}"),
    Bad(TEMPLATES, "    filled_subject: Ten minutes, Dana?\n", "", "R380", "data/messages/templates.yml:3:5: a subject line and its filled-in version go together; expected a line filled_subject: ..."),
    Bad(TEMPLATES, "    text: Hi {their_first_name}, I liked your page.\n", "    subject: Hi\n    filled_subject: Hi\n    text: Hi {their_first_name}, I liked your page.\n", "R380", "data/messages/templates.yml:13:14: a message in this channel has no subject line; got 'Hi'; expected no subject"),
    Bad(TEMPLATES, "    text: Hi {their_first_name}, I liked your page.\n    filled: Hi Dana, I liked your page.", f"    text: Hi {{their_first_name}}, I liked your page{' a lot' * 30}.\n    filled: Hi Dana, I liked your page{' a lot' * 30}.", "R380", "data/messages/templates.yml:14:13: filled in, this is too long for the channel; got '207 characters'; expected at most 190"),
    Bad(TEMPLATES, _NOTE_TEMPLATE, "", "R381", "data/messages/templates.yml:3:9: there is no message with blanks for Note; got 'note'; expected a template with channel: note"),
    Bad(EMAIL, "words: I would like to know", "words: I should like to know", "R382", "data/messages/email.yml:21:17: these words aren't in the message; got 'I should like to know'; expected words exactly as the message has them"),
    Bad(MISTAKES, "[x any openings?]", "any openings?", "R314", "data/messages/mistakes.yml:7:13: no weak words are marked; expected [x ...] around the weak words"),
    Bad(SHEET, "hint: One line., lines: 2", "hint: One line.", "R315", "data/worksheets/plan.yml:7:5: a section needs one of these: lines, items, or columns and rows; got 'Why'"),
    Bad(SHEET, "hint: One line., lines: 2", "hint: One line., items: [Say hello.], lines: 2", "R315", "data/worksheets/plan.yml:7:5: a section needs one of these: lines, items, or columns and rows; got 'Why'"),
    Bad(SHEET, "hint: One line., lines: 2", "columns: [Who], items: [Say hello.]", "R315", "data/worksheets/plan.yml:7:5: a section needs one of these: lines, items, or columns and rows; got 'Why'"),
    Bad(SHEET, ", filled: [[Twenty an hour.]]", "", "R375", "data/worksheets/plan.yml:11:10: there is an example, but nothing is filled in; got 'Sam, before a call with a baker.'; expected a line filled: ... in at least one section"),
    Bad(SHEET, "example: Sam, before a call with a baker.\n", "", "R375", "data/worksheets/plan.yml:9:78: nothing says who filled this in; got 'Named'; expected a line example: ... above the sections"),
    Bad(SHEET, "hint: One line., lines: 2", "lines: 2, filled: [[Rye.], [Wheat.], [Spelt.]]", "R375", "data/worksheets/plan.yml:7:57: more lines or rows are filled in than there are; got '3'; expected at most 2"),
    Bad(SHEET, "hint: One line., lines: 2", "items: [Say hello.], filled: [[Rye.]]", "R375", "data/worksheets/plan.yml:7:50: more lines or rows are filled in than there are; got '1'; expected no filled:, since there is nothing to write on"),
    Bad(SHEET, "hint: One line., lines: 2", "lines: 2, filled: [[Rye., Wheat.]]", "R375", "data/worksheets/plan.yml:7:39: this is the wrong number of texts; got '2'; expected 1, since it's a line"),
    Bad(SHEET, "First], rows: [Pay, Hours], filled: [[Twenty an hour.]]", "First, Second], rows: [Pay, Hours], filled: [[Twenty an hour., Thirty.]], compared: [{row: Pya, columns: [First, Second], shows: agree}]", "R375", "data/worksheets/plan.yml:9:133: the table has no row or column of this name; got 'Pya'; expected one of Pay, Hours"),
    Bad(SHEET, "[[Twenty an hour.]]", "[[Twenty an hour.]], compared: [{row: Pay, columns: [First, Second], shows: agree}]", "R375", "data/worksheets/plan.yml:9:138: the table has no row or column of this name; got 'Second'; expected one of First"),
    Bad(SHEET, "hint: One line., lines: 2", "columns: [Who, When], rows: [One], filled: [[Rye., Wheat.]]", "R375", "data/worksheets/plan.yml:7:64: this is the wrong number of texts; got '2'; expected 1, one for each column people write in"),
    Bad("data/workshop.yml", "sheets: [c-pack, w-plan]", "sheets: [c-pack, q-pay-01]", "R383", "data/workshop.yml:13:18: this isn't a checklist or a worksheet; got 'q-pay-01'; expected one of c-prepare, c-pack, w-plan"),
    Bad("data/workshop.yml", "sheets: [c-pack, w-plan]", "sheets: [c-pack, index.md]", "R383", "data/workshop.yml:13:18: this isn't a checklist or a worksheet; got 'index.md'; expected one of c-prepare, c-pack, w-plan"),
    Bad("data/slides.yml", "    step: 1\n", "    step: 3\n", "R384", "data/slides.yml:13:11: the workshop has no step of that number; got '3'; expected at most 2"),
    Bad("data/slides.yml", "minutes: 2, step: 1", "minutes: 2, step: 2", "R384", "data/slides.yml:13:11: this slide belongs to an earlier step than the one above it; got '1'; expected a place above it, or step: 2 or more"),
    Bad("data/interviews.yml", "  - {id: done, label: All done}\n", "", "R385", "data/interviews.yml:13:3: outcomes has no entry for this one, and the guide's scripts need it; got 'done'; expected an entry with id: done"),
    Bad("data/interviews.yml", "  - {id: met, label: Met, note: You did.}\n", "", "R385", "data/interviews.yml:3:3: statuses has no entry for this one, and the guide's scripts need it; got 'met'; expected an entry with id: met"),
    Bad("data/interviews.yml", "tool: composer, then: asked", "tool: composer, form: nudg, then: asked", "R386", "data/interviews.yml:19:81: the Composer has no kind of message of that name; got 'nudg'; expected one of thank-you"),
    Bad("data/interviews.yml", "tool: planner, item: i-prepare-01", "tool: planner, form: thank-you, item: i-prepare-01", "R386", "data/interviews.yml:20:82: a kind of message is written in the Composer; got 'planner'; expected tool: composer, or no form:"),
    Bad("data/interviews.yml", "item: i-prepare-01, then", "item: i-prepare-01, days: 2, then", "R386", "data/interviews.yml:20:117: this act has two due dates; got '2'; expected item: or days:, not both"),
    Bad("data/interviews.yml", "topics:\n  - {id: pay, label: Pay}\n", "grid: w-plan\ntopics:\n  - {id: pay, label: Wages}\n", "R386", "data/interviews.yml:26:22: the worksheet w-plan has no row of that name; got 'Wages'; expected one of Pay, Hours"),
    Bad("data/interviews.yml", "topics:\n  - {id: pay", "grid: c-pack\ntopics:\n  - {id: pay", "R386", "data/interviews.yml:24:7: this isn't a worksheet; got 'c-pack'; expected one of w-plan"),
    Bad("data/interviews.yml", "topics:\n  - {id: pay, label: Pay}\n", "grid: w-plan\ntopics:\n", "R386", "data/interviews.yml:26:3: a row of the worksheet w-plan isn't among the topics; got 'Pay'; expected a topic with that label"),
    Bad(FIND, "So here are some more: look at who fixes, cooks, drives, teaches or nurses near you, and ask one of them for ten minutes.", "End.", "R316", "data/answers/find.yml:7:13: the answer is too short to help; got '39 words'; expected at least 60"),
    Bad(PAY, "How do raises come about here?", "What does a beginner usually earn in this kind of work?", "R317", "data/questions/pay.yml:37:11: this is 92 percent the same as q-pay-01: What does a beginner in this work usually earn?; got"),
    Bad(REPLIES, "thank you for", "[1 thank you] for", "M208", "data/messages/replies.yml:10:11: text has the wrong form; got 'Dear {their_first_name}, [1 thank you] for the quick answer.'; expected no part marks"),
    Bad(REPLIES, "the quick answer.", "the quick and honest answer that you gave me.", "R320", "data/messages/replies.yml:10:11: this is too long when long names are filled in; got '14 words'; expected at most 12"),
    Bad(REPLIES, "channel: email", "channel: note", "R320", "data/messages/replies.yml:9:14: a reply in this channel can't have a subject line; got 'Thank you'; expected no subject, because Note has none"),
    Bad(WORDS, "  - {id: phone, label: Phone, note: Voices.}\n", "  - {id: phone, label: Phone, note: Voices.}\n  - {id: video, label: Video, note: Seen.}\n", "R318", "data/vocabulary.yml:22:10: no question is written for this; got 'video'; expected at least one question with it under modes:"),
    Bad(CLOSING, "minutes: 3", "minutes: 2", "R318", "data/vocabulary.yml:13:10: the questions for this goal that suit everyone don't fill the longest conversation; got 'learn-field: 3 minutes'; expected at least 4"),
    Bad(ORDERS, "[q-pay-02, q-health-01, q-closing-01]", "[q-health-01, q-pay-02, q-closing-01]", "R319", "data/running-orders.yml:15:16: the plan doesn't begin with an opening; got 'q-health-01'; expected a question from the topic pay"),
    Bad(ORDERS, "[q-pay-02, q-health-01, q-closing-01]", "[q-pay-02, q-closing-01, q-health-01]", "R319", "data/running-orders.yml:15:16: the plan doesn't end with a closing; got 'q-health-01'; expected a question from the topic closing"),
    Bad(ORDERS, "    minutes: 8\n    questions", "    minutes: 5\n    questions", "R319", "data/running-orders.yml:15:16: the questions take too long together; got '5 minutes'; expected at most 4"),
    Bad(PAY, "research_first: quick", "research_first: full", "R319", "data/running-orders.yml:10:27: a search would answer this question; got 'q-pay-01'; expected one whose research_first is none or quick"),
    Bad(CLOSING, "after: q-pay-02", "after: q-health-01", "R319", "data/running-orders.yml:10:37: this question needs another one before it; got 'q-closing-01'; expected q-health-01"),
    Bad(LIST, "text: Choose ten questions, why: You will use five., when: same day", "text: Choose ten questions, why: You will use five., when: 6 days before", "R322", "data/checklists/prepare.yml:11:83: this is due before i-prepare-01, but comes after it in the list; got '6 days before'; expected a place above it, or a time no earlier than 5 days before"),
    Bad(LIST, "includes: [i-pack-01]", "includes: [i-pack-09]", "R302", "data/checklists/prepare.yml:6:12: there is no item of that name; got 'i-pack-09'; expected the id of an item of a checklist that exists ["),
    Bad(LIST, "text: Choose ten questions, why: You will use five., when: same day, minutes: 20", "text: Choose ten questions, why: You will use five., when: same day, minutes: 20, short: yes", "R387", "data/checklists/prepare.yml:11:113: the short list is for everyone, and this item isn't; got 'i-prepare-02'; expected an item for everyone who asks, however they meet"),
    Bad(PACK, "role: asked\nintro: Three more.\nitems:\n", "intro: Three more.\nitems:\n  - {id: i-pack-04, text: Wait, why: You may., when: 1 day before, minutes: 5, short: yes}\n", "R387", "data/checklists/pack.yml:8:87: the short list has the wrong number of items; got '1'; expected short: yes on exactly 12"),
    Bad(PACK, "role: asked\n" + _PACK_REST, _SHORT_LIST, "R387", "data/checklists/pack.yml:8:95: the short list has nothing to do at one of the moments that matter; expected short: yes on an item due during the conversation"),
    Bad(LIST, "includes: [i-pack-01]", "includes: [i-pack-01, i-prepare-02]", "R323", "data/checklists/prepare.yml:6:23: this item is already in the list; got 'i-prepare-02'; expected each item once"),
    Bad(LIST, "includes: [i-pack-01]", "includes: [i-pack-03]", "R323", "data/checklists/prepare.yml:6:12: this item has no time, so it has no place in this list; got 'i-pack-03'; expected an item with a time"),
    Bad(LIST, "  - {id: i-prepare-03,", "".join(f"  - {{id: i-more-{n:02d}, text: Pack {n}, why: You may., when: same day, minutes: 1}}\n" for n in range(19)) + "  - {id: i-prepare-03,", "R323", "data/checklists/prepare.yml:6:11: with the items it includes from other lists, this list is too long for a page; got '23 items'; expected at most 22"),
    Bad(SHEET, "lines: 2}", "lines: 2}\n  - {heading: Long, columns: [A], rows: 20}", "R324", "data/worksheets/plan.yml:7:3: the worksheet doesn't fit on one page; got '278 mm'; expected at most 205 mm: fewer sections, lines or rows"),
    Bad(PLANS, "    questions: [q-closing-01]\n", "", "R350", "data/plans.yml:9:5: this essential has no questions; got 'e-close'; expected either questions: with the ids of questions that can fill it, or for_reader: yes"),
    Bad(PLANS, "questions: [q-pay-02]", "questions: [q-pay-01]", "R351", "data/plans.yml:8:16: none of its questions can be asked in the mode phone; got 'e-pay'; expected one more question, without persons:, modes: and only_if: that exclude this case"),
    Bad(PLANS, "[e-pay, e-close]", "[e-close]", "R354", "data/plans.yml:6:9: no length of conversation has this essential; got 'e-pay'; expected its id under essentials: of a length, or the essential deleted"),
    Bad(PLANS, "least_asked: 2", "least_asked: 3, modes: [phone]", "R352", "data/plans.yml:4:58: some ways to meet have no length; expected a length without modes:"),
    Bad(PLANS, "most_asked: 3", "most_asked: 1", "R352", "data/plans.yml:4:48: these numbers of questions contradict each other; got '2, 1 and 3'; expected least_asked: no larger than most_asked:, and most_asked: no larger than prepare:"),
    Bad(PLANS, "questions: [q-pay-02]", "questions: [q-pay-00]", "R302", "data/plans.yml:8:17: there is no question of that name"),
    Bad(CLOSING, "  - id: q-closing-01\n", "  - id: q-closing-01\n    was: [q-pay-mxhxz-02]\n", "R353", "data/questions/closing.yml:6:11: in links, this id would be mistaken for q-pay-02, because both have the code 3mjJ; got 'q-pay-mxhxz-02'; expected another id"),
    Bad("data/workshop.yml", "minutes: 6,", "minutes: 7,", "R325", "data/workshop.yml:5:10: the steps don't add up to the time of the workshop; got '11 minutes'; expected 10 minutes"),
    Bad(WORDING, "found: [in order to]", "found: [in order to, Financial  leverage]", "R326", "data/wording.yml:11:14: this phrase is in the file twice; got 'financial leverage'; expected each phrase once; it is already at data/wording.yml:4"),
    Bad(WORDING, "better: use", "better: use it in order  to win", "R327", "data/wording.yml:9:13: the check advises against this wording too; got 'in order to'; expected something like: to"),
    Bad(WORDING, "unless: [financial leverage]", "unless: [financial leverages]", "R328", "data/wording.yml:11:14: this has none of the words it should be an exception to; got 'financial leverages'; expected a longer phrase with one of leverage, leveraging"),
    Bad(ORDERS, "[q-pay-02, q-health-01, q-closing-01]", "[q-pay-02, q-pay-02, q-closing-01]", "R329", "data/running-orders.yml:15:27: this is in questions twice; got 'q-pay-02'; expected each one once; it is already at data/running-orders.yml:15"),
    Bad(PAY, "related: [q-pay-02]", "related: [q-pay-02, q-closing-01, q-pay-02]", "R329", "data/questions/pay.yml:28:39: this is in related twice; got 'q-pay-02'; expected each one once"),
    Bad(PAY, "      - A silence", "      - a  range", "R329", "data/questions/pay.yml:26:9: this is in listen_for twice; got 'a range'; expected each one once; it is already at data/questions/pay.yml:25"),
    Bad(LIST, "  - {id: i-prepare-03, text: Pack a pen, why: Phones die., when: 7 business days after asking, minutes: 1}", "  - {id: i-prepare-03, text: Choose ten questions, why: You will use five., when: same day, minutes: 20}", "R329", "data/checklists/prepare.yml:12:5: this is in items twice; got 'i-prepare-03'; expected each one once; it is already at data/checklists/prepare.yml:11"),
    Bad("data/composer.yml", "  - {name: link, label", "  - {name: their_name, label: x, gap: x, hint: x., example: x}\n  - {name: link, label", "R329", "data/composer.yml:6:5: this is in fields twice; got 'their_name'; expected each one once; it is already at data/composer.yml:5"),
    Bad(PAY, "related: [q-pay-02]", "related: [q-pay-01]", "R330", "data/questions/pay.yml:28:15: this entry links to itself; got 'q-pay-01'; expected another entry, or none"),
    Bad(PAY, "    next_action: Note it.\n", "    next_action: Note it.\n    after: q-pay-02\n", "R330", "data/questions/pay.yml:50:12: this entry links to itself; got 'q-pay-02'"),
    Bad(SOURCES, "checked: 2026-11-23", "checked: 2226-11-23", "R332", "data/sources.yml:14:14: this is in the future; got '2226-11-23'; expected "),
    Bad(CHECKS, "    phrases: [any openings]\n    needs: [hello]\n    measure: unfilled\n", "", "R333", "data/checks.yml:3:9: nothing can trigger this check; got 'k-job'; expected a line phrases: ..., needs: ... or measure: ..."),
    Bad(CHECKS, '"Any openings?", ', "", "R334", "data/checks.yml:12:12: there are too few examples of what this check does; got '5 under trips'; expected at least 6"),
    Bad(COMPOSER, "{link:noun}", "{link}", "R360", "data/composer.yml:32:90: this gap doesn't say what form of words goes into it; got '{link}'; expected {link:...} with one of name, noun, your,"),
    Bad(COMPOSER, "{link:noun}", "{link:nown}", "R360", "data/composer.yml:32:90: there is no such form for a gap; got '{link:nown}'; expected {link:...} with one of name,"),
    Bad(COMPOSER, "{link:noun}", "{lnk:noun}", "R360", "data/composer.yml:32:90: there is no answer of that name; got '{lnk}'; expected one of their_name, link, minutes"),
    Bad(COMPOSER, "paragraphs: [[greeting], [connection]]", "paragraphs: [[greeting], [link-up]]", "R361", "data/composer.yml:19:31: there is no part of that name; got 'link-up'; expected one of subject, greeting, connection"),
    Bad(COMPOSER, "optional: [greeting]", "optional: [subject]", "R361", "data/composer.yml:23:16: there is no part of this message of that name; got 'subject'; expected one of greeting, connection"),
    Bad(COMPOSER, "paragraphs: [[greeting]]", "paragraphs: [[greeting]]\n    asks_again: [their_nam]", "R361", "data/composer.yml:29:18: there is no answer of that name; got 'their_nam'; expected one of their_name, link"),
    Bad(COMPOSER, "paragraphs: [[greeting]]", "paragraphs: [[greeting]]\n    counts_as: thank-yuo", "R361", "data/composer.yml:29:16: there is no kind of message of that name; got 'thank-yuo'"),
    Bad(COMPOSER, "forms: [email, note], relationships", "forms: [email, notes], relationships", "R361", "data/composer.yml:32:39: there is no kind of message of that name; got 'notes'"),
    Bad(COMPOSER, "    channel: note\n", "    channel: note\n    label: Note\n", "R362", "data/composer.yml:20:5: there is nothing here for this channel; got 'note'; expected a kind of message with channel: note and no label:"),
    Bad(COMPOSER, "{part: greeting, tone: plain,", "{part: greeting, forms: [note], tone: plain,", "R363", "data/composer.yml:31:5: no sentence for the part greeting fits this message; got 'email, cold, phone'; expected a sentence under lines: with part: greeting"),
    Bad(SEARCH, "means: [bread]", "means: [bread, baguette]", "R335", "data/search.yml:5:36: no page and no entry uses this word, so a search for it finds nothing; got 'baguette'; expected a word the guide uses"),
    Bad(SEARCH, "typed: [loaf]", "typed: [the]", "R336", "data/search.yml:5:14: search ignores this word, so it would replace nothing; got 'the'; expected a word that isn't under drop: or subject:"),
    Bad(SEARCH, "typed: [loaf]", "typed: [interview]", "R336", "data/search.yml:5:14: search ignores this word, so it would replace nothing; got 'interview'"),
    Bad(SEARCH, "weight: 100}", "weight: 100}\n  - {id: page, label: Page, many: Pages, weight: 100, types: [question]}", "R388", "data/search.yml:8:63: there is no type of data file of that name; got 'question'; expected one of questions"),
    Bad(SEARCH, "weight: 100}", "weight: 100}\n  - {id: page, label: Page, many: Pages, weight: 100, folders: [sheets/]}", "R388", "data/search.yml:8:65: no page is in this folder of docs/; got 'sheets/'; expected a folder, as in fields/"),
    Bad(SEARCH, "weight: 100}", "weight: 100}\n  - {id: a, label: A, many: A, weight: 100, types: [facts]}\n  - {id: b, label: B, many: B, weight: 100, types: [facts]}", "R388", "data/search.yml:9:53: this has two kinds; got 'facts'; expected it once; it is already in the kind a"),
    Bad(SEARCH, "weight: 100}", "weight: 100, types: [facts]}", "R388", "data/search.yml:7:3: all other pages need one kind; got '0'; expected one kind without types: and folders:"),
    Bad(SEARCH, "  - {typed: [loaf], means: [bread]}", "  - {typed: [loaf], means: [bread]}\n  - {typed: [roll, loaf], means: [bakery]}", "R336", "data/search.yml:6:20: two lines have this typed word, and search uses only the last one; got 'loaf'; expected everything it means in one line; it is already at data/search.yml:5"),
    Bad(PAY, "How do raises come about here?", "Tell me how raises come about here.", "R337", "data/questions/pay.yml:37:11: this isn't a question; got 'Tell me how raises come about here.'; expected a question, with a question mark"),
    Bad(PAY, "What could a beginner expect, roughly?", "I wonder what a beginner could expect.", "R337", "data/questions/pay.yml:20:15: this isn't a question; got 'I wonder"),
    Bad(NOTE, "liked your bread.", "liked your bread. Call 937-555-2368.", "R338", "data/messages/note.yml:9:11: this phone number may belong to someone; got '937-555-2368'; expected {your_phone}, or a number no one has, such as 937 555 0142"),
    Bad(MISTAKES, "[x any openings?]", "[x any openings?] dana@bakery.com", "R338", "data/messages/mistakes.yml:7:13: this address may belong to someone; got '@bakery.com'; expected a placeholder such as {your_email}, or a host such as example.com"),
    Bad(SHEET, "heading: Why,", "heading: Why 你,", "R340", "data/worksheets/plan.yml:7:15: this character is in no font of the printed sheets; got '你 (U+4F60 cjk unified ideograph-4f60)'; expected letters of Latin, Greek,"),
    # Pages
    Bad(PAGE, '{{ questions("pay") }}', '{{ questions("pay" }}', "P401", "docs/index.md:7:1: the brackets or quotes in this call don't match (( opens and doesn't close); got '{{ questions(\"pay\" }}'; expected a call such as {{ questions(\"topic\") }} ["),
    Bad(PAGE, '{{ questions("pay") }}', '{{ questions("pay") }}\n\n{{ 7 * 7 }}', "P402", "docs/index.md:9:1: this isn't a macro call; got '{{ 7 * 7 }}'"),
    Bad(PAGE, '{{ questions("pay") }}', '{{ questions("pay") }}\n\n{% if true %}x{% endif %}', "P401", "docs/index.md:9:1: these braces aren't a macro call; got '{% if true %}x{% endif %}"),
    Bad(PAGE, '{{ questions("pay") }}', '{{ questions("pay") }}\n\n{{ cite(page) }}', "P403", "docs/index.md:9:1: an argument of cite() isn't plain text; got '{{ cite(page) }}'; expected text in quotes"),
    Bad(PAGE, '{{ message_parts("m-email-01") }}', '{{ mesage_parts("m-email-01") }}', "P404", "docs/index.md:15:1: there is no macro of that name; got 'mesage_parts'; expected one of questions, sector"),
    Bad(PAGE, '{{ platform("net-note") }}', '{{ platform("net-nte") }}', "P405", "docs/index.md:5:1: there is no fact in data/platforms.yml of that name; got 'net-nte'; expected one of net-note, mail-subject; did you mean 'net-note'?"),
    Bad(PAGE, '{{ platform("net-note") }}', '{{ platform(fct="net-note") }}', "P405", "docs/index.md:5:1: platform() has no argument of that name; got 'fct'; expected one of fact; did you mean 'fact'?"),
    Bad(PAGE, '{{ platform("net-note") }}', '{{ platform() }}', "P405", "docs/index.md:5:1: platform() is called in the wrong way: missing a required argument: 'fact'; expected platform(\"fact\")"),
    Bad(PAGE, '{{ platform("net-note") }}', '{{ platform(5) }}', "P403", "docs/index.md:5:1: an argument of platform() isn't plain text; got '{{ platform(5) }}'; expected text in quotes, as in {{ platform(\"5\") }}"),
    Bad(PAGE, "# Everything\n", "# Everything\n\n<form>\n", "P450", "docs/index.md:6:1: this tag isn't allowed in a chapter; got '<form>'; expected Markdown, or a tag such as div, span or details"),
    Bad(PAGE, "# Everything\n", "# Everything {: onclick=x }\n", "P451", "docs/index.md:4:17: this attribute isn't allowed in braces; got 'onclick'; expected one of class, dir"),
    Bad(PAGE, "# Everything\n", "# Everything\n\n![x](https://a.example/x.png)\n", "P452", "docs/index.md:6:6: a page can load only files on this site; got 'https://a.example/x.png'; expected the path of a file"),
    Bad(PAGE, "# Everything\n", "# Everything\n\n<!-- x -->\n", "P453", "docs/index.md:6:1: a comment would be published with the page; got '<!-- x -->'; expected no comment; notes to other writers"),
    Bad(PAGE, "All that the smallest", "All < that the smallest", "P454", "docs/index.md:2:14: the page's description isn't plain text; got 'All < that the smallest guide has to show on one page.'; expected plain text"),
    Bad("mkdocs.yml", "strict: true\n", "strict: true\nnav: [index.md, {X &amp; Y: sheet.md}, contribute.md, form.md, lists.md, pack.md, way.md, world.md]\n", "P455", "mkdocs.yml:5:18: a title in the navigation isn't plain text; got 'X &amp; Y'; expected plain text"),
    Bad("mkdocs.yml", "site_name: Small\n", "site_name: A &copy; B\n", "P456", "mkdocs.yml:2:12: site_name isn't plain text; got 'A &copy; B'; expected plain text"),
    Bad(PAGE, '{{ mistakes() }}', '{{ mistakes() }} {{ questions("pay") }}', "P406", "docs/index.md:23:18: this is already shown somewhere else; got 'q-pay-01'; expected it in one place; it's already on docs/index.md"),
    Bad(PAGE, '{{ mistakes() }}', '', "P407", "data/messages/mistakes.yml:3:9: no page shows this; got 'x-job-01'; expected a page in docs/"),
    Bad(SOURCES, "    checked: 2026-11-23\n", "    checked: 2026-11-23\n  - {id: spare, authors: A, short: A, year: 2020, title: T, where: W, url: https://a.example/, about: B, strength: weak, not_shown: N, status: seen, checked: 2026-11-23}\n", "P408", "data/sources.yml:15:10: nothing cites this source; got 'spare'"),
]  # fmt: skip

_SECOND = (ROOT / "tests/fixtures/small" / PAY).read_text("utf-8").partition("  - id: q-pay-02")[2]
_RAISES = _SECOND.replace("priority: good", "priority: must")
_BONUS = _RAISES.replace("    was: [q-pay-00]\n", "").replace("raises come", "bonuses come")

# Edits that raise more than one problem, because one mistake breaks two promises, and those of several lines.
SEVERAL = {
    "R370": (
        PAY,
        _SECOND,
        f"{_RAISES}  - id: q-pay-03{_BONUS}",
        [
            (
                "R370",
                "pay.yml:55:15: pay has 3 questions marked must; got 'must'; expected good or extra, with at most 2 marked must",
            )
        ],
    ),
    "Y113": (
        NOTE,
        "messages:\n",
        "messages:\n" + "  - x\n" * 250,
        [("Y113", "50 more problems in this file"), *[("M203", "")] * 200],
    ),
    "R301": (
        FIND,
        "id: a-find-01",
        "id: q-pay-02",
        [("R301", "this id is already taken; got 'q-pay-02'"), ("M208", "id has the wrong form")],
    ),
    "R318": (
        CLOSING,
        "    priority: must",
        "    modes: [phone]\n    priority: must",
        [
            ("R318", "the questions for this goal"),
            ("R318", "no question of this topic suits everyone, and every conversation needs one; got 'closing'"),
        ],
    ),
    "R319": (
        PAY,
        "    stage: explore\n    purpose: To know how",
        "    stage: close\n    purpose: To know how",
        [
            ("R319", "running-orders.yml:10:16: the stages are out of order; got 'close, explore, explore'"),
            ("R319", "running-orders.yml:15:16: "),
            (
                "R331",
                "closing.yml:19:12: this question doesn't come until a later stage; got 'q-pay-02'; expected a question from the stage explore",
            ),
        ],
    ),
    "R339": (
        PAY,
        "    text: How do raises come about here?\n    stage: explore\n    purpose: To know how pay grows.\n",
        "    text: What mistakes do new people make that no one warns them about?\n    stage: explore\n"
        "    purpose: It tells you what to watch for, and how mistakes are handled there.\n",
        [
            ("R339", "pay.yml:37:11: this is the text of the template, which only shows how to write an entry; got 'What mistakes"),
            ("R339", "pay.yml:39:14: this is the text of the template, which only shows how to write an entry; got 'It tells"),
        ],
    ),
    "R331": (
        PAY,
        "    stage: explore\n    purpose: To know how",
        "    after: q-closing-01\n    stage: explore\n    purpose: To know how",
        [
            (
                "R331",
                "pay.yml:38:12: these questions wait for each other, so none of them would ever be asked; got 'q-pay-02, q-closing-01'",
            ),
            ("R319", "this question needs another one before it; got 'q-pay-02'"),
            ("R319", "this question needs another one before it; got 'q-pay-02'"),
        ],
    ),
    "R321": (
        WORDS,
        "{id: note, label: Note, note: Short., use_when: You must., costs_them: Less., relationships: [cold]",
        "{id: note, label: Note, note: Short., use_when: You must., costs_them: Less., relationships: [met]",
        [
            ("R302", "there is no relationship of that name; got 'met'"),
            ("R321", "Note has no example for this relationship; got 'met'"),
            ("R321", "Note isn't meant for this relationship; got 'cold'; expected one of met; or add cold to"),
        ],
    ),
}


def test_the_smallest_guide_is_sound() -> None:
    assert problems_of(ROOT / "tests" / "fixtures" / "small") == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}-{number}" for number, case in enumerate(CASES)])
def test_a_bad_edit_raises_exactly_its_problem(small: Path, case: Bad) -> None:
    edit(small, case.file, case.old, case.new)
    reported = problems_of(small)
    assert len(reported) == 1, reported
    assert reported[0].startswith(case.begins), f"\n{reported[0]}\n{case.begins}"
    assert reported[0].endswith(f" [{case.code}]")


@pytest.mark.parametrize("code", SEVERAL)
def test_a_bad_edit_raises_its_problems(small: Path, code: str) -> None:
    file, old, new, expected = SEVERAL[code]
    edit(small, file, old, new)
    reported = problems_of(small)
    assert all(any(words in diagnostic and code_of(diagnostic) == code for diagnostic in reported) for code, words in expected), reported
    assert len(reported) == len(expected), reported


OF_FILES = ("Y119", "Y120", "Y121", "Y122", "M211")
"""Of whole files and settings: tried in tests/loading and tests/yaml_io, and by the commands."""


def test_every_code_has_a_case() -> None:
    written = {code for path in (ROOT / "macros").rglob("*.py") for code in re.findall(r'"([YMRP]\d{3})"', path.read_text("utf-8"))}
    # Of files in docs/ and of mkdocs.yml as a whole, the cases are in test_damaged_pages.py.
    # What Typst refuses although the check let it pass is tried with the sheets.
    of_pages = {fault.code for fault in FAULTS} | {"P410", "P440", "P441", "P442", "P443", "P444"}
    assert written - {case.code for case in CASES} - set(SEVERAL) - of_pages == {"R341", *OF_FILES}


def test_what_an_unreadable_file_would_hold_is_not_missed(small: Path) -> None:
    edit(small, "data/vocabulary.yml", "# The smallest", "\ufeff# The smallest")
    edit(small, SOURCES, "# What the guide", "\ufeff# What the guide")
    assert [code_of(diagnostic) for diagnostic in problems_of(small)] == ["Y105", "Y105"]


def test_all_problems_are_reported_at_once(small: Path) -> None:
    edit(small, PAY, "priority: must", "priority: musst")
    edit(small, PAY, "    stage: explore\n    purpose: To know how", "    stage: exlpore\n    purpose: To know how")
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    edit(small, PAGE, "{{ message_parts(", "{{ mesage_parts(")
    assert [code_of(diagnostic) for diagnostic in problems_of(small)] == ["M207", "R309", "R302", "P404"]
