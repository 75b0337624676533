import type { Language } from '../words.ts'
import type { Block, Doc, Inline, LinkAttrs, ListItem } from './document.ts'
import { words } from './words.ts'

export interface PlainOptions {
  language: Language
  /** Writes addresses behind links; paths of our own begin with `base`. */
  addresses?: { base: string; thing?(about: string): { path: string; title: string } | null }
}

interface Work extends PlainOptions {
  notes: string[]
}

/** The document in plain words: for search, feeds without HTML, and the plain half of a mail. */
export function plainOf(doc: Doc, options: PlainOptions): string {
  const work: Work = { ...options, notes: [] }
  const parts = doc.content.map((block) => plainBlock(block, work)).filter((text) => text !== '')
  const notes = work.notes.map((text, at) => `[${at + 1}] ${text}`)
  return [...parts, ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n')
}

function plainBlock(block: Block, work: Work): string {
  const w = words[work.language]
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return plainLine(block.content ?? [], work)
    case 'bulletList':
      return plainItems(block.content, () => '- ', work)
    case 'orderedList':
      return plainItems(block.content, (at) => `${block.attrs.start + at}. `, work)
    case 'blockquote':
      return indent(block.content.map((inner) => plainBlock(inner, work)).join('\n'), '> ', '> ')
    case 'horizontalRule':
      return '* * *'
    case 'table':
      return block.content
        .map((row) =>
          row.content
            .map((cell) => cell.content.map((inner) => plainBlock(inner, work)).join(' '))
            .join('\t'),
        )
        .join('\n')
    case 'picture':
      return [block.attrs.alt && w.picture(block.attrs.alt), block.attrs.caption].filter(Boolean).join(' ')
    case 'air':
      return w.air
    case 'chart':
      return w.chart
    case 'thingLink': {
      const thing = work.addresses?.thing?.(block.attrs.about)
      const name = thing?.title || block.attrs.title
      if (!name) return ''
      return `${w.more}${name}${thing ? ` (${work.addresses!.base}${thing.path})` : ''}`
    }
  }
}

const indent = (text: string, first: string, rest: string) =>
  text
    .split('\n')
    .map((line, at) => (at === 0 ? first : rest) + line)
    .join('\n')

const plainItems = (items: readonly ListItem[], mark: (at: number) => string, work: Work) =>
  items
    .map((item, at) =>
      indent(
        item.content.map((inner) => plainBlock(inner, work)).join('\n'),
        mark(at),
        ' '.repeat(mark(at).length),
      ),
    )
    .join('\n')

function plainLine(content: readonly Inline[], work: Work): string {
  let out = ''
  for (const [at, node] of content.entries()) {
    if (node.type === 'text') out += node.text
    else if (node.type === 'hardBreak') out += '\n'
    else out += `[${work.notes.push(node.attrs.text)}]`
    const link = linkOf(node)
    // Behind the last piece of the same link only.
    if (link && JSON.stringify(linkOf(content[at + 1])) !== JSON.stringify(link)) out += address(link, work)
  }
  return out
}

const linkOf = (node: Inline | undefined): LinkAttrs | undefined =>
  node?.marks?.find((mark) => mark.type === 'link')?.attrs

function address(link: LinkAttrs, { addresses }: Work): string {
  if (!addresses) return ''
  const href = 'href' in link ? link.href : addresses.thing?.(link.about)?.path
  if (!href || href.startsWith('#')) return ''
  return ` (${href.startsWith('/') ? addresses.base + href : href})`
}
