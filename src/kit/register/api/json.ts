import { restoredOf } from '../kind.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import type { Changes, Past } from '../rows.ts'

const moment = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()

/** A row as the API writes it; who and when only for the house. */
export const rowJson = (row: AnyRow, fields: readonly string[], inside: boolean) => ({
  id: row.id,
  revision: row.revision,
  changedAt: moment(row.changedAt),
  ...(inside
    ? {
        createdAt: moment(row.createdAt),
        createdBy: row.createdBy,
        changedBy: row.changedBy,
        trashedAt: row.trashedAt === null ? null : moment(row.trashedAt),
      }
    : {}),
  values: Object.fromEntries(fields.map((name) => [name, row[name] ?? null])),
})

export const pastJson = (r: AnyRegister, { revision, at, by, deed, changes }: Past) => ({
  revision,
  at: at.toString(),
  by,
  deed,
  changes: changesJson(r, changes),
})

/** What is declared no longer is left out. */
const changesJson = (r: AnyRegister, changes: Changes) =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([name, [from, to]]) => {
      const field = r.fields[name]
      return field ? [[name, { from: restoredOf(field, from), to: restoredOf(field, to) }]] : []
    }),
  )

/** The mark of a row at this revision, for If-Match. */
export const tagOf = (r: AnyRegister, { id, revision }: Pick<AnyRow, 'id' | 'revision'>) =>
  `"${r.key}-${id}-${revision}"`
