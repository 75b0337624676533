import type { Field } from '../kind.ts'
import { type AnyRegister, keptFields } from '../register.ts'
import { headingOf, numberHeading } from './columns.ts'
import { noHeading, twiceInHeading } from './faults.ts'
import type { SheetLine } from './read-csv.ts'

/** What the columns of a file hold. */
export interface Heading {
  /** Column of the numbers of rows; null without one. */
  number: number | null
  /** By field, the column. */
  fields: ReadonlyMap<string, number>
  /** Columns that nobody knows: they are left out. */
  unknown: readonly string[]
  width: number
}

/** Names may differ in blanks, brackets and the size of letters. */
const alike = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')

const namesOf = ([name, field]: [string, Field<unknown>]) =>
  [name, field.words.zh, field.words.en, headingOf(field, 'zh'), headingOf(field, 'en')].map(alike)

/**
 * The first line as the fields that it names, in either language, with the unit or without; what is computed is known,
 * and not read.
 */
export function headingIn(r: AnyRegister, { cells }: SheetLine): Heading | null {
  const byName = new Map(keptFields(r).flatMap((one) => namesOf(one).map((name) => [name, one[0]] as const)))
  const computed = new Set(
    Object.entries(r.fields)
      .filter(([, { kind }]) => kind.column === null)
      .flatMap(namesOf),
  )
  const fields = new Map<string, number>()
  const unknown: string[] = []
  let number: number | null = null
  for (const [at, cell] of cells.entries()) {
    const name = byName.get(alike(cell))
    if (name !== undefined) {
      if (fields.has(name)) throw twiceInHeading(r.fields[name]!.words.zh, r.fields[name]!.words.en)
      fields.set(name, at)
    } else if (alike(cell) === alike(numberHeading)) number = at
    else if (cell.trim() !== '' && !computed.has(alike(cell))) unknown.push(cell.trim().slice(0, 60))
  }
  return fields.size === 0 ? null : { number, fields, unknown: unknown.slice(0, 20), width: cells.length }
}

/** @throws Problem naming the fields that are expected */
export function mustHaveHeading(r: AnyRegister, heading: Heading | null): Heading {
  if (heading) return heading
  const names = keptFields(r)
    .slice(0, 12)
    .map(([, { words }]) => `${words.zh} / ${words.en}`)
  throw noHeading(names.join(', '))
}
