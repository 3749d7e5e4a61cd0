"""What must hold across items: one small named function for each rule, each with a code.

A rule takes the guide and yields faults. Its docstring's first line says what must hold; it is what
contributors read. Rules see valid records only; those of the wrong shape have been reported before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz import fuzz, process, utils

from macros import model
from macros.faults import Fault, listed, nearest
from macros.guide import Guide, filled
from macros.load import DataFile, Loaded, references

Rule = Callable[[Guide], Iterator[Fault]]
RULES: dict[str, Rule] = {}
COMPARING: set[str] = set()
"""The codes of rules that compare all with all, whose time grows with the square of the data."""


def rule(code: str, compares: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule under its code; `compares` when it compares all with all."""

    def register(function: Rule) -> Rule:
        RULES[code] = function
        if compares:
            COMPARING.add(code)
        return function

    return register


def judge(loaded: Loaded, guide: Guide | None, pages: set[str], compare: bool = True) -> list[Fault]:
    """Everything that is wrong between items. `pages` are the paths of the Markdown pages in docs/.

    Without `compare`, the rules that compare all with all are left out: a build follows a check, and need not repeat them.
    """
    faults = [*_unique_ids(loaded), *_references(loaded, pages), *_file_names(loaded)]
    if guide is not None:
        if not loaded.faults:
            # What a faulty file would hold is not known, and so not missed.
            faults += _choices(loaded, guide)
        for code, function in RULES.items():
            if compare or code not in COMPARING:
                faults += function(guide)
    return faults


# Over all files, valid or not -------------------------------------------------------------------


VOCABULARIES = tuple(name for name in model.Vocabulary.model_fields)


def _identified(file: DataFile) -> Iterator[tuple[tuple, str, str]]:
    """The path, the namespace and the id of everything that has an id in the file."""
    raw = file.raw
    if file.kind.model is model.Vocabulary:
        for name in VOCABULARIES:
            for index, term in enumerate(raw.get(name) if isinstance(raw.get(name), list) else []):
                if isinstance(term, dict) and isinstance(term.get("id"), str):
                    yield (name, index, "id"), name, term["id"]
        return
    paths = [((), raw)]
    records = raw.get(file.kind.records) if file.kind.records else None
    paths += [((file.kind.records, index), record) for index, record in enumerate(records if isinstance(records, list) else [])]
    for path, record in paths:
        if not isinstance(record, dict):
            continue
        for key, namespace in (("id", "id"), ("name", "placeholder")):
            if isinstance(record.get(key), str):
                yield (*path, key), namespace, record[key]
        for index, old in enumerate(record["was"] if isinstance(record.get("was"), list) else []):
            if isinstance(old, str):
                yield (*path, "was", index), "id", old


def names_written(loaded: Loaded) -> set[str]:
    """Every id in data/, and every topic, channel and step that has a file, whether faulty or not."""
    names = {name for file in loaded.files for _, namespace, name in _identified(file) if namespace not in VOCABULARIES}
    return names | {str(file.raw.get(key)) for file in loaded.files for key, _ in NAMED_AFTER.values()}


def _unique_ids(loaded: Loaded) -> Iterator[Fault]:
    """R301: an id, present or past, belongs to one thing."""
    seen: dict[tuple[str, str], object] = {}
    for file in loaded.files:
        for path, namespace, name in _identified(file):
            first = seen.setdefault((namespace, name), file.at(*path))
            if first != file.at(*path):
                expected = f"an id of its own; it is already at {first.file}:{first.line}"
                yield Fault(file.at(*path), "R301", "this id is taken", name, expected, free_id(name, [name for _, name in seen]))


def free_id(like: str, names: Iterable[str]) -> str | None:
    """The next free id with the same beginning, among ids that are or were; None for one that does not end in a number."""
    match = re.fullmatch(r"(.*-)(\d+)", like)
    if not match:
        return None
    used = {int(name[len(match[1]) :]) for name in names if re.fullmatch(re.escape(match[1]) + r"\d{1,6}", name)}
    return f"{match[1]}{max(used, default=0) + 1:0{len(match[2])}d}"


RECORDS_NAMED = {
    model.QuestionFile: "question",
    model.SectorFile: "question",
    model.SourceFile: "source",
    model.FactFile: "fact",
    model.CheckFile: "check",
    model.Checklist: "item",
}
"""The files whose records other records name, and what they call them."""


def _references(loaded: Loaded, pages: set[str]) -> Iterator[Fault]:
    """R302: whatever is named must exist."""
    vocabulary_unread = "data/vocabulary.yml" in loaded.unread
    records_unread = bool(loaded.unread - {"data/vocabulary.yml"})
    known: dict[str, set[str]] = {name: set() for name in (*VOCABULARIES, *RECORDS_NAMED.values())}
    known |= {"page": pages, "target": set(pages)}
    for file in loaded.files:
        for path, namespace, name in _identified(file):
            if namespace in VOCABULARIES:
                known[namespace].add(name)
            elif namespace == "id" and "was" not in path:
                known["target"].add(name)
                if file.kind.model in RECORDS_NAMED and path[0] == file.kind.records:
                    known[RECORDS_NAMED[file.kind.model]].add(name)
    for file in loaded.files:
        for path, kind, name in references(file.kind.model, file.raw):
            if vocabulary_unread if kind in VOCABULARIES else records_unread and kind != "page":
                continue
            if name not in known[kind]:
                what = f"there is no {kind.replace('_', ' ').rstrip('s')} of that name"
                allowed = sorted(known[kind])
                expected = listed(allowed) if kind in VOCABULARIES else "an id or page that exists"
                yield Fault(file.at(*path), "R302", what, name, expected, nearest(name, allowed))


CHOICES = ("goals", "audiences", "persons", "modes")
"""The vocabularies that a reader chooses from in the planner; a question has a key of the same name for each."""


def _choices(loaded: Loaded, guide: Guide) -> Iterator[Fault]:
    """R318: whatever a reader chooses, some questions are made for it, and others enough to fill the longest talk."""
    [file] = [file for file in loaded.files if file.content is guide.vocabulary]
    questions = [question for topic in guide.topics.values() for question in topic.questions]
    for key in CHOICES:
        for index, term in enumerate(getattr(guide.vocabulary, key)):
            if not any(term.id in getattr(question, key) for question in questions):
                expected = f"at least one question with it under {key}:"
                yield Fault(file.at(key, index, "id"), "R318", "no question is made for this", term.id, expected)
    for_all = [question for question in questions if not (question.audiences or question.persons or question.modes)]
    askable = [question for question in for_all if question.research_first != "full"]
    room = guide.room(max(guide.vocabulary.talk.lengths))
    for index, goal in enumerate(guide.vocabulary.goals):
        minutes = sum(question.minutes for question in askable if goal.id in question.goals)
        if minutes < room:
            what = "the questions for this goal that suit everyone do not fill the longest talk"
            yield Fault(file.at("goals", index, "id"), "R318", what, f"{goal.id}: {minutes} minutes", f"at least {room}")
    for index in (0, len(guide.vocabulary.topics) - 1):
        topic = guide.vocabulary.topics[index].id
        if topic in guide.topics and not any(question in askable for question in guide.topics[topic].questions):
            what = "no question of this topic suits everyone, and each talk needs one"
            yield Fault(file.at("topics", index, "id"), "R318", what, topic, "one without audiences:, persons: and modes:")


NAMED_AFTER = {
    model.QuestionFile: ("topic", ""),
    model.SectorFile: ("sector", ""),
    model.MessageFile: ("channel", ""),
    model.AnswerFile: ("step", ""),
    model.Checklist: ("id", "c-"),
    model.Worksheet: ("id", "w-"),
}
"""The key that a kind of file is named after, and what its value has before the file's name."""


def _file_names(loaded: Loaded) -> Iterator[Fault]:
    """R303: a file is named after what it holds, so that there is one file for each."""
    for file in loaded.files:
        key, prefix = NAMED_AFTER.get(file.kind.model, ("", ""))
        expected = prefix + file.name.rsplit("/", 1)[-1].removesuffix(".yml")
        if isinstance(got := file.raw.get(key), str) and got != expected:
            yield Fault(file.at(key), "R303", f"the file's name and its {key} differ", got, expected)


# Questions --------------------------------------------------------------------------------------


@rule("R304")
def softener(guide: Guide) -> Iterator[Fault]:
    """A question of high sensitivity has a gentler wording."""
    for question in guide.questions():
        if question.sensitivity == "high" and question.softener is None:
            what = "sensitivity is high, so a softener is needed"
            yield Fault(question.origin.at("sensitivity"), "R304", what, expected="a line softener: with a gentler wording")


@rule("R305")
def look_up(guide: Guide) -> Iterator[Fault]:
    """What a search answers says where to look; what only a person can tell does not."""
    for question in guide.questions():
        if (question.research_first == "none") == bool(question.look_up):
            what = f"research_first is {question.research_first}, so look_up must be {'left out' if question.look_up else 'there'}"
            expected = "look_up: exactly when research_first is quick or full"
            yield Fault(question.origin.at("research_first"), "R305", what, expected=expected)


CLOSED = re.compile(
    r"^(is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|should|may|might|must)\b(?!.*\b(or|what|which|who|how|where|when|why)\b)",
    re.IGNORECASE,
)


@rule("R306")
def open_question(guide: Guide) -> Iterator[Fault]:
    """A question cannot be answered by yes or no, unless its purpose says that it checks a fact."""
    for question in guide.questions():
        last = re.split(r"(?<=[.!:])\s+", question.text)[-1]
        if CLOSED.match(last) and not question.purpose.lower().startswith("check"):
            expected = 'a question that begins with what, how, which ...; or a purpose that begins with "Checks"'
            yield Fault(question.origin.at("text"), "R306", "yes or no would answer this question", question.text, expected)


@rule("R307")
def one_question(guide: Guide) -> Iterator[Fault]:
    """A question asks one thing at a time."""
    for question in guide.questions():
        if question.text.count("?") > 1:
            yield Fault(
                question.origin.at("text"),
                "R307",
                "this asks several things at once",
                question.text,
                "one question mark; the rest as probes",
            )


ASKS_FOR_A_JOB = re.compile(
    r"\b(hire me|give me a job|get me (a job|in)|(any|are there) (openings|vacancies|jobs)|job for me"
    r"|my resume is attached|attached (is )?my resume)\b",
    re.IGNORECASE,
)


@rule("R308")
def never_asks_for_a_job(guide: Guide) -> Iterator[Fault]:
    """Neither a question nor a message asks for a job or attaches a resume."""
    texts = [(question, "text", question.text) for question in guide.questions()]
    texts += [(message, "text", model.unmarked(message.text)) for message in guide.messages()]
    texts += [(reply, "text", reply.text) for reply in guide.replies]
    texts += [(mistake, "after", model.unmarked(mistake.after)) for mistake in guide.mistakes]
    for record, key, text in texts:
        if match := ASKS_FOR_A_JOB.search(text):
            yield Fault(
                record.origin.at(key), "R308", "this asks for a job", match[0], "a question about the work, or about the way into it"
            )


MOST_LIKENESS = 80
"""In percent, by rapidfuzz's token_sort_ratio; tests/test_bank.py holds examples on both sides."""


@rule("R317", compares=True)
def no_near_duplicates(guide: Guide) -> Iterator[Fault]:
    """A question asks something that no other question asks in nearly the same words."""
    questions = list(guide.questions())
    texts = [comparable(question.text) for question in questions]
    for index, question in enumerate(questions):
        for _, percent, other in process.extract_iter(texts[index], texts[:index], scorer=fuzz.ratio, score_cutoff=MOST_LIKENESS):
            twin = questions[other]
            yield Fault(
                question.origin.at("text"),
                "R317",
                f"this is {percent:.0f} percent like {twin.id}, which asks: {twin.text}",
                question.text,
                f"a question about something else (below {MOST_LIKENESS} percent); a second wording goes under variants: of the first",
            )


def comparable(text: str) -> str:
    """The words of a text in alphabetical order: what token_sort_ratio compares, worked out once for each text."""
    return " ".join(sorted(utils.default_process(text).split()))


@rule("R319")
def running_order(guide: Guide) -> Iterator[Fault]:
    """A running order begins and ends as a talk does, keeps its stages in order, fits its time, and suits whom it is for."""
    first, last = guide.vocabulary.topics[0].id, guide.vocabulary.topics[-1].id
    stages = [stage.id for stage in guide.vocabulary.stages]
    known = {question.id: question for question in guide.questions() if question.stage in stages}
    for order in guide.orders.values():
        questions = [known[name] for name in order.questions if name in known]
        if len(questions) < len(order.questions):
            continue  # What it names does not exist, or its stage does not: R302 tells.
        topics, places = [guide.topic_of(question) for question in questions], [stages.index(question.stage) for question in questions]
        total, room = sum(question.minutes for question in questions), guide.room(order.minutes)
        for wrong, what, got, expected in (
            (topics[0] != first, "it does not begin with an opening", order.questions[0], f"a question of the topic {first}"),
            (topics[-1] != last, "it does not end with a closing", order.questions[-1], f"a question of the topic {last}"),
            (places != sorted(places), "its stages are out of order", ", ".join(stages[place] for place in places), ", ".join(stages)),
            (total > room, "its questions take too long", f"{total} minutes", f"at most {room}, so that there is time for follow-ups"),
            (len(set(order.questions)) < len(questions), "a question stands twice", ", ".join(order.questions), "each question once"),
        ):
            if wrong:
                yield Fault(order.origin.at("questions"), "R319", what, got, expected)
        for index, question in enumerate(questions):
            for wrong, what, expected in (
                (question.after and question.after not in order.questions[:index], "this question needs another before it", question.after),
                (question.research_first == "full", "a search answers this question", "one whose research_first is none or quick"),
                *((not suits, f"this question does not suit the {key}", expected) for key, suits, expected in _suits(order, question)),
            ):
                if wrong:
                    yield Fault(order.origin.at("questions", index), "R319", what, question.id, expected)


def _suits(order: model.RunningOrder, question: model.Question) -> Iterator[tuple[str, bool, str]]:
    """Whether the question suits the mode, the person and the audience that the order is made for."""
    for key, allowed in (("mode", question.modes), ("person", question.persons), ("audience", question.audiences)):
        made_for = getattr(order, key)
        if made_for and allowed:
            yield key, made_for in allowed, f"one that names {made_for}, or names none"


# Messages ---------------------------------------------------------------------------------------


@rule("R309")
def parts_of_a_message(guide: Guide) -> Iterator[Fault]:
    """A message has the parts that its channel asks for, and no weak words marked."""
    for channel, message in guide.messages_with_channel():
        marks = {span.mark for span in model.spans(message.text)}
        missing = [str(part) for part in channel.parts if str(part) not in marks]
        if missing:
            labels = ", ".join(f"[{part} {guide.vocabulary.parts[int(part) - 1].label}]" for part in missing)
            yield Fault(message.origin.at("text"), "R309", f"the message lacks part {', '.join(missing)}", expected=labels)
        if "x" in marks:
            yield Fault(message.origin.at("text"), "R309", "[x ...] marks weak words, in mistakes only", expected="a part's number")


@rule("R310")
def subject_line(guide: Guide) -> Iterator[Fault]:
    """A message has a subject line exactly when its channel has one."""
    for channel, message in guide.messages_with_channel():
        if (channel.subject == "yes") != (message.subject is not None):
            expected = "a line subject: ..." if channel.subject == "yes" else f"no subject, since {channel.label} has none"
            yield Fault(message.origin.at("subject"), "R310", "the subject line is wrong for the channel", message.subject, expected)


def _texts(guide: Guide) -> Iterator[tuple[model.Record, str, str]]:
    """Every text that may hold placeholders."""
    for message in guide.messages():
        yield message, "text", message.text
        if message.subject:
            yield message, "subject", message.subject
    for reply in guide.replies:
        yield reply, "text", reply.text
        if reply.subject:
            yield reply, "subject", reply.subject
    for mistake in guide.mistakes:
        yield mistake, "before", mistake.before
        yield mistake, "after", mistake.after


@rule("R311")
def declared_placeholders(guide: Guide) -> Iterator[Fault]:
    """Every placeholder is declared in data/placeholders.yml."""
    for record, key, text in _texts(guide):
        for name in model.PLACEHOLDER.findall(text):
            if guide.placeholders and name not in guide.placeholders:
                expected = "a name in data/placeholders.yml"
                yield Fault(
                    record.origin.at(key), "R311", "this placeholder is not declared", name, expected, nearest(name, guide.placeholders)
                )


def _lengths(guide: Guide, channel: model.Channel, message: model.Message) -> Iterator[tuple[str, int, str, int | None]]:
    """What is counted of a message filled in with long values: its key, the count, the unit and the limit."""
    text = filled(message.text, guide.placeholders)
    yield "text", len(text), "characters", channel.most_characters
    yield "text", model.words(text), "words", channel.most_words
    if channel.text_limit in guide.facts:
        yield "text", len(text), "characters", guide.facts[channel.text_limit].value
    if message.subject and channel.subject_limit in guide.facts:
        yield "subject", len(filled(message.subject, guide.placeholders)), "characters", guide.facts[channel.subject_limit].value


@rule("R312")
def message_length(guide: Guide) -> Iterator[Fault]:
    """A message keeps to its channel's limits when it is filled in with long names, and says enough with short ones."""
    for channel, message in guide.messages_with_channel():
        for key, count, unit, most in _lengths(guide, channel, message):
            if most is not None and count > most:
                what = "too long when filled in with long names"
                yield Fault(message.origin.at(key), "R312", what, f"{count} {unit}", f"at most {most}")
        count = model.words(filled(message.text, guide.placeholders, long=False))
        if channel.least_words and count < channel.least_words:
            what = "the message is too short to say it all"
            yield Fault(message.origin.at("text"), "R312", what, f"{count} words", f"at least {channel.least_words}")


@rule("R320")
def reply_length(guide: Guide) -> Iterator[Fault]:
    """A reply keeps to its channel's limits when it is filled in with long names, and has a subject only where there can be one."""
    channels = {channel.id: channel for channel in guide.vocabulary.channels}
    for reply in guide.replies:
        channel = channels.get(reply.channel)
        if channel is None:
            continue
        text = filled(reply.text, guide.placeholders)
        most_characters = channel.most_characters if channel.reply_words is None else None
        for count, unit, most in ((model.words(text), "words", channel.reply_words), (len(text), "characters", most_characters)):
            if most is not None and count > most:
                what = "too long when filled in with long names"
                yield Fault(reply.origin.at("text"), "R320", what, f"{count} {unit}", f"at most {most}")
        if reply.subject and channel.subject == "no":
            what = "the subject line is wrong for the channel"
            yield Fault(reply.origin.at("subject"), "R320", what, reply.subject, f"no subject, since {channel.label} has none")


@rule("R321", compares=True)
def no_empty_cell(guide: Guide) -> Iterator[Fault]:
    """Every relationship that a channel is wanted for has an example, and no other has."""
    for channel, file in ((guide.term("channels", name), file) for name, file in guide.channels.items()):
        for relationship in channel.relationships:
            if not any(message.relationship == relationship for message in file.messages):
                expected = f"a message with relationship: {relationship}"
                yield Fault(file.messages[0].origin.at("id"), "R321", f"{channel.label} has no example for this", relationship, expected)
        for message in file.messages:
            if message.relationship not in channel.relationships:
                expected = f"one of {listed(channel.relationships)}, or {message.relationship} among the channel's relationships"
                yield Fault(message.origin.at("relationship"), "R321", f"{channel.label} is not for this", message.relationship, expected)


@rule("R313")
def notes_on_parts(guide: Guide) -> Iterator[Fault]:
    """A note on a part speaks of a part that the message has."""
    for message in guide.messages():
        marks = {span.mark for span in model.spans(message.text)}
        for part in message.notes:
            if part not in marks:
                yield Fault(
                    message.origin.at("notes", part),
                    "R313",
                    "a note on a part that the message does not have",
                    part,
                    f"a part that is marked: {', '.join(sorted(marks - {''}))}",
                )


@rule("R314")
def weak_words(guide: Guide) -> Iterator[Fault]:
    """A mistake marks its weak words in `before`, and has none left in `after`."""
    for mistake in guide.mistakes:
        if not any(span.mark == "x" for span in model.spans(mistake.before)):
            yield Fault(mistake.origin.at("before"), "R314", "no weak words are marked", expected="[x around the weak words]")
        if any(span.mark == "x" for span in model.spans(mistake.after)):
            yield Fault(mistake.origin.at("after"), "R314", "weak words are marked in the mended message", expected="no [x ...] here")


# Checklists, worksheets, the workshop and answers -----------------------------------------------


@rule("R322")
def in_order_of_time(guide: Guide) -> Iterator[Fault]:
    """The items of a checklist stand in the order in which they are due."""
    for checklist in guide.checklists.values():
        last: dict[str, tuple[float, model.Item]] = {}
        for item in checklist.items:
            due = model.due(item.when)
            if due is None:
                continue
            if due.origin in last and due.order < last[due.origin][0]:
                above = last[due.origin][1]
                yield Fault(item.origin.at("when"), "R322", f"this is due before {above.id}, which stands above it", item.when, above.when)
            else:
                last[due.origin] = (due.order, item)


@rule("R323")
def taken_items(guide: Guide) -> Iterator[Fault]:
    """A checklist takes each item of another list once, and fits one printed page with all of them."""
    for checklist in guide.checklists.values():
        own = {item.id for item in checklist.items}
        for index, name in enumerate(checklist.includes):
            if name in guide.records and model.due(guide.records[name].when) is None:
                what = "this item has no time, so no place here"
                yield Fault(checklist.origin.at("includes", index), "R323", what, name, "one that is due")
            if name in own or name in checklist.includes[:index]:
                yield Fault(checklist.origin.at("includes", index), "R323", "this item is in the list already", name, "each item once")
        count = len(checklist.items) + len(checklist.includes)
        if count > model.MOST_ITEMS:
            what = "with what it takes from others, the list is too long for a page"
            yield Fault(checklist.origin.at("includes"), "R323", what, f"{count} items", f"at most {model.MOST_ITEMS}")


@rule("R324")
def worksheet_height(guide: Guide) -> Iterator[Fault]:
    """A worksheet fits one printed page."""
    for sheet in guide.worksheets.values():
        height = sum(section.height_mm for section in sheet.sections)
        if height > model.MOST_MM:
            expected = f"at most {model.MOST_MM} mm: fewer sections, lines or rows"
            yield Fault(sheet.origin.at("sections"), "R324", "the sheet does not fit one page", f"{height} mm", expected)


@rule("R325")
def workshop_minutes(guide: Guide) -> Iterator[Fault]:
    """The steps of the workshop fill its time."""
    if guide.workshop is None:
        return
    total = sum(step.minutes for step in guide.workshop.steps)
    if total != guide.workshop.minutes:
        place, wanted = guide.workshop.origin.at("minutes"), f"{guide.workshop.minutes} minutes"
        yield Fault(place, "R325", "the steps do not fill the workshop", f"{total} minutes", wanted)


@rule("R315")
def section_form(guide: Guide) -> Iterator[Fault]:
    """A section of a worksheet is either ruled lines or a table with columns and rows."""
    for sheet in guide.worksheets.values():
        for index, section in enumerate(sheet.sections):
            table = bool(section.columns) and section.rows is not None
            if table == (section.lines is not None) or bool(section.columns) != (section.rows is not None):
                yield Fault(
                    sheet.origin.at("sections", index),
                    "R315",
                    "a section needs lines, or columns and rows",
                    section.heading,
                    "lines: 3, or columns: [...] with rows: 5",
                )


SHORTEST_ANSWER_WORDS = 60


@rule("R316")
def answer_length(guide: Guide) -> Iterator[Fault]:
    """A reader's question gets an answer long enough to help."""
    for answer in guide.answers():
        if model.words(answer.answer) < SHORTEST_ANSWER_WORDS:
            count = f"{model.words(answer.answer)} words"
            yield Fault(answer.origin.at("answer"), "R316", "the answer is too short to help", count, f"at least {SHORTEST_ANSWER_WORDS}")
