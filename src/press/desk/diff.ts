import type { Language } from '../../kit/words.ts'

export interface Piece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** So many differences are followed; beyond, the rest counts as written anew. */
const most = 800

/** Myers' shortest way from one list to another, behind their common beginning and before their common end. */
function steps(a: readonly string[], b: readonly string[]): { kind: Piece['kind']; item: string }[] {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const same = (items: readonly string[]) => items.map((item) => ({ kind: 'same' as const, item }))
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))]
}

function between(a: readonly string[], b: readonly string[]): { kind: Piece['kind']; item: string }[] {
  const trace = wayOf(a, b)
  if (!trace)
    return [
      ...a.map((item) => ({ kind: 'gone' as const, item })),
      ...b.map((item) => ({ kind: 'new' as const, item })),
    ]
  const out: { kind: Piece['kind']; item: string }[] = []
  let [x, y] = [a.length, b.length]
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!
    const k = x - y
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
    const from = down ? k + 1 : k - 1
    const startX = d === 0 ? 0 : reach.get(from)!
    const startY = d === 0 ? 0 : startX - from
    while (x > startX && y > startY && x > 0 && y > 0 && a[x - 1] === b[y - 1]) {
      out.push({ kind: 'same', item: a[--x]! })
      y--
    }
    if (d === 0) break
    if (down) out.push({ kind: 'new', item: b[--y]! })
    else out.push({ kind: 'gone', item: a[--x]! })
  }
  return out.reverse()
}

/** How far each number of differences reaches, by diagonal; null beyond `most`. */
function wayOf(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const trace: Map<number, number>[] = []
  const reach = new Map([[1, 0]])
  for (let d = 0; d <= Math.min(a.length + b.length, most); d++) {
    trace.push(new Map(reach))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach.get(k - 1)! < reach.get(k + 1)!)
      let x = down ? reach.get(k + 1)! : reach.get(k - 1)! + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      reach.set(k, x)
      if (x >= a.length && x - k >= b.length) return trace
    }
  }
  return null
}

const joined = (list: readonly { kind: Piece['kind']; item: string }[]): Piece[] => {
  const out: Piece[] = []
  for (const { kind, item } of list) {
    const last = out.at(-1)
    if (last?.kind === kind) last.text += item
    else out.push({ kind, text: item })
  }
  return out
}

const segmenters = {
  zh: new Intl.Segmenter('zh', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
}

/** What differs between two lines, word by word. */
export function diffWords(from: string, to: string, language: Language): Piece[] {
  const words = (text: string) => Array.from(segmenters[language].segment(text), ({ segment }) => segment)
  return joined(steps(words(from), words(to)))
}

/** A paragraph of a comparison: its pieces. */
export type Line = Piece[]

/**
 * What differs between two texts: paragraphs that are the same, and word by word those that were reworked.
 * @returns every paragraph of both, in their order
 */
export function diffTexts(from: string, to: string, language: Language): Line[] {
  const lines: Line[] = []
  let gone: string[] = []
  let fresh: string[] = []
  const flush = () => {
    for (let at = 0; at < Math.max(gone.length, fresh.length); at++)
      lines.push(diffWords(gone[at] ?? '', fresh[at] ?? '', language))
    gone = []
    fresh = []
  }
  for (const { kind, item } of steps(from.split('\n'), to.split('\n'))) {
    if (kind === 'gone') gone.push(item)
    else if (kind === 'new') fresh.push(item)
    else {
      flush()
      lines.push(item === '' ? [] : [{ kind, text: item }])
    }
  }
  flush()
  return lines
}
