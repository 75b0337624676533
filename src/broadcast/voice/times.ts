import type { CharacterTime } from '../edition.ts'
import { aligned } from './align.ts'
import type { Span } from './edges.ts'
import type { Mark } from './provider.ts'

/** What is known of when a text is heard. */
export interface Heard {
  written: string
  said: string
  marks: readonly Mark[]
  /** First and last sound. */
  edges: Span
  /** Silences between. */
  pauses: readonly Span[]
}

/**
 * When each character of the written text is heard, never running backwards: from the provider's marks where it gives
 * some, else spread between the edges of the voice, phrase by phrase where its pauses are as many as the text's.
 */
export function characterTimes({ written, said, marks, edges, pauses }: Heard): CharacterTime[] {
  const characters = [...said]
  const starts =
    marks.length > 0 ? startsByMarks(characters, marks, edges) : startsBySpread(characters, edges, pauses)
  return onto([...written], characters, starts)
}

/** Weight of a character in the length of what is said: about one syllable is 1. */
function weight(character: string): number {
  if (/\p{Script=Han}/u.test(character)) return 1
  if (/\d/.test(character)) return 1.2
  if (/\p{L}/u.test(character)) return 0.3
  if (/[，。；：！？,;:!?]/u.test(character)) return 0.8
  return /[、\s]/u.test(character) ? 0.2 : 0
}

const sumOf = (characters: readonly string[]) => characters.reduce((sum, one) => sum + weight(one), 0)

/** Start of each character and, last, the end of all, by weight between two moments. */
function spread(characters: readonly string[], { startMs, endMs }: Span): number[] {
  // What stands at the end is not heard.
  const last = characters.findLastIndex((character) => /[\p{L}\d]/u.test(character))
  const sum = sumOf(characters.slice(0, last + 1)) || 1
  let passed = 0
  return [...characters, ''].map((character, i) => {
    const at = startMs + ((endMs - startMs) * Math.min(passed, sum)) / sum
    passed += i <= last ? weight(character) : 0
    return at
  })
}

function startsBySpread(characters: readonly string[], edges: Span, pauses: readonly Span[]): number[] {
  const phrases = phrasesOf(characters)
  if (phrases.length < 2 || pauses.length !== phrases.length - 1) return spread(characters, edges)
  return phrases.flatMap((phrase, i) => {
    const startMs = i === 0 ? edges.startMs : pauses[i - 1]!.endMs
    const endMs = i === phrases.length - 1 ? edges.endMs : pauses[i]!.startMs
    const starts = spread(phrase, { startMs, endMs })
    return i === phrases.length - 1 ? starts : starts.slice(0, -1)
  })
}

/** The text cut after each sign at which a speaker rests. */
function phrasesOf(characters: readonly string[]): string[][] {
  const phrases: string[][] = [[]]
  for (const [i, character] of characters.entries()) {
    phrases.at(-1)!.push(character)
    const more = characters.slice(i + 1).some((next) => /[\p{L}\d]/u.test(next))
    if (more && /[，。；：！？,;:!?]/u.test(character)) phrases.push([])
  }
  return phrases
}

/** Within a mark its characters share its time; what no mark covers lies between its neighbours. */
function startsByMarks(characters: readonly string[], marks: readonly Mark[], edges: Span): number[] {
  const known: (number | null)[] = characters.map(() => null)
  let offset = 0
  for (const [i, character] of characters.entries()) {
    const mark = marks.find(({ textStart, textEnd }) => offset >= textStart && offset < textEnd)
    if (mark) {
      const share = (offset - mark.textStart) / (mark.textEnd - mark.textStart)
      known[i] = mark.startMs + (mark.endMs - mark.startMs) * share
    }
    offset += character.length
  }
  return rising([known[0] ?? edges.startMs, ...known.slice(1), edges.endMs], edges)
}

/** Fills the gaps evenly and holds everything in order and between the edges. */
function rising(known: readonly (number | null)[], { startMs, endMs }: Span): number[] {
  const starts: number[] = []
  let last = startMs
  for (const [i, value] of known.entries()) {
    const next = known.findIndex((later, j) => j >= i && later !== null)
    const at = value ?? last + (known[next]! - last) / (next - i + 1)
    last = Math.min(endMs, Math.max(last, at))
    starts.push(last)
  }
  return starts
}

/** From the characters that are said to those that are written: "427" has the time of 四百二十七. */
function onto(
  written: readonly string[],
  said: readonly string[],
  starts: readonly number[],
): CharacterTime[] {
  const times: CharacterTime[] = []
  let at = 0
  for (const pair of aligned(written, said)) {
    const startMs = starts[at]!
    const endMs = starts[at + pair.said]!
    for (let i = 0; i < pair.written; i++)
      times.push({
        startMs: startMs + ((endMs - startMs) * i) / pair.written,
        endMs: startMs + ((endMs - startMs) * (i + 1)) / pair.written,
      })
    at += pair.said
  }
  return times
}
