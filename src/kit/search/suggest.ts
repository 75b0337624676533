import type { AnyKysely } from '../db/open.ts'
import { isWord, runsOf, stem } from './tokens.ts'

/** Candidates for one word. */
const mostEach = 3

/**
 * What may have been meant: the query with each unknown English word in the place of its nearest known ones, and a long
 * run of Chinese cut into its words. The likeliest first; whether it finds anything is for the caller to see.
 */
export async function suggestionsFor(db: AnyKysely, q: string): Promise<string[]> {
  const unknown: { start: number; end: number; near: string[] }[] = []
  for (const { start, end, paired, signs } of runsOf(q)) {
    const word = signs[0]!.text
    if (paired || !isWord(word)) continue
    const near = await nearest(db, word)
    if (near.length > 0) unknown.push({ start, end, near })
  }
  const spelt = unknown.length === 0 ? [] : Array.from({ length: mostEach }, (_, i) => written(q, unknown, i))
  return [...new Set([...spelt, cut(q)])].filter((each) => each !== q.trim())
}

function written(q: string, unknown: readonly { start: number; end: number; near: string[] }[], i: number) {
  let text = ''
  let from = 0
  for (const { start, end, near } of unknown) {
    text += q.slice(from, start) + (near[i] ?? near[0]!)
    from = end
  }
  return (text + q.slice(from)).trim()
}

/** Chinese words parted by blanks: each of them is looked for by itself. */
function cut(q: string): string {
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(q.replaceAll(/["“”]/g, ' '))]
  return words
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
    .join(' ')
}

/** Known words at the smallest distance, empty for a word that is known itself. */
async function nearest(db: AnyKysely, word: string): Promise<string[]> {
  const most = word.length < 6 ? 1 : 2
  const rows: { term: string }[] = await db
    .selectFrom('search_index_term')
    .select('term')
    .where('length', '>=', word.length - most)
    .where('length', '<=', word.length + most)
    .execute()
  const near = rows
    .map(({ term }) => ({ term, far: distance(word, term, most) }))
    .filter(({ far }) => far <= most)
  if (near.some(({ term }) => stem(term) === stem(word))) return []
  // Hardly anybody mistypes the first letter.
  const sameStart = ({ term }: { term: string }) => Number(term[0] !== word[0])
  near.sort((a, b) => a.far - b.far || sameStart(a) - sameStart(b) || (a.term < b.term ? -1 : 1))
  return near.slice(0, mostEach).map(({ term }) => term)
}

/** Letters to add, drop, change or swap with their neighbour; above `most` only that it is more. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, { i, j, row, last, before }))
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[b.length]!
}

interface Table {
  i: number
  j: number
  row: readonly number[]
  last: readonly number[]
  before: readonly number[]
}

function cell(a: string, b: string, { i, j, row, last, before }: Table): number {
  const other = a[i - 1] === b[j - 1] ? 0 : 1
  const plain = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + other)
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  return swapped ? Math.min(plain, before[j - 2]! + 1) : plain
}
