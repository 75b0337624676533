import { type Field, restoredOf } from './kind.ts'
import type { AnyRegister, AnyRow } from './register.ts'
import type { Past } from './rows.ts'

/** A field that a deed changed, with its values. */
export interface Difference {
  name: string
  field: Field<unknown>
  from: unknown
  to: unknown
}

/** What a deed changed, in the order of the register; a field that is declared no longer is left out. */
export const differencesOf = (r: AnyRegister, { changes }: Past): Difference[] =>
  Object.entries(r.fields).flatMap(([name, field]) => {
    const change = changes[name]
    if (!change) return []
    return [{ name, field, from: restoredOf(field, change[0]), to: restoredOf(field, change[1]) }]
  })

/** The values of a row as they were at a revision; undefined where the history does not reach back so far. */
export function valuesAt(
  r: AnyRegister,
  row: AnyRow,
  past: readonly Past[],
  revision: number,
): Record<string, unknown> | undefined {
  const since = past.filter((each) => each.revision > revision)
  if (since.length !== row.revision - revision) return undefined
  const values: Record<string, unknown> = { ...row }
  for (const each of since.toSorted((a, b) => b.revision - a.revision))
    for (const { name, from } of differencesOf(r, each)) values[name] = from
  return values
}

/** The part in which two texts differ: what stands before and behind it in both. */
export function middleOf(
  from: string,
  to: string,
): { before: string; from: string; to: string; after: string } {
  const [a, b] = [[...from], [...to]]
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const part = (text: string[], first: number, last: number) => text.slice(first, last).join('')
  return {
    before: part(a, 0, start),
    from: part(a, start, a.length - end),
    to: part(b, start, b.length - end),
    after: part(a, a.length - end, a.length),
  }
}
