import type { Context } from 'hono'
import { dayTime } from '../../html/day-time.ts'
import { type Crumb, href } from '../../html/layout.tsx'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import type { DeskAnswer, DeskAsk } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import { registerPath } from '../desk.ts'
import type { Look } from '../kind.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { noRow, rowById } from '../rows.ts'
import { words } from './words.ts'

/** A register, asked for by an officer. */
export interface At {
  house: House
  r: AnyRegister
  ask: DeskAsk
}

/** A page of a register, or a deed where there is a form. */
export type Make = (at: At, form: Form, c: Context) => Promise<DeskAnswer>

/** An address of the register, in the reader's language. */
export const within = ({ r, ask }: Pick<At, 'r' | 'ask'>, below = '') =>
  href(ask, `${registerPath(r)}${below}`)

/** What names a row. */
export function titleOf(r: AnyRegister, row: AnyRow, look: Look): string {
  for (const name of [r.title[look.language], r.title.zh, r.title.en]) {
    const value = row[name]
    if (value !== null && value !== undefined) return r.fields[name]!.kind.write(value, look)
  }
  return `№ ${row.id}`
}

/** The row that the address names, as far as this officer may see it. @throws Problem 404 also for what is not open to him */
export async function rowAsked({ house, r, ask }: At, db = house.store.db): Promise<AnyRow> {
  const row: AnyRow = await rowById(db, r, Number(ask.params.id))
  if (!r.may.see.holds(ask.officer, row)) throw noRow()
  return row
}

/** @throws Problem 403 for a row that this officer sees but may not change */
export function mustChange({ r, ask }: Pick<At, 'r' | 'ask'>, row: AnyRow): void {
  const { change } = r.may
  if (change.holds(ask.officer, row)) return
  const { zh, en } = change.words
  throw new Problem(
    'not-yours',
    { zh: `这一条只有${zh}可以修改。`, en: `Only ${en} may change this entry.` },
    403,
  )
}

/** Whoever the journal names, in words. */
export function whoOf(signature: string, { officers, language }: Look): string {
  const [, id] = /^officer\/(.+)$/.exec(signature) ?? []
  if (id) return officers.get(id)?.[language] ?? signature
  return signature === 'house' ? words[language].system : signature
}

const zoned = (ms: number, { zone }: Look) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)

/** A moment: its time alone where it is of the same day as `at`. */
export function whenOf(ms: number, look: Look, at: Temporal.Instant): string {
  const local = zoned(ms, look)
  return local.toPlainDate().equals(at.toZonedDateTimeISO(look.zone).toPlainDate())
    ? local.toPlainTime().toString({ smallestUnit: 'minute' })
    : dayTime(local.toInstant(), look.zone, look.language)
}

export const momentOf = (ms: number, { zone, language }: Look) =>
  dayTime(Temporal.Instant.fromEpochMilliseconds(ms), zone, language)

/** From the register down to a page below it. */
export const crumbsOf = (r: AnyRegister, ...below: Crumb[]): Crumb[] => [
  { words: r.many, ...(below.length > 0 ? { path: registerPath(r) } : {}) },
  ...below,
]
