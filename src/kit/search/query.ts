import { type Run, runsOf, tokensOfRun } from './tokens.ts'

/** Tokens that stand one behind the other; with `prefix` the last one need only begin so. */
export interface Phrase {
  tokens: readonly string[]
  prefix: boolean
}

/** All of these phrases. */
export type All = readonly Phrase[]
/** Any of these: what was asked, and what means the same. */
export type Part = readonly All[]

/** What was asked: every part must be there. */
export interface Query {
  parts: readonly Part[]
  /** All of it as one name, for things that are called just so. */
  name: string
}

/** What means the same, by its tokens. */
export type Synonyms = ReadonlyMap<string, readonly Phrase[]>

/** More is neither read nor needed. */
export const longestQuery = 200
const mostParts = 12
/** Words that one synonym may have. */
const mostWords = 4

export const keyOf = ({ tokens }: Pick<Phrase, 'tokens'>) => tokens.join(' ')
export const nameOf = (tokens: readonly string[]) => `=${tokens.join('_')}`

interface Word {
  phrase: Phrase
  quoted: boolean
  /** Its tokens where nothing follows it. */
  closed: readonly string[]
}

const wordOf = (all: readonly Run[], quoted: boolean): Word => ({
  phrase: phraseOf(all),
  quoted,
  closed: all.flatMap((run) => tokensOfRun(run, true)),
})

/**
 * Words are all wanted, “quoted words” in their order, and what is written without a blank in its order too.
 * @param unfinished the last word is still being typed
 */
export function parseQuery(q: string, synonyms: Synonyms, unfinished = false): Query {
  const text = q.slice(0, longestQuery).toWellFormed()
  const words = [...wordsIn(text)].slice(0, mostParts)
  const last = words.at(-1)
  if (unfinished && last && !last.quoted) last.phrase = { ...last.phrase, prefix: true }
  const parts: Part[] = []
  for (let at = 0; at < words.length; ) {
    const { part, taken } = partAt(words, at, synonyms)
    parts.push(part)
    at += taken
  }
  return { parts, name: nameOf(words.flatMap(({ closed }) => closed)) }
}

function* wordsIn(text: string): Generator<Word> {
  for (const [, quoted, typographic, open] of text.matchAll(/["＂]([^"＂]*)["＂]?|“([^”]*)”?|([^"＂“]+)/g)) {
    if (open !== undefined) yield* openWords(open)
    else {
      const all = [...runsOf(quoted ?? typographic ?? '')]
      if (all.length > 0) yield wordOf(all, true)
    }
  }
}

function* openWords(text: string): Generator<Word> {
  let glued: Run[] = []
  for (const run of runsOf(text)) {
    if (glued.length > 0 && glued.at(-1)!.end !== run.start) {
      yield wordOf(glued, false)
      glued = []
    }
    glued.push(run)
  }
  if (glued.length > 0) yield wordOf(glued, false)
}

function phraseOf(all: readonly Run[]): Phrase {
  const last = all.at(-1)!
  return {
    tokens: all.flatMap((run) => tokensOfRun(run, run !== last)),
    prefix: last.paired && last.signs.length === 1,
  }
}

/** The text as a phrase; null where nothing in it can be found. */
export function phraseIn(text: string): Phrase | null {
  const all = [...runsOf(text)]
  return all.length === 0 ? null : phraseOf(all)
}

/** The words from here that are together known to mean something else too, as many as can be; else the one word. */
function partAt(words: readonly Word[], at: number, synonyms: Synonyms): { part: Part; taken: number } {
  for (let taken = Math.min(mostWords, words.length - at); taken > 0; taken--) {
    const some = words.slice(at, at + taken)
    if (taken > 1 && some.some(({ quoted }) => quoted)) continue
    const phrases = some.map(({ phrase }) => phrase)
    const same = synonyms.get(phrases.map(keyOf).join(' '))
    if (same) return { part: [phrases, ...same.map((phrase) => [phrase])], taken }
  }
  return { part: [[words[at]!.phrase]], taken: 1 }
}
