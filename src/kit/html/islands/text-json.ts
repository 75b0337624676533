import type { JSONContent } from '@tiptap/core'
import type { Doc } from '../../text/document.ts'
import { docOfPlain } from '../../text/plain-words.ts'
import { readable } from '../../text/readable.ts'

/** The editor's JSON as the server has it: a link says only where it leads, text holds no control characters. */
function ours(node: JSONContent): JSONContent {
  const out: JSONContent = { ...node }
  if (typeof node.text === 'string') out.text = readable(node.text)
  if (node.marks)
    out.marks = node.marks.map(({ type, attrs }) => {
      if (type !== 'link') return { type }
      return { type, attrs: attrs?.about ? { about: attrs.about } : { href: attrs?.href } }
    })
  if (node.attrs)
    out.attrs = Object.fromEntries(
      Object.entries(node.attrs).map(([key, value]) => [
        key,
        typeof value === 'string' ? readable(value) : value,
      ]),
    )
  if (node.content) out.content = node.content.map(ours)
  return out
}

const isEmptyLine = (node: JSONContent | undefined) => node?.type === 'paragraph' && !node.content?.length

/** Without the empty line that the editor keeps at the end to write on. */
export function docOf(json: JSONContent): Doc {
  const content = (json.content ?? []).map(ours)
  while (content.length > 1 && isEmptyLine(content.at(-1))) content.pop()
  return { type: 'doc', content } as unknown as Doc
}

/** What stands in the control: a document, or plain words. */
export function startOf(value: string): Doc {
  try {
    if (value.trimStart().startsWith('{')) return JSON.parse(value) as Doc
  } catch {
    // Damaged: shown as it is, so that nothing is lost.
  }
  return docOfPlain(value.trim())
}
