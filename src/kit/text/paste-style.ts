import type { Mark, PlainMark } from './document.ts'
import { isAddress } from './link.ts'

/** What of a node of foreign HTML is read; a browser's own nodes have this shape. */
export interface Markup {
  nodeType: number
  nodeName: string
  nodeValue: string | null
  childNodes: ArrayLike<Markup>
  getAttribute?(name: string): string | null
}

export const isElement = (node: Markup) => node.nodeType === 1
export const nameOf = (node: Markup) => node.nodeName.toLowerCase()
export const attributeOf = (node: Markup, name: string) => node.getAttribute?.(name) ?? ''
export const childrenOf = (node: Markup): Markup[] => Array.from(node.childNodes)

export const textOf = (node: Markup): string =>
  node.nodeType === 3 ? (node.nodeValue ?? '') : childrenOf(node).map(textOf).join('')

/** One declaration of a style, in small letters; Word's own begin with "mso-". The editor renames the attribute. */
export function styleOf(node: Markup, property: string): string {
  for (const declaration of (attributeOf(node, 'data-style') || attributeOf(node, 'style')).split(';')) {
    const colon = declaration.indexOf(':')
    if (declaration.slice(0, colon).trim().toLowerCase() === property)
      return declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase()
  }
  return ''
}

const dropped = new Set(
  'head style script template noscript meta link title xml object iframe embed svg canvas video audio input button select textarea mpvoice mp-common-profile mp-common-mpaudio del'.split(
    ' ',
  ),
)

/** What readers of the source never saw, or what is no text. */
export const isDropped = (node: Markup) =>
  (node.nodeType !== 1 && node.nodeType !== 3) ||
  (isElement(node) &&
    (dropped.has(nameOf(node)) ||
      styleOf(node, 'display') === 'none' ||
      styleOf(node, 'mso-hide') === 'all' ||
      styleOf(node, 'mso-list') === 'ignore'))

const byName: Record<string, PlainMark> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  s: 'strike',
  strike: 'strike',
  code: 'code',
  kbd: 'code',
  sub: 'subscript',
  sup: 'superscript',
}

/** The marks inside an element; its style has the last word, as `<b style="font-weight:normal">` is not bold. */
export function marksWithin(node: Markup, outer: readonly Mark[]): Mark[] {
  const marks = new Map<string, Mark>(outer.map((mark) => [mark.type, mark]))
  const set = (type: PlainMark, on: boolean) => (on ? marks.set(type, { type }) : marks.delete(type))
  const byTag = byName[nameOf(node)]
  if (byTag) set(byTag, true)
  const weight = styleOf(node, 'font-weight')
  if (weight) set('bold', /^bold/.test(weight) || Number(weight) >= 600)
  const slant = styleOf(node, 'font-style')
  if (slant) set('italic', /^(italic|oblique)/.test(slant))
  const line = styleOf(node, 'text-decoration') || styleOf(node, 'text-decoration-line')
  if (/underline/.test(line) && !marks.has('link') && nameOf(node) !== 'a') set('underline', true)
  if (/line-through/.test(line)) set('strike', true)
  const height = styleOf(node, 'vertical-align')
  if (height === 'sub') set('subscript', true)
  if (height === 'super') set('superscript', true)
  if (nameOf(node) === 'a') {
    const href = attributeOf(node, 'href').trim()
    // A place on the foreign page is no place on ours.
    if (isAddress(href) && !href.startsWith('#') && !href.startsWith('/')) {
      marks.set('link', { type: 'link', attrs: { href } })
      marks.delete('underline')
    }
  }
  if (marks.has('subscript') && marks.has('superscript')) marks.delete('subscript')
  // The editor's code takes no other mark, and so ours from elsewhere.
  return marks.has('code') ? [{ type: 'code' }] : [...marks.values()]
}
