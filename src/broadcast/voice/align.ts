/** Stretches of a text and of what is said for it, as counts of characters: equal ones singly, changed ones as a block. */
export interface Pair {
  written: number
  said: number
}

/** Which characters of a text are said by which of another: their longest common subsequence. */
export function aligned(written: readonly string[], said: readonly string[]): Pair[] {
  const common = table(written, said)
  const pairs: Pair[] = []
  let block: Pair = { written: 0, said: 0 }
  const flush = () => {
    if (block.written + block.said > 0) pairs.push(block)
    block = { written: 0, said: 0 }
  }
  for (let i = 0, j = 0; i < written.length || j < said.length; ) {
    if (i < written.length && j < said.length && written[i] === said[j]) {
      flush()
      pairs.push({ written: 1, said: 1 })
      i++
      j++
    } else if (j >= said.length || (i < written.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      block.written++
      i++
    } else {
      block.said++
      j++
    }
  }
  flush()
  return pairs
}

/** Length of the longest common subsequence of what is left from each pair of places. */
function table(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      rows[i]![j] = a[i] === b[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
  return rows
}
