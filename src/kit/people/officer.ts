import type { Words } from '../words.ts'

/** A member of the staff, as he stands today: what entitles him, and where he sits. */
export interface Officer {
  id: string
  name: Words
  /** Address he signs in with. */
  email: string
  /** Id of his department; null for who belongs to none. */
  department: string | null
  /** Keys of the duties that he holds today. */
  duties: ReadonlySet<string>
}

/** What entitles an officer to deeds, given to him with dates. A room brings its own. */
export interface Duty {
  key: string
  words: Words
  /** What the holder may do, for who gives it. */
  help: Words
}

/**
 * A permission: one sentence that the page, the procedure and the API ask alike. `words` say who it lets in, so that a
 * page can list who may do what and why.
 */
export interface Sentence<Thing = void> {
  words: Words
  holds(officer: Officer, thing: Thing): boolean
}

/** Whoever works here. */
export const anyOfficer: Sentence<unknown> = {
  words: { zh: '每位工作人员', en: 'every officer' },
  holds: () => true,
}

/** Who holds a duty today. */
export const duty = ({ key, words }: Duty): Sentence<unknown> => ({
  words: { zh: `有“${words.zh}”职责的人`, en: `who holds the duty “${words.en}”` },
  holds: ({ duties }) => duties.has(key),
})

/** Whom any of the sentences lets in. */
export const either = <T>(...sentences: readonly Sentence<T>[]): Sentence<T> => ({
  words: joined(sentences, { zh: '，或', en: ', or ' }),
  holds: (officer, thing) => sentences.some((sentence) => sentence.holds(officer, thing)),
})

/** Whom every one of the sentences lets in. */
export const both = <T>(...sentences: readonly Sentence<T>[]): Sentence<T> => ({
  words: joined(sentences, { zh: '，并且', en: ', and ' }),
  holds: (officer, thing) => sentences.every((sentence) => sentence.holds(officer, thing)),
})

const joined = <T>(sentences: readonly Sentence<T>[], by: Words): Words => ({
  zh: sentences.map(({ words }) => words.zh).join(by.zh),
  en: sentences.map(({ words }) => words.en).join(by.en),
})

/** A permission as the desk lists it: the deed, and the sentence that decides. */
export interface Permission {
  deed: Words
  may: Sentence<never> | Sentence<unknown>
}

/** How the journal writes an officer. */
export const signatureOf = ({ id }: Pick<Officer, 'id'>) => `officer/${id}`
