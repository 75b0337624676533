import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { checkDoc, type Doc, htmlOf, picturesOf, plainOf, RichTextField, readDoc } from '../../text/text.ts'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, Unread } from '../kind.ts'

/** The document, or what its own reading says is wrong with it. */
function tried(read: () => Doc): Doc | Unread {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return new Unread(error.words.zh, error.words.en)
  }
}

const schema = z.custom<Doc>().transform((value, c) => {
  const read = tried(() => checkDoc(value))
  if (!(read instanceof Unread)) return read
  c.addIssue({ code: 'custom', params: { words: read.words } })
  return z.NEVER
}) as unknown as z.ZodType<Doc>

const richTextKind: Kind<Doc> = {
  name: 'richText',
  column: 'text',
  schema,
  // The editor's JSON, or plain words as they stand in a file.
  parse: (typed) => tried(() => readDoc(typed)),
  write: (value) => JSON.stringify(value),
  cell: (value, { language }) => plainOf(value, { language }),
  show: (value, { language }) =>
    htmlOf(value, {
      language,
      resolve: {
        thing: () => null,
        picture: (of) => <img class="picture" src={`/files/${of.sha256}`} alt={of.alt} />,
      },
    }),
  store: (value) => JSON.stringify(value),
  restore: (kept) => JSON.parse(String(kept)) as Doc,
  searched: (value) => plainOf(value, { language: 'zh' }),
  files: {
    open: false,
    of: (value) => picturesOf(value).map(({ sha256 }) => ({ sha256, name: '' })),
    named: (value) => value,
  },
  control: ({ look, text, words: label, name, help, fault }) => (
    <RichTextField
      language={look.language}
      name={name}
      label={label}
      help={help}
      fault={fault}
      value={text}
    />
  ),
}

/** A text with headings, lists, tables and pictures (kit/text); in files its plain words. */
export const richText = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(richTextKind, words, options)
