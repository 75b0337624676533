import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../kit/journal/chain.ts'
import { type Speech, type SpeechLine, type SpeechProvider, voiceNames } from './provider.ts'

/** Changed when what is kept changes its form. */
const form = 1
/** Some forty hours of speech. */
export const usualCacheBytes = 512 << 20

const header = z.object({
  form: z.literal(form),
  sha256: z.string(),
  sampleRate: z.number(),
  marks: z.array(
    z.object({ startMs: z.number(), endMs: z.number(), textStart: z.number(), textEnd: z.number() }),
  ),
  provenance: z.object({
    provider: z.enum(voiceNames),
    model: z.string().nullable(),
    synthetic: z.boolean(),
  }),
})

const digest = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Name of what a provider says for a line: everything that decides how it sounds. Null where nothing may be kept. */
export function cacheNameOf(provider: SpeechProvider, line: SpeechLine): string | null {
  if (provider.cacheKey === null) return null
  const { text, language, voice, rate, readings } = line
  const key = { form, provider: provider.id, with: provider.cacheKey, text, language, voice, rate, readings }
  return digest(canonicalJson(key))
}

/** What was said before; null when it was not, or when the file is not what was written. */
export async function kept(folder: string, name: string): Promise<Speech | null> {
  const bytes = await readFile(join(folder, `${name}.speech`)).catch(() => null)
  const end = bytes?.indexOf(10) ?? -1
  if (!bytes || end < 0) return null
  try {
    const { sha256, sampleRate, marks, provenance } = header.parse(JSON.parse(bytes.toString('utf8', 0, end)))
    const sound = bytes.subarray(end + 1)
    if (digest(sound) !== sha256) return null
    // A copy, because floats must begin at a multiple of four.
    return { sampleRate, marks, provenance, pcm: new Float32Array(Uint8Array.from(sound).buffer) }
  } catch {
    return null
  }
}

/** Keeps what was said. The file appears whole or not at all. */
export async function keep(folder: string, name: string, { pcm, ...rest }: Speech): Promise<void> {
  const sound = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  const head = JSON.stringify({ form, sha256: digest(sound), ...rest })
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${name}.speech`)
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, Buffer.concat([Buffer.from(`${head}\n`), sound]))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Takes the least used away until the folder holds no more than `most` bytes. */
export async function sweep(folder: string, most = usualCacheBytes): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(speech|part)$/.test(name))
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, atimeMs, mtimeMs } = await stat(join(folder, name)).catch(() => gone)
      return { name, size, used: name.endsWith('.part') ? mtimeMs : Math.max(atimeMs, mtimeMs) }
    }),
  )
  let total = files.reduce((sum, { size }) => sum + size, 0)
  for (const { name, size } of files.toSorted((a, b) => a.used - b.used)) {
    if (total <= most) break
    await rm(join(folder, name), { force: true })
    total -= size
  }
}

const gone = { size: 0, atimeMs: 0, mtimeMs: 0 }
