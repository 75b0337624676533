import { hash } from 'node:crypto'

/** What a seal covers, in the order in which it is hashed. `detail` is the text as stored. */
export type Line = [id: number, at: number, by: string, deed: string, about: string, detail: string]

/** Stands before the first line. */
export const genesis = '0'.repeat(64)

/**
 * The seal of a line: SHA-256 over the seal before it and the line as a JSON array,
 * `<previous hash>\n[position, sealed at, id, at, by, deed, about, detail]`, all instants in epoch milliseconds.
 */
export const sealOf = (previous: string, position: number, sealedAt: number, line: Line) =>
  hash('sha256', `${previous}\n${JSON.stringify([position, sealedAt, ...line])}`)

/** JSON with the names of every object sorted, so that the same detail is always the same text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sortNames)

function sortNames(_name: string, value: unknown) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, (value as Record<string, unknown>)[name]]))
}
