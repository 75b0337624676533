import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Settings, secretOf } from '../../settings.ts'

/** What makes a path in a mail good: whoever reads the database, or guesses numbers, cannot make it. */
const sealOf = (settings: Settings, path: string): string =>
  createHmac('sha256', secretOf(settings)).update(`mail ${path}`).digest('base64url')

/** The path as it stands in a mail. */
export const sealed = (settings: Settings, path: string): string => `${path}/${sealOf(settings, path)}`

/** Whether a path was opened as it stood in a mail. */
export function isSealed(settings: Settings, path: string, seal: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(seal), hash(sealOf(settings, path)))
}
