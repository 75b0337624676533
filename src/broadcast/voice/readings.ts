import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Problem } from '../../kit/problem.ts'
import type { Reading } from '../pronunciation.ts'
import { numbered } from './pinyin.ts'

const form = z.array(
  z
    .strictObject({ text: z.string().min(1).max(40), pinyin: z.string().min(1).max(200) })
    .refine(
      ({ text, pinyin }) => [...text].length === numbered(pinyin).split(' ').length,
      'needs as many syllables as characters',
    ),
)

/** The house's own dictionary. Throws a Problem that names the entry. */
export function readingsOf(file: string | undefined): Reading[] {
  if (file === undefined) return []
  try {
    const parsed = form.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (parsed.success) return parsed.data
    const { path, message } = parsed.error.issues[0]!
    throw new Error(`${path.join('.')} ${message}`)
  } catch (error) {
    const why = `${file}: ${(error as Error).message}`
    throw new Problem('voice-readings', {
      zh: `读音表有误：${why}`,
      en: `The list of readings is wrong: ${why}`,
    })
  }
}
