// Read by the editor in the browser as well: nothing of Node here.
import type { Block, Doc } from './document.ts'

/** Paragraphs from plain words; a single line end becomes a break. */
export function docOfPlain(text: string): Doc {
  const paragraphs = text.split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*/).map((part): Block => {
    const lines = part.split(/\r\n|\r|\n/)
    const inside = lines.flatMap((line, at) => [
      ...(at > 0 ? [{ type: 'hardBreak' as const }] : []),
      ...(line === '' ? [] : [{ type: 'text' as const, text: line }]),
    ])
    return inside.length > 0 ? { type: 'paragraph', content: inside } : { type: 'paragraph' }
  })
  return { type: 'doc', content: paragraphs }
}
