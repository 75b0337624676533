// Read by the editor in the browser as well: nothing of Node here.
import type { Block, Doc, Inline, Mark, PictureAttrs, TableRow, TextPiece } from './document.ts'

/** Anything with a type in a document; the tree is walked by this shape. */
export type AnyNode = Block | Inline | TableRow | { type: string; content?: readonly AnyNode[] }

export const inside = (node: AnyNode): readonly AnyNode[] =>
  'content' in node && node.content ? (node.content as readonly AnyNode[]) : []

/** Every node with its path of places, in reading order. */
export function* nodesOf(doc: Doc): Generator<{ node: AnyNode; path: readonly number[] }> {
  function* walk(
    nodes: readonly AnyNode[],
    path: readonly number[],
  ): Generator<{ node: AnyNode; path: readonly number[] }> {
    for (const [at, node] of nodes.entries()) {
      yield { node, path: [...path, at] }
      yield* walk(inside(node), [...path, at])
    }
  }
  yield* walk(doc.content, [])
}

/** The pictures of a document, each once, for those who fetch them before rendering. */
export function picturesOf(doc: Doc): PictureAttrs[] {
  const found = new Map<string, PictureAttrs>()
  for (const { node } of nodesOf(doc))
    if (node.type === 'picture' && 'attrs' in node) {
      const { attrs } = node as { attrs: PictureAttrs }
      if (!found.has(attrs.sha256)) found.set(attrs.sha256, attrs)
    }
  return [...found.values()]
}

const marksOf = (node: AnyNode): readonly Mark[] => ('marks' in node && node.marks) || []

/** The things of the centre that a document names, such as `article/12`, each once. */
export function thingsOf(doc: Doc): string[] {
  const found = new Set<string>()
  for (const { node } of nodesOf(doc)) {
    if (node.type === 'thingLink') found.add((node as { attrs: { about: string } }).attrs.about)
    for (const mark of marksOf(node))
      if (mark.type === 'link' && 'about' in mark.attrs) found.add(mark.attrs.about)
  }
  return [...found]
}

/** The addresses that a document links to, each once: for the job that looks for broken ones. */
export function addressesOf(doc: Doc): string[] {
  const found = new Set<string>()
  for (const { node } of nodesOf(doc))
    for (const mark of marksOf(node))
      if (mark.type === 'link' && 'href' in mark.attrs) found.add(mark.attrs.href)
  return [...found]
}

/** The words of a line without marks; a break is a blank, a footnote nothing. */
export const wordsOf = (content: readonly Inline[] = []) =>
  content.map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? ' ' : '')).join('')

/** A replacement within one stretch of text: `length` units from `at`, at least one, become `put`. */
export interface Edit {
  at: number
  length: number
  put: string
}

export const sameMarks = (a: TextPiece, b: TextPiece) =>
  JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? [])

/** Neighbours with equal marks become one piece, empty ones go: as the editor writes them. */
function joined(pieces: readonly TextPiece[]): TextPiece[] {
  const out: TextPiece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (piece.text === '') continue
    if (last && sameMarks(last, piece)) out[out.length - 1] = { ...last, text: last.text + piece.text }
    else out.push(piece)
  }
  return out
}

/** Applies edits (ascending, apart) to neighbouring pieces; what is put carries the marks of what it replaces first. */
function edited(pieces: readonly TextPiece[], edits: readonly Edit[]): TextPiece[] {
  const out: TextPiece[] = []
  let start = 0
  for (const piece of pieces) {
    const end = start + piece.text.length
    let text = ''
    let from = start
    for (const { at, length, put } of edits) {
      const stop = at + length
      if (stop <= start) continue
      if (at >= end) break
      text += piece.text.slice(from - start, Math.max(at, start) - start)
      if (at >= start) text += put
      from = Math.min(Math.max(stop, from), end)
    }
    text += piece.text.slice(from - start)
    out.push({ ...piece, text })
    start = end
  }
  return joined(out)
}

/** A line cut into stretches of text and what stands between them. */
function stretchesOf(content: readonly Inline[]): (TextPiece[] | Inline)[] {
  const out: (TextPiece[] | Inline)[] = []
  for (const node of content) {
    const last = out.at(-1)
    if (node.type !== 'text') out.push(node)
    else if (Array.isArray(last)) last.push(node)
    else out.push([node])
  }
  return out
}

type TextEditor = (text: string, pieces: readonly TextPiece[]) => readonly Edit[]

const apply = (text: string, edits: readonly Edit[]) =>
  edits.reduceRight((sum, { at, length, put }) => sum.slice(0, at) + put + sum.slice(at + length), text)

/** Strings of a node that readers see: captions, notes, names. */
const labels = ['alt', 'caption', 'text', 'title'] as const

/**
 * The document with `edit` asked about every stretch of its text, and about captions, alt texts, notes and titles. Lines
 * and marks that no edit touches stay as they are.
 */
export function editText(doc: Doc, edit: TextEditor): Doc {
  const line = (content: readonly Inline[]): Inline[] =>
    stretchesOf(content).flatMap((part): Inline[] => {
      if (!Array.isArray(part)) return [label(part) as Inline]
      const edits = edit(part.map(({ text }) => text).join(''), part)
      return edits.length === 0 ? part : edited(part, edits)
    })
  const label = (node: AnyNode): AnyNode => {
    if (!('attrs' in node)) return node
    const attrs: Record<string, unknown> = { ...(node.attrs as object) }
    for (const name of labels)
      if (typeof attrs[name] === 'string') attrs[name] = apply(attrs[name], edit(attrs[name], []))
    return { ...node, attrs } as AnyNode
  }
  const visit = (node: AnyNode): AnyNode => {
    if (node.type === 'paragraph' || node.type === 'heading') {
      const { content, ...rest } = node as { type: 'paragraph'; content?: Inline[] }
      const put = line(content ?? [])
      return put.length > 0 ? { ...rest, content: put } : rest
    }
    const content = inside(node)
    return content.length > 0 ? ({ ...node, content: content.map(visit) } as AnyNode) : label(node)
  }
  return { type: 'doc', content: doc.content.map((node) => visit(node) as Block) }
}
