"""What each code of a fault means: what must hold, why, and an example on both sides.

An entry is written as text, so that it reads as well here as where it is shown: a sentence that says what must
hold, a paragraph that says why, and the two examples. The entries of rules stand at the rules, as their
docstrings (see rules.py); here are those of faults that are found while files, pages and the built site are read.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from textwrap import dedent
from typing import NamedTuple

GROUPS = {
    "Y": "The file as text",
    "M": "The shape of an entry",
    "R": "Between entries",
    "P": "Pages",
    "L": "A copy of the guide",
    "S": "The built site",
    "C": "Commands",
}
"""What the first letter of a code stands for."""


class Entry(NamedTuple):
    """What one code means. `bad` and `good` are examples, of one or more lines."""

    code: str
    holds: str
    why: str
    bad: str
    good: str

    def __str__(self) -> str:
        """The entry as a terminal shows it."""
        bad, good = ("\n".join(f"    {line}".rstrip() for line in example.split("\n")) for example in (self.bad, self.good))
        return f"{self.code}  {self.holds}\n\n{self.why}\n\nBad:\n{bad}\n\nGood:\n{good}"


def entries(texts: Mapping[str, str]) -> dict[str, Entry]:
    """The entries that are written in `texts`, by code, in the order of GROUPS and numbers."""
    order = list(GROUPS)
    return {code: _entry(code, texts[code]) for code in sorted(texts, key=lambda code: (order.index(code[0]), code))}


def _entry(code: str, text: str) -> Entry:
    told, _, examples = inspect.cleandoc(text).partition("\n\nBad:\n")
    holds, _, why = told.partition("\n\n")
    bad, _, good = examples.partition("\nGood:\n")
    return Entry(code, " ".join(holds.split()), " ".join(why.split()), dedent(bad).strip("\n"), dedent(good).strip("\n"))


TEXTS = {
    # The file as text
    "Y101": """Every file in data/ has a name that tells its kind.

    The folder and the name say what the file holds. A file that nothing reads would be lost without anybody noticing.

    Bad:
        data/question/pay.yaml
    Good:
        data/questions/pay.yml
    """,
    "Y102": """The files that the guide needs are there.

    Much else hangs on them: without the vocabulary, for instance, nothing in data/ can be judged.

    Bad:
        data/ without sources.yml
    Good:
        data/ with sources.yml
    """,
    "Y103": """A file holds keys with values.

    Each kind of file has its keys. An empty file says nothing, and a bare list does not say what it is a list of.

    Bad:
        # Notes.
    Good:
        # Notes.
        channel: note
        intro: Very short.
        messages:
          - id: m-note-01
            title: A note
            relationship: cold
            audiences: [returner]
            text: "[1 Hello {their_first_name}, I liked your bread.]"
    """,
    "Y104": """A file is small enough to be edited by hand.

    A thousand questions take less. What is larger was most likely put here by mistake.

    Bad:
        data/questions/pay.yml with 3,000,000 bytes
    Good:
        data/questions/pay.yml with 30,000 bytes
    """,
    "Y105": """A file does not begin with a byte order mark.

    It is an invisible character that some editors write in front of a text. Programs that read the file stumble over it.

    Bad:
        saved as "UTF-8 with BOM"
    Good:
        saved as "UTF-8"
    """,
    "Y106": """A file is saved as UTF-8.

    In another encoding an accent or a dash turns into something else for everybody but its writer.

    Bad:
        saved as "Western (Windows-1252)" or "Latin-1"
    Good:
        saved as "UTF-8"
    """,
    "Y107": """Lines end as on Unix.

    With two kinds of line ends in one file, a change of one line shows as a change of all.

    Bad:
        line ends: CRLF
    Good:
        line ends: LF
    """,
    "Y108": """A file holds no characters that cannot be seen.

    Nobody can review what they cannot see. Word processors leave such characters behind: spaces of another width, spaces
    that do not break, and marks that turn the direction of a text.

    Bad:
        intro: "Very\\u00a0short."
    Good:
        intro: "Very short."
    """,
    "Y109": """Indents are made of spaces.

    A tab is as wide as each editor likes, and YAML does not take it: two spaces for each level look the same everywhere. In the
    example, → stands for a tab.

    Bad:
        - id: m-note-01
        →title: A note
    Good:
        - id: m-note-01
          title: A note
    """,
    "Y110": """A file is YAML that can be read.

    The fault says in plain words what is most likely wrong; what the parser says stands in brackets. Most often a text holds a
    colon and needs quotes, a quote is not closed, or a line does not stand under its neighbors.

    Bad:
        intro: Very short: one line.
    Good:
        intro: "Very short: one line."
    """,
    "Y111": """A file uses the plain part of YAML only.

    Lists, keys and text are all that the data needs. Anchors, aliases and tags begin with & * or !, and so does many a text
    that lacks its quotes.

    Bad:
        intro: !Short. Keep it so.
    Good:
        intro: "!Short. Keep it so."
    """,
    "Y112": """A key stands once in its entry.

    Of two values one would be lost. When all keys of an entry seem to stand twice, the dash before the second entry is missing.

    Bad:
        intro: Very short.
        intro: Twenty words.
    Good:
        intro: Very short.
    """,
    "Y113": """A file has not more faults than can be told.

    So many come of one cause, such as a list of plain lines where entries with keys belong. The first are told; they lead to it.

    Bad:
        - How do raises come about here?
        - What comes off the pay?
        (and some 200 more like these, in place of entries)
    Good:
        - id: q-pay-02
          text: How do raises come about here?
          (and the other keys of a question)
    """,
    "Y114": """Quotes are straight.

    YAML knows straight quotes only: curly ones around a text become a part of it. Word processors make them. `make fix` makes
    them straight.

    Bad:
        intro: “Very short.”
    Good:
        intro: "Very short."
    """,
    "Y115": """A text in data/ holds no HTML.

    Data is plain text, which the web page, the printed sheet and the exported table each show in their own way. A tag would be
    shown as it is written.

    Bad:
        intro: <b>Very</b> short.
    Good:
        intro: Very short.
    """,
    "Y116": """A text in data/ holds no Markdown.

    Data is plain text, and its marks would be shown as they are written. Chapters in docs/ are written in Markdown.

    Bad:
        intro: Keep it **very** short.
    Good:
        intro: Keep it very short.
    """,
    "Y117": """A file holds one version of each line.

    When two people have changed the same lines, Git leaves both versions there, between marks, for a person to choose.

    Bad:
        <<<<<<< HEAD
        intro: Very short.
        =======
        intro: Twenty words.
        >>>>>>> my-change
    Good:
        intro: Very short.
    """,
    "Y118": """A text that holds a space and a # has quotes.

    YAML takes the # and what comes after it for a comment, so the rest of the text would be lost without a word.

    Bad:
        intro: Ask for desk #4 at the door.
    Good:
        intro: "Ask for desk #4 at the door."
    """,
    # The shape of an entry
    "M201": """An entry has only the keys of its kind.

    A key that nothing reads is most often misspelt, or belongs to another kind of entry.

    Bad:
        purpos: To know how pay grows.
    Good:
        purpose: To know how pay grows.
    """,
    "M202": """An entry has all keys that its kind needs.

    What is shown, printed or planned with needs them. The schemas in the editor and the other entries of the file show which.

    Bad:
        - id: i-prepare-02
          text: Choose ten questions
          why: You will use five.
          when: same day
    Good:
        - id: i-prepare-02
          text: Choose ten questions
          why: You will use five.
          when: same day
          minutes: 20
    """,
    "M203": """A value is of the kind that its key needs.

    A key wants a text, a number, a list or keys of its own. A list of one is still a list.

    Bad:
        probes: Who decides?
    Good:
        probes:
          - Who decides?
          - How often?
    """,
    "M204": """A key has a value.

    An empty line says nothing to a reader. A key that may be left out is left out as a whole.

    Bad:
        purpose:
    Good:
        purpose: To know how pay grows.
    """,
    "M205": """A text or a list is not longer than its kind allows.

    Short texts get read, fit a printed line, and can be said aloud. Each limit is the same for all entries of a kind.

    Bad:
        text: When you look back over all the years that you have spent here, how would you say that raises have
          usually come about for people who do this kind of work in a place like yours?
    Good:
        text: How do raises come about here?
    """,
    "M206": """A list has as many entries as its kind needs.

    One probe is not enough: when it does not fit what was said, the asker has nothing left.

    Bad:
        probes: ["Who decides?"]
    Good:
        probes: ["Who decides?", "How often?"]
    """,
    "M207": """A value that must be one of a few words is one of them.

    The guide sorts, filters and plans by these words, so each has one spelling.

    Bad:
        priority: important
    Good:
        priority: must
    """,
    "M208": """A value has the form that its key needs.

    Dates, ids, addresses and times are read by programs too, and one form for each leaves no doubt whether 3/4 is in March or in April.

    Bad:
        checked: 23.11.2026
    Good:
        checked: 2026-11-23
    """,
    "M209": """A number is within its range.

    A question that takes more than four minutes, for instance, leaves no time for others.

    Bad:
        minutes: 9
    Good:
        minutes: 1
    """,
    "M210": """An entry stands in a file of its kind.

    Its keys tell what it is. In a file of another kind it would lack keys, and be shown in the wrong place.

    Bad:
        - id: i-pack-04
          text: Pack a pen
          why: Phones die.
          when: same day
          minutes: 1
    Good:
        - id: v-avoid-02
          text: Why did you leave your last employer?
          reason: It asks them to defend themselves.
          better: What made you choose this place?
    """,
    # Pages
    "P401": """A call of a macro stands in two braces on each side, with its brackets and straight quotes closed.

    Anything else would show up in the page as it is written. Text that needs braces of its own stands in code.

    Bad:
        {{ questions("pay") }
    Good:
        {{ questions("pay") }}
    """,
    "P402": """What stands in two braces is the call of a macro.

    Pages hold text and calls, no programs: whoever reviews a page must not have to review code.

    Bad:
        {{ questions }}
    Good:
        {{ questions("pay") }}
    """,
    "P403": """The words in a call's brackets stand in quotes.

    Without quotes a word is a name of something else, which is not there.

    Bad:
        {{ questions(pay) }}
    Good:
        {{ questions("pay") }}
    """,
    "P404": """A call names a macro that exists.

    The manual of macros lists them all, and the fault names the nearest.

    Bad:
        {{ question("pay") }}
    Good:
        {{ questions("pay") }}
    """,
    "P405": """A call names something that exists in the data, in the way that the macro knows.

    Each macro says what may stand in its brackets. A name that is not in data/ would leave a hole in the page.

    Bad:
        {{ questions("pey") }}
    Good:
        {{ questions("pay") }}
    """,
    "P406": """An entry stands in one place.

    Its links, ticks and search results lead to one address. Elsewhere the guide links to it.

    Bad:
        {{ questions("pay") }}

        {{ questions("pay") }}
    Good:
        {{ questions("pay") }}
    """,
    "P407": """Every entry is shown on some page.

    What nobody can reach was written for nothing. A new file in data/ needs a page that calls for it.

    Bad:
        ## Mistakes

        Some messages go wrong.
    Good:
        ## Mistakes

        {{ mistakes() }}
    """,
    "P408": """Every source is cited by something.

    A source that supports nothing makes the list look better founded than it is.

    Bad:
        People whom we hardly know help most.
    Good:
        People whom we hardly know help most {{ cite("granovetter-1973") }}.
    """,
    # A copy of the guide
    "L601": """An entry in local/ changes one in data/, or has an id that only a copy gives.

    An id without the word `local` could be taken by the guide itself tomorrow, and your entry would then change that one.

    Bad:
        questions:
          - id: q-pay-17
            next_action: Ask the career office.
    Good:
        questions:
          - id: q-pay-01
            next_action: Ask the career office.
    """,
    "L602": """No id in data/ has the word local in it.

    Copies of the guide give those, and must be sure that the guide never does.

    Bad:
        - id: m-local-01
    Good:
        - id: m-note-01
    """,
    "L603": """What a copy hides exists in data/, and is of a kind that can be hidden.

    A slip in an id would leave the entry where it is, without anybody noticing.

    Bad:
        hide: [m-reply-222]
    Good:
        hide: [m-reply-02]
    """,
    "L604": """What a copy hides is not needed by anything else.

    A link would lead nowhere, or a list would be left without what it must have.

    Bad:
        hide: [q-pay-01]
    Good:
        hide: [m-reply-02]
    """,
    "L605": """A copy's colors can be read on its pages.

    Many readers see less contrast than you do, on a phone in the sun for instance. The number is that of WCAG 2.2 AA.

    Bad:
        colors: {light: "#ffcc00", dark: "#f2a7bd"}
    Good:
        colors: {light: "#7a1f3d", dark: "#f2a7bd"}
    """,
    "L606": """A copy's logo is a file in local/assets/.

    It is published in downloads/local/, and the setting gives that address.

    Bad:
        logo: mark.svg
    Good:
        logo: downloads/local/mark.svg
    """,
    # The built site
    "S501": """There are pages to seal.

    The seal is the last step of a build. Without pages the steps before it did not do their work, or it was given another folder.

    Bad:
        an empty folder
    Good:
        a folder with index.html
    """,
    "S502": """A page asks no other host for anything.

    Nobody but the guide's own server learns who reads it, and it works where the rest of the network does not.

    Bad:
        <link rel="stylesheet" href="https://fonts.example/a.css">
    Good:
        <link rel="stylesheet" href="a.css">
    """,
    "S503": """A page holds no leftovers of templates, and no error texts.

    They tell readers nothing, and that something went wrong while the page was made.

    Bad:
        <p>{{ questions("pay") }}</p>
    Good:
        <p><code>{{ questions("pay") }}</code></p>
    """,
    "S504": """An id stands once on a page.

    A link to it leads to the first only.

    Bad:
        <h2 id="pay">Pay</h2> <h2 id="pay">Raises</h2>
    Good:
        <h2 id="pay">Pay</h2> <h2 id="raises">Raises</h2>
    """,
    "S505": """Scripts stand in files, not in attributes.

    The page's policy forbids browsers to run anything else, so that text can never become a program.

    Bad:
        <a href="./" onclick="go()">home</a>
    Good:
        <a href="./">home</a>
    """,
    "S506": """A page has one first heading.

    People who listen to a page use it to know where they are.

    Bad:
        <h2 id="top">Pay</h2>
    Good:
        <h1 id="top">Pay</h1>
    """,
    "S507": """A link within the guide leads to a page or file.

    A dead link costs a reader's trust. Pages that move leave their old address behind.

    Bad:
        <a href="gone/">Pay</a>
    Good:
        <a href="./">Pay</a>
    """,
    "C601": """What is compared with exists.

    What differs is told from a branch, tag or commit of the repository, or from a folder that holds data/.

    Bad:
        make changes BASE=man
    Good:
        make changes BASE=main
    """,
    "C602": """Sheets are made before they are copied.

    A sheet that an earlier build left could show what the data no longer says.

    Bad:
        make clean && .venv/bin/python -m macros changes origin/main --sheets out
    Good:
        make sheets && .venv/bin/python -m macros changes origin/main --sheets out
    """,
    "S508": """A link to a place on a page leads to an id there.

    Otherwise it opens the page at its top, and the reader has to search.

    Bad:
        <a href="#tpo">up</a>
    Good:
        <a href="#top">up</a>
    """,
}
