// Read by the editor in the browser as well: nothing of Node here.
import type { Doc } from './document.ts'
import { type AnyNode, inside, wordsOf } from './walk.ts'

export interface Count {
  /** Chinese characters and kana, each one. */
  characters: number
  /** Words and numbers in letters that are set apart by blanks. */
  words: number
}

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.\-_]*/gu

/** Punctuation counts for nothing; "PM2.5" and "don't" are one word. */
export function countText(text: string): Count {
  const characters = text.match(han)?.length ?? 0
  const words = text.replace(han, ' ').match(word)?.length ?? 0
  return { characters, words }
}

/** The length of an article: its text without captions and notes. */
export function countOf(doc: Doc): Count {
  const total = { characters: 0, words: 0 }
  const visit = (node: AnyNode) => {
    if (node.type === 'paragraph' || node.type === 'heading') {
      const { characters, words } = countText(wordsOf((node as { content?: [] }).content))
      total.characters += characters
      total.words += words
    } else for (const child of inside(node)) visit(child)
  }
  for (const node of doc.content) visit(node)
  return total
}
