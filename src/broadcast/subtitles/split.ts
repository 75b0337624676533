import type { Cue } from '../edition.ts'

/** As television wants it: so many Chinese characters, or Latin letters, on the screen at once. */
const mostChinese = 18
const mostLatin = 68
/** A subtitle that goes faster than this cannot be read: frames. */
const shortest = 20

/**
 * Splits cues that are too long for the screen, by sense: after punctuation where there is any, else in the middle. A
 * part is seen while its characters are heard; without their times it gets its share of the length.
 */
export const splitCues = (cues: readonly Cue[]): Cue[] => cues.flatMap(splitCue)

function splitCue(cue: Cue): Cue[] {
  const zh = phrases(cue.zh, mostChinese, /[，。；：！？、]/u)
  const count = Math.max(zh.length, Math.ceil(cue.en.length / mostLatin))
  const pieces = Math.min(count, Math.max(1, Math.floor((cue.to - cue.from) / shortest)))
  return splitInto(cue, zh, pieces)
}

/** In so many pieces, or as many fewer as it takes for each to be seen long enough. */
function splitInto(cue: Cue, zh: readonly string[], pieces: number): Cue[] {
  if (pieces === 1) return [cue]
  const chinese = grouped(zh, pieces)
  const english = balanced(cue.en, pieces)
  const edges = edgesOf(cue, chinese, english)
  if (edges.some((edge, i) => i > 0 && edge - edges[i - 1]! < shortest)) return splitInto(cue, zh, pieces - 1)
  return chinese.map((text, i) => ({
    ...cue,
    from: cue.from + edges[i]!,
    to: cue.from + edges[i + 1]!,
    zh: text.trim(),
    en: english[i] ?? '',
    characters: [],
  }))
}

/** Where each part begins and ends, by the characters of the language that is spoken. */
function edgesOf(cue: Cue, chinese: readonly string[], english: readonly string[]): number[] {
  const heard = cue.characters.length
  const spokenEnglish = heard !== [...cue.zh].length && heard === [...cue.en].length && english.every(Boolean)
  const [text, parts] = spokenEnglish ? [cue.en, english] : [cue.zh, chinese]
  const total = [...text].length
  const edges = [0]
  let end = 0
  for (const part of parts) {
    end = text.indexOf(part, end) + part.length
    edges.push(edgeAt(cue, edges.length === parts.length ? total : [...text.slice(0, end)].length, total))
  }
  return edges
}

/** Frame, from the cue's beginning, at which so many of its characters have been heard. */
function edgeAt({ from, to, characters }: Cue, passed: number, total: number): number {
  if (passed >= total) return to - from
  const heard = characters[passed - 1]
  return heard
    ? Math.min(to - from, Math.round((heard.endMs / 1000) * 25))
    : Math.round(((to - from) * passed) / total)
}

/** Breaks a text after the signs given, joining short pieces up to `most` characters, cutting longer ones. */
function phrases(text: string, most: number, after: RegExp): string[] {
  const units: string[] = []
  let unit = ''
  for (const character of text) {
    unit += character
    if (after.test(character)) {
      units.push(unit)
      unit = ''
    }
  }
  if (unit !== '') units.push(unit)
  const joined: string[] = []
  for (const piece of units.flatMap((one) => cutEvenly(one, most))) {
    const last = joined.at(-1)
    if (last !== undefined && [...last].length + [...piece].length <= most)
      joined[joined.length - 1] = last + piece
    else joined.push(piece)
  }
  return joined
}

/** How much nearer a blank after punctuation counts than one between words, in letters. */
const afterSign = 12

/** A text in so many parts of much the same length, cut at blanks, after punctuation where it is not far. */
function balanced(text: string, count: number): string[] {
  const blanks = [...text.matchAll(/\s+/g)].map(({ index }) => index)
  const parts: string[] = []
  let from = 0
  for (let part = 1; part < count; part++) {
    const ideal = from + (text.length - from) / (count - part + 1)
    const far = (blank: number) =>
      Math.abs(blank - ideal) - (/[,;:.!?]/.test(text[blank - 1] ?? '') ? afterSign : 0)
    const left = blanks.filter((blank) => blank > from)
    if (left.length === 0) break
    const at = left.reduce((best, blank) => (far(blank) < far(best) ? blank : best))
    parts.push(text.slice(from, at).trim())
    from = at
  }
  parts.push(text.slice(from).trim())
  return parts
}

/** A phrase a little longer than the screen likes is better than one torn apart. */
const slack = 4

/** Parts of much the same length; no cut goes through a number or a Latin word. */
function cutEvenly(text: string, most: number): string[] {
  const characters = [...text]
  if (characters.length <= most + slack) return [text]
  const count = Math.ceil(characters.length / most)
  const each = Math.ceil(characters.length / count)
  const parts: string[] = []
  let from = 0
  while (from < characters.length) {
    let to = Math.min(characters.length, from + each)
    while (to < characters.length && /[\w.]{2}/.test(characters[to - 1]! + characters[to]!) && to > from + 1)
      to--
    parts.push(characters.slice(from, to).join(''))
    from = to
  }
  return parts
}

/** Joins neighbours until there are at most `count`; the shortest pairs first. */
function grouped(texts: readonly string[], count: number): string[] {
  const groups = [...texts]
  while (groups.length > count) {
    let best = 0
    for (let i = 1; i + 1 < groups.length; i++)
      if (groups[i]!.length + groups[i + 1]!.length < groups[best]!.length + groups[best + 1]!.length)
        best = i
    groups.splice(best, 2, groups[best]! + groups[best + 1]!)
  }
  while (groups.length < count) groups.push('')
  return groups
}
