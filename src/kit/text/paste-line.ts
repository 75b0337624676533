import type { Inline, TextPiece } from './document.ts'
import { sameMarks } from './walk.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: what has no place in a text
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff]/g

/** Words as a browser shows them: blanks run together, what nobody sees is gone. */
export const shown = (text: string) =>
  text
    .toWellFormed()
    .replace(invisible, '')
    .replace(/[\s\u00a0]+/g, ' ')

/** The first line of a paragraph is not set in with blanks, which Chinese texts from elsewhere often are. */
const blankStart = /^[ \u3000]+/
const blankEnd = /[ \u3000]+$/

/** One line: neighbours joined, no blanks at its ends, before a break or doubled across pieces. */
export function lineOf(nodes: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    const fresh = !last || last.type === 'hardBreak'
    if (node.type === 'hardBreak') trimEnd(out)
    if (node.type !== 'text') {
      if (node.type !== 'hardBreak' || !fresh) out.push(node)
      continue
    }
    const afterBlank = last?.type === 'text' && last.text.endsWith(' ')
    const text = fresh
      ? node.text.replace(blankStart, '')
      : afterBlank
        ? node.text.replace(/^ +/, '')
        : node.text
    if (text === '') continue
    if (last?.type === 'text' && sameMarks(last, node))
      out[out.length - 1] = { ...last, text: last.text + text }
    else out.push(pieceOf({ ...node, text }))
  }
  trimEnd(out)
  while (out.at(-1)?.type === 'hardBreak') {
    out.pop()
    trimEnd(out)
  }
  return out
}

const pieceOf = ({ type, text, marks }: TextPiece): TextPiece =>
  marks && marks.length > 0 ? { type, text, marks } : { type, text }

function trimEnd(out: Inline[]) {
  for (let last = out.at(-1); last?.type === 'text'; last = out.at(-1)) {
    const text = last.text.replace(blankEnd, '')
    if (text !== '') {
      out[out.length - 1] = { ...last, text }
      return
    }
    out.pop()
  }
}
