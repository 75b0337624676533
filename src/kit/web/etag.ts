import { createHash } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** The mark of exactly these bytes. */
export const strongTag = (body: string) => `"${digest(body)}"`

/** A mark of what an answer is made from, where its bytes are not known beforehand. */
export const weakTag = (...made: (string | number)[]) => `W/"${digest(made.join('\n'))}"`

const bare = (tag: string) => tag.replace(/^W\//, '')

/** Whether a reader's If-None-Match names this mark; weak and strong compare alike (RFC 9110, 13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false
  if (ifNoneMatch.trim() === '*') return true
  return [...ifNoneMatch.matchAll(/(?:W\/)?"[^"]*"/g)].some(([one]) => bare(one) === bare(tag))
}
