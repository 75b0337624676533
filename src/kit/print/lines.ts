const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** What may not begin a line, and what may not end one. */
const noStart = /^[的了和与及、，。；：！？）》〉”’〕】等]/u
const noEnd = /[（《〈“‘〔【]$/u

/** Width in characters: a Latin letter or a digit is half of one. */
const widthOf = (text: string) =>
  [...text].reduce((sum, sign) => sum + (/[\u0020-\u024f]/.test(sign) ? 0.6 : 1), 0)

/** The words of a title, with what may not begin or end a line joined to its neighbour; longer ones are cut. */
function piecesOf(title: string, most: number): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(title)) {
    const last = pieces.at(-1)
    const tied = last !== undefined && (noStart.test(segment) || noEnd.test(last))
    if (tied && widthOf(last + segment) <= most) pieces[pieces.length - 1] = last + segment
    else pieces.push(...cut(segment, most))
  }
  return pieces
}

function cut(text: string, most: number): string[] {
  const out = ['']
  for (const sign of text)
    if (widthOf(out.at(-1)! + sign) > most) out.push(sign)
    else out[out.length - 1] += sign
  return out
}

/**
 * Breaks a title by sense: between words, in the fewest lines, and these as even as they can be.
 * @param most characters that fit into a line
 */
export function balanced(title: string, most: number): string[] {
  const pieces = piecesOf(title.trim(), most)
  const best: { lines: number; uneven: number; from: number }[] = [{ lines: 0, uneven: 0, from: 0 }]
  for (let to = 1; to <= pieces.length; to++) {
    let width = 0
    for (let from = to - 1; from >= 0; from--) {
      width += widthOf(pieces[from]!)
      if (width > most && from < to - 1) break
      const { lines, uneven } = best[from]!
      const one = { lines: lines + 1, uneven: uneven + (most - width) ** 2, from }
      const known = best[to]
      if (!known || one.lines < known.lines || (one.lines === known.lines && one.uneven < known.uneven))
        best[to] = one
    }
  }
  const out: string[] = []
  for (let to = pieces.length; to > 0; to = best[to]!.from)
    out.unshift(pieces.slice(best[to]!.from, to).join('').trim())
  return out.length > 0 ? out : ['']
}
