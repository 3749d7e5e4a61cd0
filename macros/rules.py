"""What must hold across items: one small named function for each rule, each with a code.

A rule takes the guide and yields faults. Its docstring is what contributors read, as an entry of codes.py: what must hold,
why, and an example on both sides. Rules see valid records only; those of the wrong shape have been reported before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz import fuzz, process, utils

from macros import model, overlay
from macros.faults import Fault, Place, listed, nearest
from macros.guide import Guide, filled
from macros.kinds import DataFile, references
from macros.load import Loaded

Rule = Callable[[Guide], Iterator[Fault]]
RULES: dict[str, Rule] = {}
TEXTS: dict[str, str] = {}
"""What the codes of this room mean, as codes.py reads it."""
COMPARING: set[str] = set()
"""The codes of rules that compare all with all, whose time grows with the square of the data."""


def explained(code: str) -> Callable[[Callable], Callable]:
    """Keep a function's docstring as the entry of the code whose faults it finds."""

    def keep(function: Callable) -> Callable:
        TEXTS[code] = function.__doc__
        return function

    return keep


def rule(code: str, compares: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule under its code; `compares` when it compares all with all."""

    def register(function: Rule) -> Rule:
        RULES[code] = explained(code)(function)
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
        if not loaded.faults and not faults:
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
    """Every id in data/, and every topic, channel and step that has a file, or that a file is named after, whether faulty or not."""
    names = {name for file in loaded.files for _, namespace, name in _identified(file) if namespace not in VOCABULARIES}
    names |= {str(file.raw.get(key)) for file in loaded.files for key, _ in NAMED_AFTER.values()}
    return names | {name for file in loaded.files if (name := _named_after(file)[1])}


@explained("R301")
def _unique_ids(loaded: Loaded) -> Iterator[Fault]:
    """An id, present or past, belongs to one entry.

    Links, saved ticks and shared plans lead to ids: with two of one name they lead astray. The fault names the next free one. An item of
    a checklist that belongs to a second list too stands there under `includes:`.

    Bad:
        - id: i-prepare-01
          text: Choose ten questions
          why: You will use five.
          when: same day
          minutes: 20
    Good:
        - id: i-prepare-02
          text: Choose ten questions
          why: You will use five.
          when: same day
          minutes: 20
    """
    seen: dict[tuple[str, str], Place] = {}
    taken = {name for file in loaded.files for _, _, name in _identified(file)}
    for file in loaded.files:
        for path, namespace, name in _identified(file):
            first = seen.setdefault((namespace, name), file.at(*path))
            if first != file.at(*path):
                expected = f"an id of its own, or this entry taken out, since one with this id is at {first.file}:{first.line}"
                yield Fault(file.at(*path), "R301", "this id is taken", name, expected, free_id(name, taken))


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


NAMED = {"target": "page or entry", "fact": "figure in data/platforms.yml"}
"""What writers call the kinds whose names in the code would not help them."""
EXISTING = {
    "page": "the path of a page in docs/",
    "target": "the path of a page in docs/, or an id that exists",
    "source": "an id in data/sources.yml; a new source needs an entry there",
    "question": "the id of a question that exists; where an id has changed, its new one",
    "item": "the id of an item of a checklist that exists",
}
"""What is expected where one of them is named."""
MOST_TOLD = 3
"""At how many places an unknown name is told; one that is no more, since it was renamed, may stand in hundreds."""


@explained("R302")
def _references(loaded: Loaded, pages: set[str]) -> Iterator[Fault]:
    """Whatever is named exists.

    A word of the vocabulary, an id, a source or a page that is misspelt leads nowhere. When an id had to change, the new one is named
    everywhere, and the entry keeps the old one under `was:`.

    Bad:
        stage: exlpore
        purpose: To know how pay grows.
    Good:
        stage: explore
        purpose: To know how pay grows.
    """
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
    named: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for file in loaded.files:
        for path, kind, name in references(file.kind.model, file.raw):
            if vocabulary_unread if kind in VOCABULARIES else records_unread and kind != "page":
                continue
            if name not in known[kind]:
                named[kind, name].append(file.at(*path))
    for (kind, name), places in named.items():
        allowed = sorted(known[kind])
        what = f"there is no {NAMED.get(kind) or kind.replace('_', ' ').rstrip('s')} of that name"
        expected = listed(allowed) if kind in VOCABULARIES else EXISTING.get(kind, f"the id of a {kind} that exists")
        for place in places[:MOST_TOLD]:
            more = f", here and in {len(places) - 1} more places" if len(places) > MOST_TOLD else ""
            yield Fault(place, "R302", what + more, name, expected, nearest(name, allowed))


CHOICES = ("goals", "audiences", "persons", "modes")
"""The vocabularies that a reader chooses from in the planner; a question has a key of the same name for each."""


@explained("R318")
def _choices(loaded: Loaded, guide: Guide) -> Iterator[Fault]:
    """Whatever a reader may choose, there are questions for it, enough to fill the longest talk.

    A choice that leads to an empty plan is worse than no choice. Write the questions first, then the word in the vocabulary.

    Bad:
        modes:
          - {id: phone, label: Phone, note: Voices.}
          - {id: hologram, label: Hologram, note: No question names it.}
    Good:
        modes:
          - {id: phone, label: Phone, note: Voices.}
    """
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


def _named_after(file: DataFile) -> tuple[str, str]:
    """The key that the file is named after, and the value that its name asks for; both empty for the other kinds."""
    key, prefix = NAMED_AFTER.get(file.kind.model, ("", ""))
    return key, key and prefix + file.name.rsplit("/", 1)[-1].removesuffix(".yml")


@explained("R303")
def _file_names(loaded: Loaded) -> Iterator[Fault]:
    """A file is named after what it holds.

    So there is one file for each topic, channel and list, and everybody finds it.

    Bad:
        # data/worksheets/plan.yml
        id: w-scheme
    Good:
        # data/worksheets/plan.yml
        id: w-plan
    """
    for file in loaded.files:
        key, expected = _named_after(file)
        if key and isinstance(got := file.raw.get(key), str) and got != expected:
            yield Fault(file.at(key), "R303", f"the file's name and its {key} differ", got, expected)


# Questions --------------------------------------------------------------------------------------


@rule("R304")
def softener(guide: Guide) -> Iterator[Fault]:
    """A question of high sensitivity has a gentler wording.

    Some people cannot be asked such a thing head on. A reader in doubt needs words that they can say.

    Bad:
        sensitivity: high
    Good:
        sensitivity: high
        softener: What could a beginner expect, roughly?
    """
    for question in guide.questions():
        if question.sensitivity == "high" and question.softener is None:
            what = "sensitivity is high, so a softener is needed"
            yield Fault(question.origin.at("sensitivity"), "R304", what, expected="a line softener: with a gentler wording")


@rule("R305")
def look_up(guide: Guide) -> Iterator[Fault]:
    """What a search answers says where to look; what only a person can tell does not.

    Asking what a search would have told wastes the talk. So look_up goes with research_first: quick or full, and with neither else.

    Bad:
        research_first: quick
    Good:
        research_first: quick
        look_up: [news]
    """
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
    """A question cannot be answered by yes or no, unless its purpose says that it checks a fact.

    A yes ends the matter. An open question brings out what the asker could not have thought of.

    Bad:
        text: Do raises come about often here?
    Good:
        text: How do raises come about here?
    """
    for question in guide.questions():
        last = re.split(r"(?<=[.!:])\s+", question.text)[-1]
        if CLOSED.match(last) and not question.purpose.lower().startswith("check"):
            expected = 'a question that begins with what, how, which ...; or a purpose that begins with "Checks"'
            yield Fault(question.origin.at("text"), "R306", "yes or no would answer this question", question.text, expected)


@rule("R307")
def one_question(guide: Guide) -> Iterator[Fault]:
    """A question asks one thing at a time.

    Of two questions, one gets answered. The second makes a good probe.

    Bad:
        text: How do raises come about here? And who decides?
    Good:
        text: How do raises come about here?
    """
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
    """Neither a question nor a message asks for a job or attaches a resume.

    The talk is for learning. Who asks for a job gets a no, and no talk.

    Bad:
        text: "[1 Hello {their_first_name}, are there any openings?]"
    Good:
        text: "[1 Hello {their_first_name}, I liked your bread.]"
    """
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
    """A question asks something that no other question asks in nearly the same words.

    Two that ask the same fill the lists without adding anything. The fault names the question that it is like; another wording of
    it goes there, under `variants:`.

    Bad:
        text: What does a beginner usually earn in this kind of work?
    Good:
        text: How do raises come about here?
    """
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
    """A running order begins and ends as a talk does, keeps its stages in order, fits its time, and suits whom it is for.

    Whoever follows it must not have to think about order or time. The fault says which of these does not hold.

    Bad:
        questions: [q-health-01, q-pay-02, q-closing-01]
    Good:
        questions: [q-pay-02, q-health-01, q-closing-01]
    """
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
    """A message has the parts that its channel asks for, and no weak words marked.

    Each part does one thing for the person who gets the message, and a channel wants those that it has room for. Marks look like [1 ...].

    Bad:
        text: "Hello {their_first_name}, I liked your bread."
    Good:
        text: "[1 Hello {their_first_name}, I liked your bread.]"
    """
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
    """A message has a subject line exactly when its channel has one.

    An email without a subject is not opened; a text message has no place for one.

    Bad:
        subject: Your bread
        text: "[1 Hello {their_first_name}, I liked your bread.]"
    Good:
        text: "[1 Hello {their_first_name}, I liked your bread.]"
    """
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
    """Every placeholder is declared in data/placeholders.yml.

    The composer asks for it by its label, and limits are checked with its longest value. A new one needs an entry there.

    Bad:
        text: "[1 Hello {their_frist_name}, I liked your bread.]"
    Good:
        text: "[1 Hello {their_first_name}, I liked your bread.]"
    """
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
    """A message keeps to its channel's limits when it is filled in with long names, and says enough with short ones.

    Platforms cut off what is too long, and busy people do not read it. Long names count: what fits Ann must fit Bartholomew.

    Bad:
        text: >-
          [1 Hello {their_first_name}, I liked your bread, and your rolls, and the way in which you speak of both on your page,
          which I have read on the train to work, and then once more at home, before I dared to write to you.]
    Good:
        text: "[1 Hello {their_first_name}, I liked your bread.]"
    """
    for channel, message in guide.messages_with_channel():
        limited = [length for length in _lengths(guide, channel, message) if length[3] is not None]
        # A channel may set itself a limit below the platform's: the strictest is told.
        strictest = {(key, unit): (count, most) for key, count, unit, most in sorted(limited, key=lambda length: -length[3])}
        for (key, unit), (count, most) in strictest.items():
            if count > most:
                what = "too long when filled in with long names"
                yield Fault(message.origin.at(key), "R312", what, f"{count} {unit}", f"at most {most}")
        count = model.words(filled(message.text, guide.placeholders, long=False))
        if channel.least_words and count < channel.least_words:
            what = "the message is too short to say it all"
            yield Fault(message.origin.at("text"), "R312", what, f"{count} words", f"at least {channel.least_words}")


@rule("R320")
def reply_length(guide: Guide) -> Iterator[Fault]:
    """A reply keeps to its channel's limits when it is filled in with long names, and has a subject only where there can be one.

    A reply is read between two other things. A phone call has no subject line, an email may have one.

    Bad:
        text: Dear {their_first_name}, thank you so very much for the quick and honest answer that you gave me.
    Good:
        text: Dear {their_first_name}, thank you for the quick answer.
    """
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
    """Every relationship that a channel is wanted for has an example, and no other has.

    The table of first messages shows every channel against every relationship, so that a reader sees at once what there is.

    Bad:
        relationship: referred
    Good:
        relationship: cold
    """
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
    """A note on a part speaks of a part that the message has.

    A note on a part that is not there explains nothing. Its number is that of the mark.

    Bad:
        notes:
          5: It says how long the talk takes.
    Good:
        notes:
          1: It says why this comes to her.
    """
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
    """A mistake marks its weak words in `before`, and has none left in `after`.

    The reader sees the weak words struck out, and the mended message beside them.

    Bad:
        before: "Hi, any openings?"
    Good:
        before: "Hi, [x any openings?]"
    """
    for mistake in guide.mistakes:
        if not any(span.mark == "x" for span in model.spans(mistake.before)):
            yield Fault(mistake.origin.at("before"), "R314", "no weak words are marked", expected="[x around the weak words]")
        if any(span.mark == "x" for span in model.spans(mistake.after)):
            yield Fault(mistake.origin.at("after"), "R314", "weak words are marked in the mended message", expected="no [x ...] here")


# Checklists, worksheets, the workshop and answers -----------------------------------------------


@rule("R322")
def in_order_of_time(guide: Guide) -> Iterator[Fault]:
    """The items of a checklist stand in the order in which they are due.

    A list is worked through from the top. What is due first stands first.

    Bad:
        - id: i-prepare-02
          text: Choose ten questions
          why: You will use five.
          when: same day
          minutes: 20
        - id: i-prepare-01
          text: Read their page
          why: It shows.
          when: 5 days before
          minutes: 10
    Good:
        - id: i-prepare-01
          text: Read their page
          why: It shows.
          when: 5 days before
          minutes: 10
        - id: i-prepare-02
          text: Choose ten questions
          why: You will use five.
          when: same day
          minutes: 20
    """
    for checklist in guide.checklists.values():
        last: dict[str, tuple[float, model.Item]] = {}
        for item in checklist.items:
            due = model.due(item.when)
            if due is None or overlay.own(item.id):
                continue  # What a copy adds finds its place by its time; see Guide.items_of.
            if due.origin in last and due.order < last[due.origin][0]:
                above = last[due.origin][1]
                what = f"this is due before {above.id}, which stands above it"
                yield Fault(item.origin.at("when"), "R322", what, item.when, f"a place above it, or no sooner than {above.when}")
            else:
                last[due.origin] = (due.order, item)


@rule("R323")
def taken_items(guide: Guide) -> Iterator[Fault]:
    """A checklist takes each item of another list once, and fits one printed page with all of them.

    An item under `includes:` stays where it is and shows here too, at its time. A list that runs over onto a second page gets lost.

    Bad:
        includes: [i-prepare-02]
    Good:
        includes: [i-pack-01]
    """
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
    """A worksheet fits one printed page.

    It is filled in by hand, on one sheet on the table. Fewer rows, or a second worksheet.

    Bad:
        - {heading: Notes, columns: [Question, Answer], rows: 20}
    Good:
        - {heading: Notes, columns: [Question, Answer], rows: 4}
    """
    for sheet in guide.worksheets.values():
        height = sum(section.height_mm for section in sheet.sections)
        if height > model.MOST_MM:
            expected = f"at most {model.MOST_MM} mm: fewer sections, lines or rows"
            yield Fault(sheet.origin.at("sections"), "R324", "the sheet does not fit one page", f"{height} mm", expected)


@rule("R325")
def workshop_minutes(guide: Guide) -> Iterator[Fault]:
    """The steps of the workshop fill its time.

    An adviser who follows the plan must end on time.

    Bad:
        minutes: 15
        people: 30
        before: [Bring pens.]
        steps:
          - {minutes: 4, title: Begin, what: Say what it is.}
          - {minutes: 6, title: End, what: Say when.}
    Good:
        minutes: 10
        people: 30
        before: [Bring pens.]
        steps:
          - {minutes: 4, title: Begin, what: Say what it is.}
          - {minutes: 6, title: End, what: Say when.}
    """
    if guide.workshop is None:
        return
    total = sum(step.minutes for step in guide.workshop.steps)
    if total != guide.workshop.minutes:
        place, wanted = guide.workshop.origin.at("minutes"), f"{guide.workshop.minutes} minutes"
        yield Fault(place, "R325", "the steps do not fill the workshop", f"{total} minutes", wanted)


@rule("R315")
def section_form(guide: Guide) -> Iterator[Fault]:
    """A section of a worksheet is either ruled lines or a table with columns and rows.

    Nobody can write on a section without lines or cells.

    Bad:
        - {heading: Why, hint: One line.}
    Good:
        - {heading: Why, hint: One line., lines: 2}
    """
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
    """A reader's question gets an answer long enough to help.

    Whoever asks is stuck or worried. One line sends them away as they came.

    Bad:
        answer: Ask the person nearest to the work.
    Good:
        answer: |
          Ask the person nearest to the work: somebody who did it last week knows more than whoever manages them. Begin with the
          people you know, and with the people they know, since a name that both of you know opens doors.

          When nobody comes to mind, look at who fixes, cooks, drives, teaches or nurses near you, and ask one of them for ten
          minutes, at a time that suits them.
    """
    for answer in guide.answers():
        if model.words(answer.answer) < SHORTEST_ANSWER_WORDS:
            count = f"{model.words(answer.answer)} words"
            yield Fault(answer.origin.at("answer"), "R316", "the answer is too short to help", count, f"at least {SHORTEST_ANSWER_WORDS}")


# Wording ----------------------------------------------------------------------------------------


@rule("R326")
def phrase_once(guide: Guide) -> Iterator[Fault]:
    """A phrase stands once in data/wording.yml.

    It gets one piece of advice, not two that may differ.

    Bad:
        found: [in order to, financial leverage]
    Good:
        found: [in order to]
    """
    seen: dict[str, Place] = {}
    for entry in guide.wording:
        for key in ("found", "unless"):
            for index, phrase in enumerate(getattr(entry, key)):
                place = entry.origin.at(key, index)
                first = seen.setdefault(model.as_phrase(phrase), place)
                if first != place:
                    yield Fault(place, "R326", "this phrase stands twice", phrase, f"each once; it is already at {first.file}:{first.line}")


@rule("R327")
def better_is_better(guide: Guide) -> Iterator[Fault]:
    """What is to be written instead is not itself advised against.

    Otherwise whoever follows the advice is advised once more.

    Bad:
        better: use it in order to win
    Good:
        better: use
    """
    for entry in guide.wording:
        for match, other in guide.weak_words(entry.better):
            what = "what to write instead is itself advised against"
            yield Fault(entry.origin.at("better"), "R327", what, match[0], f"something like: {other.better}")


@rule("R328")
def exception_of_something(guide: Guide) -> Iterator[Fault]:
    """A phrase under unless holds one of the phrases that it is an exception to.

    An exception to something else changes nothing, so it is most likely a slip.

    Bad:
        unless: [financial leverages]
    Good:
        unless: [financial leverage]
    """
    for entry in (entry for entry in guide.wording if entry.unless):
        excepted = model.any_of(entry.found)
        for index, phrase in enumerate(entry.unless):
            if not excepted.search(model.folded(phrase)):
                what = "this has none of the words that it is an exception to"
                yield Fault(entry.origin.at("unless", index), "R328", what, phrase, f"a longer phrase with {listed(entry.found)}")
