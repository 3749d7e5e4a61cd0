/* PROVISIONAL */
interface Term { id: string; label: string }
interface Stage extends Term { note: string; start: number; end: number }
interface Question {
  id: string; was?: string[]; text: string; stage: string; purpose: string; goals: string[]; audiences?: string[]; persons?: string[]; modes?: string[];
  priority: "must" | "good" | "extra"; minutes: number; research_first: "none" | "quick" | "full"; look_up?: string[]; sensitivity: "low" | "medium" | "high";
  softener?: string; probes: string[]; variants?: { plain?: string; warm?: string; formal?: string }; related?: string[]; ask_when: string; after?: string;
  topic: string; href: string;
}
interface RunningOrder { id: string; title: string; minutes: number; goal: string; person?: string; mode?: string; audience?: string; field?: string; questions: string[] }
interface PlannerData {
  goals: Term[]; persons: Term[]; audiences: Term[]; modes: Term[]; sectors: Term[]; topics: string[]; stages: Stage[]; publicSources: Record<string, string>;
  lengths: number[]; sparePercent: number; orders: RunningOrder[]; questions: Question[];
}
interface ComposerChannel { id: string; label: string; note: string; parts: number[]; subject: string; limit: number | null; mostWords: number | null; mostCharacters: number | null }
interface ComposerRelationship extends Term { question: string; example: string }
interface ComposerAudience extends Term { example: string }
interface ComposerField { name: string; label: string; hint: string; example: string; gap: string }
interface ComposerForm { id: string; channels: string[]; greeting: string; closing?: string; paragraphs: number[][] }
interface ComposerLine { part: number; text: string; forms?: string[]; relationships?: string[]; ways?: string[] }
interface ComposerSubject { text: string; forms?: string[]; relationships?: string[]; ways?: string[] }
interface ComposerCheck { id: string; label: string; reason: string; mend: string; href: string; part?: number; measure?: string; phrases?: string[]; needs?: string[] }
interface ComposerData {
  channels: ComposerChannel[]; relationships: ComposerRelationship[]; audiences: ComposerAudience[]; ways: Term[]; fields: ComposerField[]; forms: ComposerForm[];
  lines: ComposerLine[]; subjects: ComposerSubject[]; checks: ComposerCheck[];
}
interface Due { count: number; unit: string; origin: string }
interface ChecklistItem { id: string; was?: string[]; text: string; why: string; when: string; minutes: number; audiences?: string[]; due: Due | null }
interface Checklist { id: string; title: string; when: string; step: string; mode: string | null; role: string; href: string; items: ChecklistItem[] }
interface ChecklistsData { site: { name: string; url: string }; overview: string; yourData: string; modes: Term[]; audiences: Term[]; lists: Checklist[] }
