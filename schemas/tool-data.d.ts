/* The data Python hands to the reader's tools, generated from the payload models by `python -m macros schema`. */

/** An answer the sender types; `gap` is in the message until then. */
interface AnswerField {
  name: string;
  label: string;
  gap: string;
  hint: string;
  example: string;
  long?: "yes" | "no";
  own?: "yes" | "no";
  role?: "recipient" | "connector" | "link" | "fact" | "sender" | "topic" | "times" | "contact" | "signature" | "address";
  filled_from?: "called" | "referrer" | "link" | "email" | "field" | "asked" | "met" | "meets";
  offered_from?: "learned" | "promised";
}

/** The data for some checklists; `overview` and `your_data` are addresses of pages, or "" if there's no such page. */
interface ChecklistsData {
  site: SiteData;
  overview: string;
  your_data: string;
  modes: Array<MenuEntry>;
  audiences: Array<MenuEntry>;
  lists: Array<ListData>;
}

/** Something to compare people's answers on. */
interface CompareTopicData {
  id: string;
  label: string;
  about: "person" | "work" | "reader";
}

/** Who the sender is, and how they may say it. */
interface ComposerAudience {
  id: string;
  label: string;
  example: string;
}

/** A way to send a request. `limit` is the platform's own, in characters. The others are what people like to read. */
interface ComposerChannel {
  id: string;
  label: string;
  parts: Array<number>;
  spoken?: "yes" | "no";
  sent_to?: "phone number" | "email address";
  limit?: number;
  most_words?: number;
  most_characters?: number;
}

/** The data for the Composer. `lengths` are how long a conversation the sender can ask for, in minutes. `said_fields` has how people say each field inside a sentence, and `sent` the status of a person once that kind of message is sent, if it changes. */
interface ComposerData {
  channels: Array<ComposerChannel>;
  relationships: Array<ComposerRelationship>;
  audiences: Array<ComposerAudience>;
  ways: Array<MenuEntry>;
  usual_way: string;
  lengths: Array<number>;
  usual_length: number;
  tones: Array<"plain" | "warm" | "formal">;
  fields: Array<AnswerField>;
  parts: Array<ComposerPart>;
  forms: Array<ComposerForm>;
  lines: Array<ComposerLine>;
  checks: Array<RequestCheck>;
  said_fields: Record<string, string>;
  sent: Record<string, "to-ask" | "asked" | "reminded" | "agreed" | "met" | "thanked" | "reported" | "in-touch" | "closed">;
}

/** A kind of message: how it's sent and the parts of each paragraph. The optional parts may be left out. */
interface ComposerForm {
  id: string;
  label: string;
  use_when: string;
  channel: string;
  follows_up?: "yes" | "no";
  subject?: string;
  paragraphs: Array<Array<string>>;
  optional?: Array<string>;
  asks_again?: Array<string>;
  counts_as?: string;
}

/** A sentence for a part, with gaps such as {topic:question}. */
interface ComposerLine {
  part: string;
  forms?: Array<string>;
  relationships?: Array<string>;
  ways?: Array<string>;
  tone?: "plain" | "warm" | "formal";
  text: string;
}

/** A part of a message, usually one sentence. */
interface ComposerPart {
  id: string;
  label: string;
  number?: number;
}

/** How the sender knows the other person, and what the Composer asks about it. */
interface ComposerRelationship {
  id: string;
  label: string;
  question: string;
  example: string;
  filled_from?: "called" | "referrer" | "link" | "email" | "field" | "asked" | "met" | "meets";
}

/** The checklist for the day of a conversation held that way. */
interface DayList {
  mode: string;
  title: string;
  href: string;
}

/** That many units after the day of the meeting or of asking, or the meeting's first minute; before it if the number is below zero. */
interface DueData {
  origin: "meeting" | "asking" | "start";
  unit: "minute" | "hour" | "day" | "business day" | "week" | "month";
  count: number;
}

/** The data for the screen during the conversation, which lasts between `least_minutes` and `most_minutes`. */
interface DuringData {
  stages: Array<PlannerStage>;
  orders: Array<DuringOrder>;
  least_minutes: number;
  most_minutes: number;
}

/** A ready-made plan for a conversation in real time. `is_general` is whether it suits anyone. */
interface DuringOrder {
  id: string;
  title: string;
  minutes: number;
  is_general?: boolean;
  questions: Array<DuringQuestion>;
}

/** A question in the words it's usually asked in. */
interface DuringQuestion {
  id: string;
  stage: string;
  text: string;
}

/** The data for the question filter, with what "Add to my plan" needs to know; `planner` is missing where the site has no Planner. */
interface FilterData {
  must: string;
  sensitive: string;
  most_entries: number;
  planner?: string;
  questions: Array<FilterQuestion>;
}

/** A question, by its place in the list and the facets it's chosen by. */
interface FilterQuestion {
  id: string;
  text: string;
  purpose: string;
  href: string;
  topic: string;
  stage: string;
  priority: "must" | "good" | "extra";
  sensitivity: "low" | "medium" | "high";
  goals: Array<string>;
  persons?: Array<string>;
  audiences?: Array<string>;
  modes?: Array<string>;
  synonyms?: Array<string>;
}

/** What the comparison grid asks below its table, and how many lines there are to write on. */
interface GridSectionData {
  heading: string;
  lines: number;
}

/** The data for My interviews. `quiet_after` is when the wait for an answer ends, and `referred` is how the reader knows someone another person named. */
interface InterviewsData {
  site: SiteData;
  pages: PageAddresses;
  statuses: Array<StatusData>;
  outcomes: Array<OutcomeData>;
  quiet_after?: DueData;
  referred: string;
  acts: Array<NextActData>;
  least_to_compare: number;
  most_to_compare: number;
  topics: Array<CompareTopicData>;
  grid_sections?: Array<GridSectionData>;
  criteria: Array<string>;
  sorter: Array<RatingData>;
  consent: Array<string>;
  role_cards: Array<RoleCardData>;
  practice: Array<string>;
  sample: Array<SampleData>;
  relationships: Array<MenuEntry>;
  channels: Array<MenuEntry>;
  modes: Array<MenuEntry>;
  sectors: Array<MenuEntry>;
  goals: Array<MenuEntry>;
  audiences: Array<MenuEntry>;
  stages: Array<StageData>;
  lengths: Array<number>;
  usual_length: number;
  day_lists: Array<DayList>;
  near_lists: Array<ListData>;
}

/** A thing to do, `minutes` long. `until` is the status with a person once it's behind the reader, `length` is how many minutes the conversation has that it's timed for, if its time changes with it, and `near` is whether it's an item of the short list due a day before or after the conversation. */
interface ItemData {
  id: string;
  was?: Array<string>;
  text: string;
  why: string;
  when: string;
  minutes: number;
  audiences?: Array<string>;
  once?: "yes" | "no";
  short?: "yes" | "no";
  until?: "to-ask" | "asked" | "reminded" | "agreed" | "met" | "thanked" | "reported" | "in-touch" | "closed";
  near?: boolean;
  length?: number;
  due?: DueData;
}

/** A checklist. */
interface ListData {
  id: string;
  title: string;
  mode?: string;
  role: "asking" | "asked";
  href: string;
  items: Array<ItemData>;
}

/** A term a reader can choose. */
interface MenuEntry {
  id: string;
  label: string;
}

/** What to do next. `item` is the id of the item of a checklist it is, `checklist` the address of that checklist, and `due` when the item is due. */
interface NextActData {
  id: string;
  statuses: Array<"to-ask" | "asked" | "reminded" | "agreed" | "met" | "thanked" | "reported" | "in-touch" | "closed">;
  needs?: Array<"day" | "no day" | "ahead" | "past" | "referrer" | "suggestions">;
  text: string;
  tool: "composer" | "planner" | "checklist" | "during" | "record";
  form?: string;
  item?: string;
  checklist?: string;
  due?: DueData;
  days?: number;
  counted_from?: "status" | "meeting" | "contact";
  then?: "to-ask" | "asked" | "reminded" | "agreed" | "met" | "thanked" | "reported" | "in-touch" | "closed";
}

/** The site as seen from the page; the worker and the pages that are saved first, as seen from the site. */
interface OfflineData {
  site: string;
  worker: string;
  pages: Array<string>;
}

/** Why a person is closed. */
interface OutcomeData {
  id: "no" | "silence" | "done";
  label: string;
}

/** The addresses of pages, or "" if the guide has no such page. */
interface PageAddresses {
  interviews: string;
  who_first: string;
  during: string;
  compare: string;
  exchange: string;
  composer: string;
  planner: string;
  checklists: string;
  your_data: string;
}

/** Something a question may assume. Some of it the reader has to say; the rest is true unless they name one of these. */
interface PlannerCircumstance {
  id: string;
  label: string;
  must_be_said: boolean;
  unless_persons?: Array<string>;
  unless_sectors?: Array<string>;
  audiences?: Array<string>;
  sectors?: Array<string>;
}

/** The data for the Planner. The first topic opens a conversation, and the last one closes it. */
interface PlannerData {
  goals: Array<MenuEntry>;
  persons: Array<MenuEntry>;
  audiences: Array<MenuEntry>;
  modes: Array<MenuEntry>;
  sectors: Array<MenuEntry>;
  tones: Array<MenuEntry>;
  sensitive: string;
  most_entries: number;
  topics: Array<string>;
  stages: Array<PlannerStage>;
  public_sources: Record<string, string>;
  minutes: PlannerMinutes;
  circumstances: Array<PlannerCircumstance>;
  lengths: Array<PlannerLength>;
  essentials: Array<PlannerEssential>;
  starter: Array<string>;
  orders: Array<PlannerOrder>;
  questions: Array<PlannerQuestion>;
}

/** Something every plan has, and the questions that can fill it. */
interface PlannerEssential {
  id: string;
  label: string;
  goals?: Array<string>;
  spread?: boolean;
  for_reader?: boolean;
  questions?: Array<string>;
}

/** How many questions a conversation has, and which essentials. */
interface PlannerLength {
  from_minutes: number;
  modes?: Array<string>;
  timed: boolean;
  prepare: number;
  least_asked: number;
  most_asked: number;
  essentials: Array<string>;
}

/** How long a conversation can be, in minutes, and what percentage of it is kept for follow-up questions. */
interface PlannerMinutes {
  least: number;
  most: number;
  usual: number;
  spare_percent: number;
}

/** A ready-made plan. */
interface PlannerOrder {
  id: string;
  title: string;
  minutes: number;
  mode?: string;
  person?: string;
  audience?: string;
  only_if?: Array<string>;
  questions: Array<string>;
}

/** A question from the bank. */
interface PlannerQuestion {
  id: string;
  was?: Array<string>;
  text: string;
  stage: string;
  topic: string;
  purpose: string;
  goals: Array<string>;
  audiences?: Array<string>;
  persons?: Array<string>;
  modes?: Array<string>;
  only_if?: Array<string>;
  codes: Array<string>;
  priority: "must" | "good" | "extra";
  minutes: number;
  research_first: "none" | "quick" | "full";
  look_up?: Array<string>;
  sensitivity: "low" | "medium" | "high";
  softener?: string;
  probes: Array<string>;
  variants?: Variants;
  related?: Array<string>;
  ask_when: string;
  after?: string;
  href: string;
}

/** A stage of the conversation, with its minutes in a 30-minute one. */
interface PlannerStage {
  id: string;
  label: string;
  note: string;
  start: number;
  end: number;
}

/** A question of "Who first?", with its answers, best first. */
interface RatingData {
  id: "near" | "knows" | "reach";
  label: string;
  answers: Array<string>;
  reason: string;
}

/** What an experienced adviser would notice in a request. */
interface RequestCheck {
  id: string;
  label: string;
  reason: string;
  fix: string;
  href: string;
  part?: number;
  about?: string;
  phrases?: Array<string>;
  needs?: Array<string>;
  measure?: "unfilled" | "wrong-name" | "too-long" | "no-fact" | "several-asks" | "more-me" | "work-phone" | "asks-nothing" | "no-sentence" | "any-fact" | "no-phone" | "lower-case-name" | "part-missing" | "even-sentences" | "no-question-at-end" | "like-another";
}

/** Who to be in a rehearsal. */
interface RoleCardData {
  id: string;
  title: string;
  text: string;
  twist: string;
}

/** A made-up person; `asked` and `met` are days ago, and `meets_in` is days from now. */
interface SampleData {
  name: string;
  role: string;
  employer: string;
  field: string;
  relationship: string;
  channel: string;
  mode: string;
  status: "to-ask" | "asked" | "reminded" | "agreed" | "met" | "thanked" | "reported" | "in-touch" | "closed";
  asked?: number;
  meets_in?: number;
  met?: number;
  learned?: Array<string>;
}

/** The site, for links in calendars. */
interface SiteData {
  name: string;
  url: string;
}

/** A stage of the conversation, with its minutes in a 30-minute one. */
interface StageData {
  id: string;
  label: string;
  start: number;
  end: number;
}

/** How far things are with a person. */
interface StatusData {
  id: "to-ask" | "asked" | "reminded" | "agreed" | "met" | "thanked" | "reported" | "in-touch" | "closed";
  label: string;
  note: string;
}

/** The same question in other tones. */
interface Variants {
  /** In as few and as simple words as possible. */
  plain?: string;
  /** How you would ask someone you know a little. */
  warm?: string;
  /** How you would ask someone senior. */
  formal?: string;
}
