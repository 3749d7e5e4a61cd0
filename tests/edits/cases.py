"""Bad edits that contributors make, each with the answer that it must get and the mend that the answer asks for.

The edits are made in tests/small. `told` are the code and the line of the fault that must be among the few that are told, and `holds`
what its sentence must say for a contributor to know what to do. `mended` is what comes of doing exactly that; where it is left
out, it leads back to what stood there before.
"""

from __future__ import annotations

from typing import NamedTuple

PAY = "data/questions/pay.yml"
NOTE = "data/messages/note.yml"
EMAIL = "data/messages/email.yml"
MISTAKES = "data/messages/mistakes.yml"
LIST = "data/checklists/prepare.yml"
FIND = "data/answers/find.yml"
SOURCES = "data/sources.yml"
WORDS = "data/vocabulary.yml"
FACTS = "data/platforms.yml"
AVOID = "data/questions/avoid.yml"
PAGE = "docs/index.md"


class Edit(NamedTuple):
    """One edit: in `file`, `new` in place of `old`. Bytes are written as they are.

    `moved` is the name under which the file is saved instead of its own; `told_in` the file that the fault is told in, where that
    is another.
    """

    did: str
    file: str
    old: str
    new: str | bytes
    told: tuple[str, int]
    holds: tuple[str, ...]
    mended: str | None = None
    moved: str | None = None
    told_in: str | None = None


RAISES = "text: How do raises come about here?"
PURPOSE = "    purpose: To know how pay grows.\n"
PROBES = '    probes: ["Who decides?", "How often?"]\n'
PROBE_LINES = "      - How does overtime change it?\n      - What comes off it?\n"
SECOND = "  - id: q-pay-02\n    was: [q-pay-00]\n"
CALL = '{{ questions("pay") }}'

YAML = [
    Edit("indented a key one space too far", PAY, PURPOSE, " " + PURPOSE, ("Y110", 39), ("indented by 5 spaces", "4 spaces before it, as on line 38")),
    Edit("indented a key one space too little", PAY, PURPOSE, PURPOSE[1:], ("Y110", 39), ("indented by 3 spaces", "4 spaces before it, as on line 38")),
    Edit("did not indent a key", PAY, PURPOSE, PURPOSE.lstrip(" "), ("Y110", 39), ("indented by 0 spaces", "4 spaces before it, as on line 38")),
    Edit("indented an entry one space too far", PAY, "  - id: q-pay-02", "   - id: q-pay-02", ("Y110", 35), ("indented by 3 spaces", "2 spaces before it, as on line 5")),
    Edit("did not indent an entry", PAY, "  - id: q-pay-02", "- id: q-pay-02", ("Y110", 35), ("indented by 0 spaces", "2 spaces before it, as on line 5")),
    Edit("indented with a tab", PAY, PURPOSE, "\tpurpose: To know how pay grows.\n", ("Y109", 39), ("a tab in the indent", "spaces, two for each level"), "    purpose: To know how pay grows.\n"),
    Edit("wrote a colon inside a text", PAY, RAISES, "text: Honestly: how do raises come about here?", ("Y110", 37), ("a colon and a space inside a text without quotes", 'text: "Honestly: how do raises come about here?"'), 'text: "Honestly: how do raises come about here?"'),
    Edit("began a text with @", PAY, "purpose: To know how pay grows.", "purpose: @work pay grows in steps.", ("Y110", 39), ("cannot begin with @", 'purpose: "@work pay grows in steps."'), 'purpose: "@work pay grows in steps."'),
    Edit("began a text with %", PAY, "next_action: Compare it with your budget.", "next_action: % of budget, worked out.", ("Y110", 27), ("cannot begin with %", 'next_action: "% of budget, worked out."'), 'next_action: "% of budget, worked out."'),
    Edit("began a text with !", PAY, "ask_when: They speak of money.", "ask_when: !Only late.", ("Y111", 17), ("if it begins with !, put it in quotes",), 'ask_when: "!Only late."'),
    Edit("began a text with *", PAY, "ask_when: They speak of money.", "ask_when: *Only* late.", ("Y110", 17), ("cannot begin with *", 'ask_when: "*Only* late."'), 'ask_when: "*Only* late."'),
    Edit("began a text with a quoted word", PAY, "ask_when: They speak of money.", 'ask_when: "Pay" comes up.', ("Y110", 17), ('a " inside the text ends it too early', "ask_when: '\"Pay\" comes up.'"), "ask_when: '\"Pay\" comes up.'"),
    Edit("wrote an apostrophe inside single quotes", PAY, "ask_when: They speak of money.", "ask_when: 'It's late.'", ("Y110", 17), ("a ' inside the text ends it too early", 'ask_when: "It\'s late."'), 'ask_when: "It\'s late."'),
    Edit("left a quote open", NOTE, "    title: A note\n", '    title: "A note\n', ("Y110", 6), ('the quote that opens here is not closed: "', 'another " at the end'), '    title: "A note"\n'),
    Edit("left a quote open at the end of the file", NOTE, "bread.]\"\n", "bread.]\n", ("Y110", 9), ('the quote that opens here is not closed: "',)),
    Edit("wrote # inside a text", PAY, "ask_when: They speak of money.", "ask_when: At step #3 of the talk.", ("Y118", 17), ("the text ends before it", "got '#3 of the talk.'", 'quotes around the whole text: ask_when: "At step #3 of the talk."'), 'ask_when: "At step #3 of the talk."'),
    Edit("began a text with #", PAY, "ask_when: They speak of money.", "ask_when: #3 of the talk.", ("Y118", 17), ("got '#3 of the talk.'", 'quotes around the whole text: ask_when: "#3 of the talk."'), 'ask_when: "#3 of the talk."'),
    Edit("forgot the colon after a key", PAY, "    priority: must\n    minutes: 2", "    priority must\n    minutes: 2", ("Y110", 13), ("no colon after its key", "a colon and a space after the key")),
    Edit("forgot the space after the first colon", PAY, "topic: pay", "topic:pay", ("Y110", 2), ("a colon without a space", "topic: pay")),
    Edit("forgot the space after a colon", PAY, "    priority: must\n    minutes: 2", "    priority:must\n    minutes: 2", ("Y110", 13), ("a colon without a space", "priority: must")),
    Edit("forgot the dash of an entry in a list", PAY, PROBE_LINES, PROBE_LINES.replace("- What", "What"), ("Y110", 23), ("this line has no dash", "a dash and a space before the entry")),
    Edit("forgot the space after a dash", PAY, PROBE_LINES, PROBE_LINES.replace("- What", "-What"), ("Y110", 23), ("a dash without a space", "a dash and a space before the entry")),
    Edit("forgot the dash of an entry", PAY, "  - id: q-pay-02", "  id: q-pay-02", ("Y110", 35), ("a new entry begins here, and has no dash", "- id: ...")),
    Edit("let a word processor make a long dash", PAY, "  - id: q-pay-02", "  – id: q-pay-02", ("Y110", 35), ("an entry begins with a dash, not with –", "- and a space before the entry")),
    Edit("wrote a bullet", PAY, "  - id: q-pay-02", "  * id: q-pay-02", ("Y110", 35), ("an entry begins with a dash, not with *",)),
    Edit("forgot the quotes around a message", NOTE, '"[1 Hello {their_first_name}, I liked your bread.]"', "[1 Hello {their_first_name}, I liked your bread.]", ("Y110", 9), ("cannot begin with [", 'text: "[1 Hello {their_first_name}, I liked your bread.]"')),
    Edit("began a text with a word in brackets", PAY, "ask_when: They speak of money.", "ask_when: [Only] late.", ("Y110", 17), ("cannot begin with [", 'ask_when: "[Only] late."'), 'ask_when: "[Only] late."'),
    Edit("wrote two dashes before an entry", PAY, SECOND, SECOND.replace("- id", "- - id"), ("Y110", 35), ("two dashes before one entry", "one dash")),
    Edit("wrote a dash before a key", PAY, PURPOSE, PURPOSE.replace("    p", "    - p"), ("Y110", 39), ("a dash in the middle of an entry", "no dash before a key")),
    Edit("wrote a list behind its key", PAY, "related: [q-pay-02]", "related: - q-pay-02", ("Y110", 28), ("a list begins on the line of its key", "behind a dash and a space"), "related:\n      - q-pay-02"),
    Edit("did not close a bracket", PAY, "related: [q-pay-02]", "related: [q-pay-02", ("Y110", 28), ("does not end in ]",)),
    Edit("wrote a comma inside a text in braces", LIST, "why: It shows.,", "why: It shows: they see it.,", ("Y110", 10), ("does not end in }, or holds a text that needs quotes",), 'why: "It shows: they see it.",'),
    Edit("left merge marks in data", NOTE, "intro: Very short.\n", "<<<<<<< HEAD\nintro: Very short.\n=======\nintro: Brief.\n>>>>>>> topic\n", ("Y117", 3), ("marks are on the lines 3, 5, 7", "delete the lines of the other, and those that begin with <<<<<<<"), "intro: Brief.\n"),
    Edit("left merge marks in a page", PAGE, "## Messages\n", "<<<<<<< HEAD\n## Messages\n=======\n## Letters\n>>>>>>> topic\n", ("Y117", 11), ("marks are on the lines 11, 13, 15", "one version"), "## Letters\n"),
]  # fmt: skip

PASTED = [
    Edit("pasted curly quotes around a text", PAY, RAISES, "text: “How do raises come about here?”", ("Y114", 37), ("curly quotes", "straight ones", "make fix"), 'text: "How do raises come about here?"'),
    Edit("pasted curly quotes around a text with a colon", PAY, RAISES, "text: “Honestly: how do raises come about?”", ("Y114", 37), ("curly quotes", "straight ones"), 'text: "Honestly: how do raises come about?"'),
    Edit("pasted a curly apostrophe", PAY, "Others listen.", "It’s early.", ("Y114", 18), ("got '’'", "straight ones"), "It's early."),
    Edit("pasted bold HTML", PAY, RAISES, "text: How do <b>raises</b> come about here?", ("Y115", 37), ("HTML in a text", "got '<b>'", "delete them")),
    Edit("pasted &nbsp;", PAY, "Others listen.", "Others&nbsp;listen.", ("Y115", 18), ("got '&nbsp;'", "delete them"), "Others listen."),
    Edit("wrote bold Markdown", PAY, "Others listen.", "Others **listen**.", ("Y116", 18), ("got '**listen**'", "without ** or `")),
    Edit("wrote a Markdown link", FIND, "since a short one would", "since [a short one](https://a.example/) would", ("Y116", 8), ("got '[a short one](https://a.example/)'", "a link goes under see: or sources:")),
    Edit("pasted a space that does not break", PAY, "Others listen.", "Others\u00a0listen.", ("Y108", 18), ("U+00A0 no-break space", "an ordinary space in its place")),
    Edit("pasted a zero-width space", PAY, "Others listen.", "Others\u200b listen.", ("Y108", 18), ("U+200B zero width space", "delete it")),
    Edit("saved with Windows line ends", NOTE, "# Notes.\n", b"# Notes.\r\n", ("Y107", 1), ("Windows (CRLF)", "Unix line ends (LF)")),
    Edit("saved with a byte order mark", NOTE, "# Notes.\n", b"\xef\xbb\xbf# Notes.\n", ("Y105", 1), ("byte order mark", "UTF-8 without BOM")),
    Edit("saved as Latin-1", NOTE, "Very short.", b"Tr\xe8s court.", ("Y106", 3), ("not UTF-8", "saved as UTF-8"), "Très court."),
]  # fmt: skip

SHAPE = [
    Edit("misspelt a key", PAY, "    purpose: To know how", "    purpos: To know how", ("M201", 39), ("unknown key; got 'purpos'", "did you mean 'purpose'?")),
    Edit("misspelt the key of a list of entries", PAY, "questions:\n", "question:\n", ("M201", 4), ("did you mean 'questions'?",)),
    Edit("wrote a key twice", PAY, PURPOSE, PURPOSE * 2, ("Y112", 40), ("this key stands twice; got 'purpose'", "first on line 39")),
    Edit("left out a key", PAY, PURPOSE, "", ("M202", 35), ("the key purpose is missing", "a line purpose: ...")),
    Edit("left a value empty", PAY, PURPOSE, "    purpose:\n", ("M204", 39), ("purpose is empty", "some text")),
    Edit("left a list empty", PAY, PROBES, "    probes:\n", ("M204", 47), ("probes is empty", "behind a dash and a space")),
    Edit("ran two entries together", PAY, SECOND, SECOND.replace("  - id", "    id"), ("Y112", 35), ("this key stands twice; got 'id'", "if a new entry begins here, a dash before its first key: - id: ...")),
    Edit("gave one probe", PAY, PROBES, '    probes: ["Who decides?"]\n', ("M206", 47), ("probes has too few entries", "at least 2")),
    Edit("gave a probe as text", PAY, PROBES, "    probes: Who decides?\n", ("M203", 47), ("probes is of the wrong kind; got 'Who decides?'", "a list: each entry on a line of its own"), "    probes:\n      - Who decides?\n      - How often?\n"),
    Edit("wrote a list in braces", PAY, "related: [q-pay-02]", "related: {q-pay-02}", ("M203", 28), ("related is of the wrong kind; got 'keys with values'", "[one, two]")),
    Edit("wrote a dash too many before each entry", FIND, "see: [index.md, q-pay-01]", "see:\n      - - index.md\n      - - q-pay-01", ("M203", 13), ("entry 1 of see is of the wrong kind; got 'a list'; expected text",), "see:\n      - index.md\n      - q-pay-01"),
    Edit("asked a question that is too long", PAY, RAISES, "text: " + "When you look back over all these years, how " * 3 + "do raises come about?", ("M205", 37), ("text is too long; got '31 words'", "at most 28")),
    Edit("wrote minutes as a word", PAY, "    minutes: 2\n", "    minutes: five\n", ("M208", 14), ("minutes has the wrong form; got 'five'", "a whole number in digits")),
    Edit("gave a question too many minutes", PAY, "    minutes: 2\n", "    minutes: 10\n", ("M209", 14), ("minutes is out of range; got '10'", "less than or equal to 4")),
    Edit("wrote a number with a comma", FACTS, "value: 200", "value: 1,200", ("M201", 3), ("unknown key; got '200'", "a number without a comma"), "value: 1200"),
    Edit("wrote a year as text", SOURCES, "year: 2026", "year: last year", ("M208", 6), ("year has the wrong form; got 'last year'", "a whole number in digits")),
    Edit("wrote a day as in Europe", SOURCES, "2026-11-23", "23.11.2026", ("M208", 14), ("checked has the wrong form; got '23.11.2026'", "a date such as 2026-11-23")),
    Edit("wrote a month in words", FACTS, "as_of: 2026-11,", "as_of: November 2026,", ("M208", 3), ("as_of has the wrong form", "a month such as 2026-11")),
    Edit("gave a source without https", SOURCES, "https://net.example/help", "net.example/help", ("M208", 9), ("url has the wrong form; got 'net.example/help'", "a plain https:// address")),
    Edit("answered true where yes is wanted", WORDS, "subject: yes", "subject: true", ("M207", 23), ("subject is not one of the allowed words; got 'true'", "one of yes, no")),
    Edit("chose a word that is not there", PAY, "    priority: must\n", "    priority: high\n", ("M207", 13), ("got 'high'", "one of must, good, extra")),
    Edit("wrote a time in other words", LIST, "when: 5 days before", "when: five days before", ("M208", 10), ("when has the wrong form; got 'five days before'", '"5 days before"')),
    Edit("gave an id of another form", PAY, "id: q-pay-02", "id: Q_Pay_2", ("M208", 35), ("id has the wrong form; got 'Q_Pay_2'", "in the form of q-pay-01")),
    Edit("did not close a part mark", NOTE, "I liked your bread.]", "I liked your bread.", ("M208", 9), ("text has the wrong form", "each opened and closed")),
    Edit("put a message among the questions", PAY, SECOND, "  - id: m-note-02\n    title: Another note\n    relationship: cold\n    audiences: [returner]\n    text: Hello.\n" + SECOND, ("M210", 35), ("this entry's keys are those of another kind", "data/messages/*.yml"), SECOND),
]  # fmt: skip

BETWEEN = [
    Edit("took an id that is taken", LIST, "id: i-prepare-02", "id: i-prepare-01", ("R301", 11), ("this id is taken", "data/checklists/prepare.yml:10", "did you mean 'i-prepare-04'?"), "id: i-prepare-04"),
    Edit("put an item into a second list", LIST, "  - {id: i-prepare-03", "  - {id: i-pack-01, text: Find the bag, why: It is red., when: 2 hours before, minutes: 5}\n  - {id: i-prepare-03", ("R301", 12), ("this id is taken; got 'i-pack-01'", "this entry taken out, since one with this id is at data/checklists/pack.yml:9"), "  - {id: i-prepare-03"),
    Edit("changed an id that others name", PAY, "id: q-pay-02", "id: q-pay-12", ("R302", 28), ("there is no question of that name; got 'q-pay-02'", "where an id has changed, its new one", "did you mean 'q-pay-12'?")),
    Edit("took out a question that others name", PAY, "    related: [q-pay-02]\n", "    related: [q-pay-02, q-pay-03]\n", ("R302", 28), ("there is no question of that name; got 'q-pay-03'", "the id of a question that exists")),
    Edit("misspelt a stage", PAY, "    stage: explore\n    purpose: To know how", "    stage: exlpore\n    purpose: To know how", ("R302", 38), ("there is no stage of that name; got 'exlpore'", "did you mean 'explore'?")),
    Edit("misspelt a goal", PAY, "    goals: [learn-field]\n    priority: good", "    goals: [learn-feild]\n    priority: good", ("R302", 40), ("there is no goal of that name", "did you mean 'learn-field'?")),
    Edit("misspelt the topic of a file", PAY, "topic: pay", "topic: pey", ("R302", 2), ("there is no topic of that name; got 'pey'", "did you mean 'pay'?")),
    Edit("renamed a word of the vocabulary", WORDS, "id: returner", "id: returning", ("R302", 10), ("there is no audience of that name, here and in 6 more places; got 'returner'",), told_in=LIST),
    Edit("cited an unknown source", FIND, "sources: [net-help]", "sources: [net-hlep]", ("R302", 13), ("there is no source of that name; got 'net-hlep'", "an id in data/sources.yml; a new source needs an entry there", "did you mean 'net-help'?")),
    Edit("misspelt a page", FIND, "see: [index.md,", "see: [indx.md,", ("R302", 12), ("there is no page or entry of that name", "did you mean 'index.md'?")),
    Edit("forgot the gentler wording", PAY, "    softener: What could a beginner expect, roughly?\n", "", ("R304", 19), ("a softener is needed", "a line softener: with a gentler wording")),
    Edit("asked what yes would answer", PAY, RAISES, "text: Do raises come about often here?", ("R306", 37), ("yes or no would answer", "begins with what, how, which"), "text: How often do raises come about here?"),
    Edit("asked two questions in one", PAY, RAISES, "text: How do raises come about? Who decides?", ("R307", 37), ("several things at once", "one question mark; the rest as probes"), "text: How do raises come about?"),
    Edit("asked what another question asks", PAY, RAISES, "text: What does a beginner usually earn in this kind of work?", ("R317", 37), ("percent like q-pay-01, which asks: What does a beginner in this work usually earn?", "under variants: of the first")),
    Edit("asked for a job", NOTE, "I liked your bread.]", "are there any openings?]", ("R308", 9), ("this asks for a job",)),
    Edit("wrote a message that is too long", NOTE, "I liked your bread.", "I liked your bread." + " It is the best that I know." * 6, ("R312", 9), ("too long when filled in with long names", "at most 190")),
    Edit("used an unknown placeholder", NOTE, "{their_first_name}", "{first_name}", ("R311", 9), ("this placeholder is not declared; got 'first_name'", "did you mean 'their_first_name'?")),
    Edit("left out a part of a message", EMAIL, "[1 I read your sign.]", "I read your sign.", ("R309", 10), ("the message lacks part 1", "[1 Connection]")),
    Edit("put an item too late in its list", LIST, "why: You will use five., when: same day", "why: You will use five., when: 2 weeks before", ("R322", 11), ("this is due before i-prepare-01, which stands above it", "no sooner than 5 days before")),
]  # fmt: skip

FILES = [
    Edit("saved as .yaml", PAY, "", "", ("Y101", 1), ("this file is of no known kind", "did you mean 'data/questions/pay.yml'?"), moved="data/questions/pay.yaml"),
    Edit("saved as .txt", NOTE, "", "", ("Y101", 1), ("this file is of no known kind", "did you mean 'data/messages/note.yml'?"), moved="data/messages/note.yml.txt"),
    Edit("saved a file of a field in a folder too high", "data/questions/sectors/health.yml", "", "", ("Y101", 1), ("this file is of no known kind", "did you mean 'data/questions/sectors/health.yml'?"), moved="data/sectors/health.yml"),
    Edit("saved in a folder of another name", PAY, "", "", ("Y101", 1), ("this file is of no known kind", "did you mean 'data/questions/pay.yml'?"), moved="data/question/pay.yml"),
    Edit("saved a file in the folder of another kind", NOTE, "", "", ("M210", 1), ("this file's keys are those of another kind of file", "data/messages/*.yml"), moved="data/questions/note.yml"),
    Edit("saved a file under another name", PAY, "", "", ("R303", 2), ("the file's name and its topic differ; got 'pay'; expected money",), moved="data/questions/money.yml"),
]  # fmt: skip

PAGES = [
    Edit("misspelt a macro", PAGE, CALL, '{{ qestions("pay") }}', ("P404", 7), ("there is no macro of that name; got 'qestions'", "did you mean 'questions'?")),
    Edit("misspelt a name in a call", PAGE, CALL, '{{ questions("pey") }}', ("P405", 7), ("there is no topic of that name; got 'pey'", "did you mean 'pay'?")),
    Edit("left out the quotes in a call", PAGE, CALL, "{{ questions(pay) }}", ("P403", 7), ("an argument of questions() is not plain text", 'as in {{ questions("pay") }}')),
    Edit("pasted curly quotes into a call", PAGE, CALL, "{{ questions(“pay”) }}", ("P401", 7), ("the quotes of this call are curly", 'straight ones: {{ questions("pay") }}')),
    Edit("closed a call with one brace", PAGE, CALL, '{{ questions("pay") }', ("P401", 7), ("begins with two braces and ends with two", "got '{{ questions(")),
    Edit("opened a call with one brace", PAGE, CALL, '{ questions("pay") }}', ("P401", 7), ("begins with two braces and ends with two",)),
    Edit("wrote a call in one brace on each side", PAGE, CALL, '{ questions("pay") }', ("P401", 7), ("begins with two braces and ends with two",)),
    Edit("forgot the brackets of a call", PAGE, "{{ mistakes() }}", "{{ mistakes }}", ("P402", 21), ("not a call of a macro", "{{ mistakes() }}")),
    Edit("did not close the bracket of a call", PAGE, CALL, '{{ questions("pay" }}', ("P401", 7), ("the brackets or quotes of this call are not right", '{{ questions("topic") }}')),
    Edit("showed the same questions twice", PAGE, "## Messages\n", "## Messages\n\n" + CALL + "\n", ("P406", 13), ("already stands on another page or in another place", "it in one place; it is on docs/index.md already")),
    Edit("took a call out of a page", PAGE, "{{ mistakes() }}\n", "", ("P407", 3), ("no page shows this; got 'x-job-01'", "a page in docs/ that holds {{ mistakes() }}"), told_in=MISTAKES),
    Edit("added a source that nothing cites", SOURCES, "    checked: 2026-11-23\n", "    checked: 2026-11-23\n  - {id: spare, authors: A, short: A, year: 2020, title: T, where: W, url: https://a.example/, about: B, strength: weak, not_shown: N, status: seen, checked: 2026-11-23}\n", ("P408", 15), ("nothing cites this source; got 'spare'", '{{ cite("...") }} in a page')),
]  # fmt: skip

EDITS = [*YAML, *PASTED, *SHAPE, *BETWEEN, *FILES, *PAGES]
