import type { Language } from '../words.ts'
import type { Phrase, Query } from './query.ts'
import { type Run, runsOf, tokensOfRun } from './tokens.ts'

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string
  hit: boolean
}

/** Signs shown around the first hit, and before it. */
const windows: Record<Language, { size: number; before: number }> = {
  zh: { size: 110, before: 30 },
  en: { size: 240, before: 70 },
}

/** So far a text is looked through for its first hit. */
const farthest = 20_000

interface Place {
  token: string
  start: number
  end: number
}

/** A text's tokens with their places; of a pair the place of both signs. */
function* placesIn(text: string): Generator<Place> {
  for (const run of runsOf(text)) yield* placesOf(run)
}

function placesOf(run: Run): Place[] {
  const { signs, paired } = run
  return tokensOfRun(run, true).map((token, i) => {
    const last = paired ? Math.min(i + 1, signs.length - 1) : i
    return { token, start: signs[Math.min(i, signs.length - 1)]!.start, end: signs[last]!.end }
  })
}

/** Where a phrase that begins at `places[at]` ends; null where it does not begin there. */
function endOf(places: readonly Place[], at: number, { tokens, prefix }: Phrase): number | null {
  for (let i = 0; i < tokens.length; i++) {
    const place = places[at + i]
    const wanted = tokens[i]!
    if (!place) return null
    const fits = prefix && i === tokens.length - 1 ? place.token.startsWith(wanted) : place.token === wanted
    if (!fits) return null
  }
  const last = places[at + tokens.length - 1]!
  // Of a pair that begins with the one character that was asked for, only that character.
  const part = prefix && [...tokens.at(-1)!].length === 1 && /\p{L}/u.test(tokens.at(-1)!)
  return part && !/^[a-z]/.test(last.token) ? last.start + firstLength(last, tokens.at(-1)!) : last.end
}

const firstLength = ({ token, start, end }: Place, asked: string) =>
  [...token].length === 1 ? end - start : asked.length

/** The hits in a text, from left to right, none within another. */
function hitsIn(text: string, { parts }: Query): { start: number; end: number }[] {
  const phrases = parts.flat(2)
  const places = [...placesIn(text)]
  const hits: { start: number; end: number }[] = []
  for (const [at, { start }] of places.entries()) {
    const ends = phrases.map((phrase) => endOf(places, at, phrase)).filter((end) => end !== null)
    if (ends.length === 0) continue
    const end = Math.max(...ends)
    const last = hits.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else hits.push({ start, end })
  }
  return hits
}

/** The text in pieces, its hits marked. */
export function marked(text: string, query: Query): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { start, end } of hitsIn(text, query)) {
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false })
    pieces.push({ text: text.slice(start, end), hit: true })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false })
  return pieces
}

/** The part of a text around its first hit, or its beginning. */
export function snippetOf(text: string, query: Query, language: Language): Piece[] {
  const { size, before } = windows[language]
  const first = firstHit(text.slice(0, farthest), query)
  const from = first <= before ? 0 : lineStart(text, first - before, first)
  const to = Math.min(text.length, from + size)
  const shown = text.slice(from, to === text.length ? to : wordEnd(text, to)).toWellFormed()
  const pieces = marked(shown.replaceAll(/\s+/g, ' ').trim(), query)
  const lead: Piece[] = from > 0 ? [{ text: '…', hit: false }] : []
  const rest: Piece[] = to < text.length ? [{ text: '…', hit: false }] : []
  return [...lead, ...pieces, ...rest]
}

/** Place of the first hit, 0 where there is none. Texts are looked through in parts: most begin with what they are about. */
function firstHit(text: string, query: Query): number {
  const part = 1500
  const overlap = 200
  for (let from = 0; from < text.length; from += part) {
    const [hit] = hitsIn(text.slice(from, from + part + overlap), query)
    if (hit) return from + hit.start
  }
  return 0
}

/** The beginning of a sentence or word shortly before the hit. */
function lineStart(text: string, from: number, hit: number): number {
  const lead = text.slice(from, hit)
  const sentence = /^.*[。！？\n]/s.exec(lead)?.[0].length
  if (sentence !== undefined) return from + sentence
  const blank = lead.indexOf(' ')
  return blank >= 0 && blank < lead.length / 2 ? from + blank + 1 : from
}

/** No word is cut where a blank is near. */
function wordEnd(text: string, to: number): number {
  const blank = text.slice(to, to + 20).search(/[\s，。；]/)
  return blank < 0 ? to : to + blank
}
