import { z } from 'zod'
import type { FilesDb } from '../../files/tables.ts'
import type { Form } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import type { FileOfRow, Look } from '../kind.ts'

/** Name of a file by its content. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** The files that were chosen in a form; what was uploaded beside it has no name yet. */
export const pickedIn = (form: Form, name: string): FileOfRow[] =>
  form
    .all(name)
    .filter((sha256) => /^[0-9a-f]{64}$/.test(sha256))
    .map((sha256) => ({ sha256, name: form.text(`${name}.name.${sha256}`).trim().slice(0, 200) }))

/** What is wrong with files that are named: one is not there, or with `pictures` is none. */
export async function fileMissing(
  { db }: Look,
  files: readonly { sha256: string }[],
  { pictures = false } = {},
): Promise<Words | undefined> {
  if (files.length === 0) return undefined
  const found = await (db as FilesDb)
    .selectFrom('file')
    .select(['sha256', 'width'])
    .where(
      'sha256',
      'in',
      files.map(({ sha256 }) => sha256),
    )
    .where('stored', '=', 1)
    .execute()
  if (files.some(({ sha256 }) => found.every((file) => file.sha256 !== sha256)))
    return { zh: '没有这个文件，请先上传', en: 'there is no such file; upload it first' }
  return pictures && found.some(({ width }) => width === null)
    ? { zh: '有一个文件不是图片', en: 'one of the files is no picture' }
    : undefined
}
