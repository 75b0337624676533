import type { Doc } from '../../kit/text/text.ts'
import type { SceneName } from './scenes.ts'

type Block = Doc['content'][number]

/** What the short lines of a demonstration's text name. */
export interface Named {
  /** Number of the article of a key. */
  article(key: string): number | undefined
  /** Digest of a scene's file. */
  picture(scene: SceneName): string
}

const line = (text: string) => (text === '' ? [] : [{ type: 'text' as const, text }])
const paragraph = (text: string) => ({ type: 'paragraph' as const, content: line(text) })

/** The document of such lines: see `DemoText.body`. */
export function docOfLines(lines: readonly string[], named: Named): Doc {
  const content: Block[] = []
  for (const text of lines) {
    const block = blockOf(text, named)
    const last = content.at(-1)
    if (block.type === 'bulletList' && last?.type === 'bulletList') last.content.push(...block.content)
    else if (block.type === 'table' && last?.type === 'table') last.content.push(...asBody(block.content))
    else content.push(block)
  }
  return { type: 'doc', content }
}

type Row = Extract<Block, { type: 'table' }>['content'][number]

/** Only the first row of a table is its head. */
const asBody = (rows: Row[]): Row[] =>
  rows.map((row) => ({
    ...row,
    content: row.content.map((cell, at) => (at === 0 ? cell : { ...cell, type: 'tableCell' as const })),
  }))

function blockOf(text: string, named: Named): Block {
  if (text === 'air') return { type: 'air', attrs: { place: 'city' } }
  const rest = text.slice(2)
  if (text.startsWith('## ')) return { type: 'heading', attrs: { level: 2 }, content: line(text.slice(3)) }
  if (text.startsWith('- '))
    return { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(rest)] }] }
  if (text.startsWith('> ')) return { type: 'blockquote', content: [paragraph(rest)] }
  if (text.startsWith('| ')) return rowOf(text)
  if (text.startsWith('@')) return linkOf(text.slice(1), named)
  if (text.startsWith('!')) return pictureOf(text.slice(1), named)
  const [words, note] = text.split('^ ')
  const content = line(words!)
  if (note === undefined) return { type: 'paragraph', content }
  return { type: 'paragraph', content: [...content, { type: 'footnote', attrs: { text: note } }] }
}

function rowOf(text: string): Block {
  const cells = text.split('|').slice(1, -1)
  return {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: cells.map((cell) => ({
          type: 'tableHeader' as const,
          attrs: { colspan: 1, rowspan: 1 },
          content: [paragraph(cell.trim())],
        })),
      },
    ],
  }
}

function linkOf(key: string, named: Named): Block {
  const number = named.article(key)
  if (number === undefined) throw new Error(`no article ${key} in the demonstration`)
  return { type: 'thingLink', attrs: { about: `article/${number}`, title: '' } }
}

function pictureOf(text: string, named: Named): Block {
  const [scene, width, alt, caption] = text.split('|')
  return {
    type: 'picture',
    attrs: {
      sha256: named.picture(scene as SceneName),
      alt: alt!,
      caption: caption!,
      width: width as 'wide',
      focal: null,
    },
  }
}
