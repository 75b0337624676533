import type { Words } from '../../kit/words.ts'
import type { Rundown } from '../edition.ts'
import { missingGlyphs } from '../scenes/glyphs.ts'
import type { ScreenLanguage } from '../scenes/stage.ts'

/** A character that no font of the film has, and where it would stand: ids of lines, parts and pieces. */
export interface Undrawable {
  character: string
  places: readonly string[]
}

/** So many are named, each with so many places. */
const mostNamed = 20
const mostPlaces = 3

/** What a film would show as empty boxes, found before it is made; in the languages that stand on its screen. */
export function undrawable({ edition, parts }: Rundown, language: ScreenLanguage): Undrawable[] {
  const drawn: [string, unknown][] = [
    ['title', edition.title],
    ...parts.flatMap(({ part, cues }): [string, unknown][] => [
      [part.id, [part.title, part.slate]],
      ...cues.map(({ line, zh, en }): [string, unknown] => [line, { zh, en }]),
    ]),
    ...edition.pieces.map(({ id, words }): [string, unknown] => [id, words]),
    ['air', edition.air],
  ]
  const found = new Map<string, Set<string>>()
  for (const [place, told] of drawn)
    for (const character of missingGlyphs(textsIn(told, language).join('\n')))
      found.set(character, (found.get(character) ?? new Set()).add(place))
  return [...found].map(([character, places]) => ({ character, places: [...places] }))
}

/** Every text within a piece of data, without those in the language that is not shown. */
function textsIn(told: unknown, language: ScreenLanguage): string[] {
  if (typeof told === 'string') return [told]
  if (typeof told !== 'object' || told === null) return []
  const away = language === 'zh' ? 'en' : language === 'en' ? 'zh' : null
  return Object.entries(told).flatMap(([key, value]) => (key === away ? [] : textsIn(value, language)))
}

/** The notes of a film: one that names them, or none. */
export function undrawableNotes(found: readonly Undrawable[]): Words[] {
  if (found.length === 0) return []
  const named = (of: string, more: string) => {
    const said = found
      .slice(0, mostNamed)
      .map(({ character, places }) => `${nameOf(character)} ${of} ${places.slice(0, mostPlaces).join(', ')}`)
    return [...said, ...(found.length > mostNamed ? [more] : [])]
  }
  return [
    {
      zh: `片中无法显示的字符：${named('见', `等共 ${found.length} 个`).join('；')}。`,
      en: `Characters that the film cannot draw: ${named('in', `${found.length} in all`).join('; ')}.`,
    },
  ]
}

/** "🙂 (U+1F642)": seen where it can be seen, and named where it cannot. */
const nameOf = (character: string) =>
  `${character.toWellFormed()} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`
