import type { AnyKysely } from '../db/store.ts'
import { releaseFile, useFile } from '../files/files.ts'
import type { FilesDb } from '../files/tables.ts'
import type { FileOfRow } from './kind.ts'
import { type AnyRegister, keptFields } from './register.ts'

type Values = Readonly<Record<string, unknown>>
interface Whose {
  at: Temporal.Instant
  by: string
}

interface Held extends FileOfRow {
  open: boolean
}

/** The files that the values of a row use, each once; open where any of its fields is. */
function filesIn(r: AnyRegister, values: Values): Map<string, Held> {
  const held = new Map<string, Held>()
  for (const [name, { kind }] of keptFields(r)) {
    const value = values[name]
    if (!kind.files || value === null || value === undefined) continue
    for (const file of kind.files.of(value)) {
      const known = held.get(file.sha256)
      held.set(file.sha256, {
        sha256: file.sha256,
        name: known?.name || file.name,
        open: kind.files.open || known?.open === true,
      })
    }
  }
  return held
}

/** The values with a name for every file: what a form left out is the name under which he brought or the row had it. */
export async function withFileNames<V extends Values>(
  tx: AnyKysely,
  r: AnyRegister,
  { values, about }: { values: V; about: string },
  { by }: Whose,
): Promise<V> {
  const nameless = [...filesIn(r, values).values()].filter(({ name }) => name === '')
  if (nameless.length === 0) return values
  const uses = await (tx as FilesDb)
    .selectFrom('file_use')
    .select(['sha256', 'name'])
    .where(
      'sha256',
      'in',
      nameless.map(({ sha256 }) => sha256),
    )
    .where((of) => of.or([of('by', '=', by), of('about', '=', about), of('open', '=', 1)]))
    .execute()
  const names = new Map(uses.map(({ sha256, name }) => [sha256, name]))
  const named: Record<string, unknown> = { ...values }
  for (const [name, { kind }] of keptFields(r))
    if (kind.files && values[name] !== null && values[name] !== undefined)
      named[name] = kind.files.named(values[name], names)
  return named as V
}

/** A row holds the files that it uses now, and no others. @throws Problem 403 for a file that he may not use */
export async function holdFiles(
  tx: AnyKysely,
  r: AnyRegister,
  { about, before, after }: { about: string; before: Values; after: Values },
  { at, by }: Whose,
): Promise<void> {
  const now = filesIn(r, after)
  const known = filesIn(r, before)
  for (const { sha256, name, open } of now.values()) {
    if (JSON.stringify(known.get(sha256)) === JSON.stringify(now.get(sha256))) continue
    await useFile(tx, about, { sha256, name: name || 'file', by, at, open })
  }
  for (const sha256 of known.keys()) if (!now.has(sha256)) await releaseFile(tx, about, sha256)
}
