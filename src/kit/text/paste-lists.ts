import type { Block, Inline, List, ListItem } from './document.ts'
import { childrenOf, isElement, type Markup, styleOf, textOf } from './paste-style.ts'

/** What Word says of a paragraph that looks like a list item. */
export interface Marker {
  level: number
  /** Its number; null for a bullet. */
  number: number | null
}

/** A block, or a paragraph that is yet to become a list item. */
export type Loose = Block | { type: 'paragraph'; content: Inline[]; marker: Marker }

/** Deeper than anybody reads. */
const deepest = 8

/** Word writes lists as paragraphs with "mso-list:l0 level1 lfo1" and the drawn marker in a span of their own. */
export function markerOf(node: Markup): Marker | null {
  const level = /\blevel(\d+)/.exec(styleOf(node, 'mso-list'))?.[1]
  if (!level) return null
  const drawn = markerText(node).trim()
  const number = /^[(（]?([\p{L}\p{N}]+)[.)．、）]/u.exec(drawn)?.[1]
  return {
    level: Math.min(deepest, Math.max(1, Number(level))),
    number: number === undefined ? null : Number.parseInt(number, 10) || 1,
  }
}

function markerText(node: Markup): string {
  if (!isElement(node)) return ''
  if (styleOf(node, 'mso-list') === 'ignore') return textOf(node)
  for (const child of childrenOf(node)) {
    const found = markerText(child)
    if (found) return found
  }
  return ''
}

export const numbered = (content: ListItem[], start: number): List => ({
  type: 'orderedList',
  attrs: { start: Number.isInteger(start) ? Math.min(1_000_000, Math.max(0, start)) : 1 },
  content,
})

/** Paragraphs with markers beside each other become lists, nested by their level. */
export function gathered(blocks: readonly Loose[]): Block[] {
  const out: Block[] = []
  /** The open lists, outermost first. */
  let open: { list: List; level: number; ordered: boolean }[] = []
  for (const block of blocks) {
    if (!('marker' in block)) {
      open = []
      out.push(block)
      continue
    }
    const { marker, content } = block
    const ordered = marker.number !== null
    while (open.length > 0 && open.at(-1)!.level > marker.level) open.pop()
    const item: ListItem = { type: 'listItem', content: [{ type: 'paragraph', content }] }
    const last = open.at(-1)
    if (last && last.level === marker.level && last.ordered === ordered) {
      last.list.content.push(item)
      continue
    }
    if (last && last.level === marker.level) open.pop()
    const list: List = ordered ? numbered([item], marker.number!) : { type: 'bulletList', content: [item] }
    const above = open.at(-1)
    if (above) above.list.content.at(-1)!.content.push(list)
    else out.push(list)
    open.push({ list, level: marker.level, ordered })
  }
  return out
}
