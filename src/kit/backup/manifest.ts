import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../problem.ts'

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)
/** The tables of the door are named by the library that owns them: `userId`. */
const column = z.string().regex(/^[a-z_][a-z0-9_]*$/i)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)
/** A path below its folder; nothing leads out of it. */
const path = z
  .string()
  .max(4096)
  .refine((text) => !text.includes('\0') && text.split('/').every((part) => !/^\.{0,2}$/.test(part)))

/** What a backup says about itself; it is written last, so that a folder without it is no backup. */
const manifest = z.object({
  format: z.literal('lantian-backup'),
  version: z.literal(1),
  madeAt: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  /** Migrations that the database had seen. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name, columns: z.array(column).min(1), rows: count, bytes: count, sha256 })),
  /** Files beside the database; backups of the first days have none. */
  files: z.array(z.object({ folder: name, path, bytes: count, sha256 })).default([]),
  /** Published heads of the journal, and the newest. */
  heads: z.array(z.object({ day: z.string(), position: count, count, hash: sha256 })),
})

export type Manifest = z.output<typeof manifest>
export type TableFile = Manifest['tables'][number]
export type FolderFile = Manifest['files'][number]

export const manifestFile = 'manifest.json'
/** One gzipped file a table: a JSON array of the columns' values on each line. */
export const fileOf = (table: { name: string }) => `${table.name}.ndjson.gz`

/** What a backup's folder says of itself. @throws Problem when it is no whole backup */
export function readManifest(folder: string): Manifest {
  let reason: string
  try {
    const parsed = manifest.safeParse(JSON.parse(readFileSync(join(folder, manifestFile), 'utf8')))
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    reason = `${issue?.path.join('.')}: ${issue?.message}`
  } catch (error) {
    reason = (error as Error).message
  }
  throw new Problem('no-backup', {
    zh: `${folder} 不是完整的备份（${reason}）。`,
    en: `${folder} is not a complete backup (${reason}).`,
  })
}
