import type { Form } from '../../kit/web/form.ts'
import {
  type Block,
  type BlockKind,
  blockKinds,
  type HomeLink,
  newBlock,
  type Place,
  places,
  readLink,
  takes,
} from './blocks.ts'

/** Adds a block at the end. */
export const added = (blocks: readonly Block[], kind: string): Block[] => {
  const known = blockKinds.find((each) => each === kind)
  return known ? [...blocks, newBlock(known)] : [...blocks]
}

/** Moves the block at a place up (-1) or down (1); at the end it stays. */
export function movedTo(blocks: readonly Block[], at: number, by: -1 | 1): Block[] {
  const to = at + by
  if (!blocks[at] || !blocks[to]) return [...blocks]
  const out = [...blocks]
  ;[out[at], out[to]] = [out[to]!, out[at]!]
  return out
}

export const without = (blocks: readonly Block[], at: number): Block[] =>
  blocks.filter((_, each) => each !== at)

/** The block at a place with what the form says of it; what its kind does not take stays as it is. */
export const changed = (blocks: readonly Block[], at: number, form: Form): Block[] =>
  blocks.map((block, each) => (each === at ? { ...block, ...optionsOf(block.kind, form) } : block))

function optionsOf(kind: BlockKind, form: Form): Partial<Block> {
  const count = Number(form.text('count'))
  const article = Number(form.text('article'))
  const place = places.find((each): each is Place => each === form.text('place'))
  return {
    ...(place ? { place } : {}),
    ...(takes(kind, 'column') ? { column: form.text('column').slice(0, 40) || null } : {}),
    ...(takes(kind, 'count') && Number.isInteger(count) ? { count: Math.min(12, Math.max(1, count)) } : {}),
    ...(takes(kind, 'article')
      ? { article: Number.isSafeInteger(article) && article > 0 ? article : null }
      : {}),
    ...(takes(kind, 'links') ? { links: linksOf(form.text('links')) } : {}),
  }
}

/** "中文 | English | address", one a line; lines that say no address are left out. */
export const linksOf = (text: string): HomeLink[] =>
  text
    .split('\n')
    .flatMap((line) => {
      const [zh, en, to] = line.split('|').map((part) => part.trim())
      return readLink({ zh, en, to }) ?? []
    })
    .slice(0, 20)

export const linesOfLinks = (links: readonly HomeLink[]) =>
  links.map(({ zh, en, to }) => `${zh} | ${en} | ${to}`).join('\n')
