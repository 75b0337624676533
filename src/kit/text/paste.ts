// Read by the editor in the browser as well: nothing of Node here.
import { type Block, type Inline, type ListItem, limits, type Mark, type TableCell } from './document.ts'
import { lineOf, shown } from './paste-line.ts'
import { gathered, type Loose, markerOf, numbered } from './paste-lists.ts'
import {
  attributeOf,
  childrenOf,
  isDropped,
  isElement,
  type Markup,
  marksWithin,
  nameOf,
  styleOf,
  textOf,
} from './paste-style.ts'

export type { Markup } from './paste-style.ts'

export interface Pasted {
  blocks: Block[]
  /** Pictures that were in it: their files are elsewhere, so they must be uploaded. */
  pictures: number
}

interface Work {
  pictures: number
  notes: ReadonlyMap<string, string>
  /** A document with its own `h1`: its levels are moved down by one. */
  hasTitle: boolean
}

/** Blocks under construction: a line is open until something that is no line comes. */
class Page {
  readonly blocks: Loose[] = []
  #line: Inline[] = []

  add(node: Inline) {
    // Two breaks in a row are how some editors part paragraphs.
    if (node.type === 'hardBreak' && this.#line.at(-1)?.type === 'hardBreak') this.end()
    else this.#line.push(node)
  }

  /** Ends the open line, as `make` says. */
  end(make: (content: Inline[]) => Loose = (content) => ({ type: 'paragraph', content })) {
    const content = lineOf(this.#line)
    this.#line = []
    if (content.length > 0) this.blocks.push(make(content))
  }

  put(...blocks: Loose[]) {
    this.end()
    this.blocks.push(...blocks)
  }
}

/** Word's and WeChat's HTML, or anybody's, as blocks of ours: the words and what they are, nothing of how they looked. */
export function pasted(root: Markup): Pasted {
  const work: Work = {
    pictures: 0,
    notes: notesOf(root),
    hasTitle: some(root, (node) => nameOf(node) === 'h1'),
  }
  const blocks = blocksOf(root, [], work)
  return { blocks, pictures: work.pictures }
}

const some = (node: Markup, is: (node: Markup) => boolean): boolean =>
  is(node) || childrenOf(node).some((child) => some(child, is))

/** The words of Word's footnotes by their id; they stand in a list at the end of what was copied. */
function notesOf(root: Markup): Map<string, string> {
  const notes = new Map<string, string>()
  const visit = (node: Markup) => {
    if (/^(footnote|endnote)$/.test(styleOf(node, 'mso-element')))
      notes.set(
        attributeOf(node, 'id'),
        shown(withoutBackLink(node)).trim().slice(0, limits.footnote).toWellFormed(),
      )
    else for (const child of childrenOf(node)) visit(child)
  }
  visit(root)
  return notes
}

const withoutBackLink = (node: Markup): string =>
  node.nodeType === 3
    ? (node.nodeValue ?? '')
    : /^#_(ftn|edn)ref/.test(hashOf(node))
      ? ''
      : childrenOf(node).map(withoutBackLink).join('')

/** Browsers may have put an address of a file before the place on the page. */
const hashOf = (node: Markup) => attributeOf(node, 'href').replace(/^[^#]*/, '')

function blocksOf(node: Markup, marks: readonly Mark[], work: Work): Block[] {
  const page = new Page()
  for (const child of childrenOf(node)) read(child, marks, page, work)
  page.end()
  return gathered(page.blocks)
}

const blockNames = new Set(
  'address article aside center dd details div dl dt fieldset figcaption figure footer form header main nav p pre section summary'.split(
    ' ',
  ),
)

function read(node: Markup, marks: readonly Mark[], page: Page, work: Work): void {
  if (isDropped(node)) return
  if (!isElement(node)) {
    const text = shown(node.nodeValue ?? '')
    if (text) page.add({ type: 'text', text, marks: [...marks] })
    return
  }
  const name = nameOf(node)
  if (name === 'br') page.add({ type: 'hardBreak' })
  else if (name === 'img' || name === 'v:imagedata') work.pictures++
  else if (/^h[1-6]$/.test(name) || isTitle(node)) readHeading(node, name, page, work)
  else if (name === 'hr') page.put({ type: 'horizontalRule' })
  else if (name === 'ul' || name === 'ol') page.put(...listOf(node, marks, work))
  else if (name === 'table') page.put(...tableOf(node, marks, work))
  else if (name === 'blockquote') page.put(...quoteOf(blocksOf(node, marks, work)))
  else if (/^(footnote|endnote)(-list)?$/.test(styleOf(node, 'mso-element'))) return
  else if (name === 'a' && readNote(node, page, work)) return
  else if (blockNames.has(name)) readParagraph(node, name, marks, page, work)
  else for (const child of childrenOf(node)) read(child, marksWithin(node, marks), page, work)
}

const isTitle = (node: Markup) => /\bMso(Title|Subtitle)\b/.test(attributeOf(node, 'class'))

function readHeading(node: Markup, name: string, page: Page, work: Work) {
  page.end()
  const level = /^h/.test(name) ? Number(name[1]) + (work.hasTitle ? 1 : 0) : 2
  const inner = new Page()
  for (const child of childrenOf(node)) read(child, [], inner, work)
  inner.end()
  const content = inner.blocks.flatMap((block) => ('content' in block ? (block.content as Inline[]) : []))
  // A heading is bold by itself, and on one line.
  const plain = content.flatMap((piece): Inline[] => {
    if (piece.type === 'hardBreak') return [{ type: 'text', text: ' ' }]
    const marks = piece.marks?.filter(({ type }) => type !== 'bold')
    return [{ ...piece, marks }]
  })
  const line = lineOf(plain.filter(({ type }) => type === 'text' || type === 'footnote'))
  if (line.length > 0)
    page.put({
      type: 'heading',
      attrs: { level: Math.min(4, Math.max(2, level)) as 2 | 3 | 4 },
      content: line,
    })
}

function readParagraph(node: Markup, name: string, marks: readonly Mark[], page: Page, work: Work) {
  page.end()
  const marker = markerOf(node)
  if (name === 'pre') {
    for (const [at, line] of textOf(node)
      .split(/\r\n|\r|\n/)
      .entries()) {
      if (at > 0) page.add({ type: 'hardBreak' })
      if (shown(line)) page.add({ type: 'text', text: shown(line) })
    }
  } else for (const child of childrenOf(node)) read(child, marksWithin(node, marks), page, work)
  page.end((content) => ({ type: 'paragraph', content, ...(marker ? { marker } : {}) }))
}

/** A mark of Word's footnotes becomes the note itself. */
function readNote(node: Markup, page: Page, { notes }: Work): boolean {
  const id = /^#_((?:ftn|edn)\d+)$/.exec(hashOf(node))?.[1]
  const text = id && notes.get(id)
  if (!text) return false
  page.add({ type: 'footnote', attrs: { text } })
  return true
}

/** What a quotation, a cell or a list item may hold; the rest becomes paragraphs. */
function flowOf(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'paragraph' || block.type === 'bulletList' || block.type === 'orderedList')
      return [block]
    if (block.type === 'heading')
      return [{ type: 'paragraph', ...(block.content ? { content: block.content } : {}) }]
    if (block.type === 'blockquote') return flowOf(block.content)
    if (block.type === 'table')
      return flowOf(block.content.flatMap((row) => row.content.flatMap((cell) => cell.content)))
    return []
  })
}

function quoteOf(blocks: readonly Block[]): Block[] {
  const content = flowOf(blocks)
  return content.length > 0 ? [{ type: 'blockquote', content }] : []
}

function listOf(node: Markup, marks: readonly Mark[], work: Work): Block[] {
  const items: ListItem[] = []
  for (const child of childrenOf(node)) {
    if (isDropped(child)) continue
    const blocks = flowOf(
      isElement(child) && nameOf(child) === 'li' ? blocksOf(child, marks, work) : outside(child),
    )
    const [first] = blocks
    const last = items.at(-1)
    if (!first) continue
    // A list that stands between the items, as Word and old editors write it, belongs to the one before.
    if (first.type !== 'paragraph' && last) last.content.push(...blocks)
    else
      items.push({
        type: 'listItem',
        content: first.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks],
      })
  }
  function outside(child: Markup): Block[] {
    const page = new Page()
    read(child, marks, page, work)
    page.end()
    return gathered(page.blocks)
  }
  if (items.length === 0) return []
  const start = Number.parseInt(attributeOf(node, 'start'), 10)
  return [nameOf(node) === 'ol' ? numbered(items, start) : { type: 'bulletList', content: items }]
}

const spanOf = (node: Markup, name: string) =>
  Math.min(limits.span, Math.max(1, Number.parseInt(attributeOf(node, name), 10) || 1))

function tableOf(table: Markup, marks: readonly Mark[], work: Work): Block[] {
  const rows: { type: 'tableRow'; content: TableCell[] }[] = []
  const visit = (node: Markup, head: boolean) => {
    for (const child of childrenOf(node)) {
      const name = isDropped(child) ? '' : nameOf(child)
      if (/^(thead|tbody|tfoot)$/.test(name)) visit(child, name === 'thead')
      else if (name === 'tr') rows.push({ type: 'tableRow', content: cellsOf(child, head, marks, work) })
    }
  }
  visit(table, false)
  const full = rows.filter(({ content }) => content.length > 0)
  const cells = full.flatMap(({ content }) => content)
  // A table of one cell was there for the looks, a frame or a shade.
  if (cells.length === 1)
    return cells[0]!.content.filter(({ type, ...rest }) => type !== 'paragraph' || 'content' in rest)
  return full.length > 0 ? [{ type: 'table', content: full }] : []
}

const cellsOf = (row: Markup, head: boolean, marks: readonly Mark[], work: Work): TableCell[] =>
  childrenOf(row)
    .filter((cell) => /^t[dh]$/.test(nameOf(cell)) && !isDropped(cell))
    .map((cell) => {
      const content = flowOf(blocksOf(cell, marks, work))
      return {
        type: head || nameOf(cell) === 'th' ? 'tableHeader' : 'tableCell',
        attrs: { colspan: spanOf(cell, 'colspan'), rowspan: spanOf(cell, 'rowspan') },
        content: content.length > 0 ? content : [{ type: 'paragraph' }],
      }
    })
