import { filesOf, openFile, saveFile, useFile } from '../../files/files.ts'
import { type Bytes, piecesOf } from '../../files/incoming.ts'
import { cleanName } from '../../files/names.ts'
import { enqueue } from '../../jobs/jobs.ts'
import type { House } from '../../room.ts'
import type { Language } from '../../words.ts'
import { limits, tooLong } from './faults.ts'
import { aboutOf } from './imports.ts'

interface Brought {
  register: string
  name: string
  by: string
  language: Language
  keyField: string | null
}

/** Tasks of the queue. */
export const checkTask = 'register.check-import'
export const writeTask = 'register.write-import'

/** Keeps a file that was brought, and asks for it to be looked at. @returns the import's id @throws Problem */
export async function beginImport(house: House, bytes: Bytes, brought: Brought): Promise<string> {
  const at = house.clock()
  // Its name decides nothing here: what it is, is seen when it is read.
  const { sha256 } = await saveFile(house, upToLimit(bytes), { name: 'import', by: brought.by, at })
  const id = crypto.randomUUID()
  const name = cleanName(brought.name)
  await house.store.db.transaction().execute(async (tx) => {
    await useFile(tx, aboutOf(id), { sha256, name, by: brought.by, at })
    await tx
      .insertInto('register_import')
      .values({
        id,
        register: brought.register,
        name,
        sha256,
        by: brought.by,
        at: at.epochMilliseconds,
        language: brought.language,
        key_field: brought.keyField,
        state: 'checking',
        done: 0,
        total: 0,
        refusal: null,
        unknown_columns: '[]',
      })
      .execute()
    await enqueue(tx, checkTask, { id }, at)
  })
  return id
}

async function* upToLimit(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of piecesOf(bytes)) {
    size += piece.length
    if (size > limits.bytes) throw tooLong()
    yield piece
  }
}

/** The file of an import, whole. */
export async function bytesOf(house: House, id: string): Promise<Buffer> {
  const [file] = await filesOf(house.store.db, aboutOf(id))
  if (!file) return Buffer.alloc(0)
  const pieces: Buffer[] = []
  for await (const piece of await openFile(house, file)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
