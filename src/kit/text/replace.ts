import type { Doc } from './document.ts'
import { type Edit, editText } from './walk.ts'

export interface Replaced {
  doc: Doc
  count: number
}

/**
 * Every `from` in text, captions, alternative texts and footnotes becomes `to`, also where marks begin or end inside
 * it; the replacement carries the marks of its first character. Footnotes and line breaks part words.
 */
export function replaceNames(doc: Doc, from: string, to: string): Replaced {
  if (from === '') return { doc, count: 0 }
  let count = 0
  const find = (text: string) => {
    const edits: Edit[] = []
    for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length))
      edits.push({ at, length: from.length, put: to })
    count += edits.length
    return edits
  }
  return { doc: editText(doc, find), count }
}
