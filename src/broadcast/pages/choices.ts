import { Problem } from '../../kit/problem.ts'
import { isDay } from '../../kit/time.ts'
import { type EditionKind, editionKinds } from '../edition.ts'
import { type ShapeName, shapeNames } from '../shape.ts'

/** The shape asked for in `?shape=`. @throws Problem 400 for an unknown one */
export function shapeAsked(query: URLSearchParams): ShapeName {
  const given = query.get('shape')
  if (!given) return 'wide'
  const found = shapeNames.find((one) => one === given)
  if (found) return found
  throw new Problem('unknown-shape', {
    zh: `没有“${short(given)}”这种画面形状；可以是 ${shapeNames.join('、')}。`,
    en: `There is no shape "${short(given)}"; it may be ${shapeNames.join(', ')}.`,
  })
}

/** The version asked for in `?version=`; null for the current one. @throws Problem 400 */
export function versionAsked(query: URLSearchParams): number | null {
  const given = query.get('version')
  if (!given) return null
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new Problem('wrong-version', {
    zh: '版本号应为正整数。',
    en: 'The version must be a positive whole number.',
  })
}

/** What a long wrong word may take of a message. */
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

export interface ArchiveAsked {
  kind: EditionKind | null
  day: string | null
  /** From 1. */
  page: number
  /** What was typed, to be shown again, and what is wrong with it. */
  typed: { kind: string; day: string }
  faults: { kind?: 'wrongKind'; day?: 'wrongDay'; page?: 'wrongPage' }
}

/** What is asked of the archive; faults go back to the form beside their fields. */
export function archiveAsked(query: URLSearchParams): ArchiveAsked {
  const typed = { kind: query.get('kind') ?? '', day: query.get('day')?.trim() ?? '' }
  const kind = editionKinds.find((one) => one === typed.kind) ?? null
  const day = isDay(typed.day) ? typed.day : null
  const page = query.get('page') ?? '1'
  const pageRight = /^[1-9]\d{0,5}$/.test(page)
  return {
    kind,
    day,
    page: pageRight ? Number(page) : 1,
    typed,
    faults: {
      ...(typed.kind !== '' && !kind ? { kind: 'wrongKind' as const } : {}),
      ...(typed.day !== '' && !day ? { day: 'wrongDay' as const } : {}),
      ...(pageRight ? {} : { page: 'wrongPage' as const }),
    },
  }
}
