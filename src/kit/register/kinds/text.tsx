import { Input, TextArea } from '../../html/form.tsx'
import { oneLine, writing } from '../../web/asked.ts'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind } from '../kind.ts'

interface TextOptions extends FieldOptions {
  /** Characters at most. */
  max?: number
}

const textKind = (max: number): Kind<string> => ({
  name: 'text',
  column: 'text',
  schema: oneLine(max),
  parse: (text) => text,
  write: (value) => value,
  show: (value) => value,
  searched: (value) => value,
  control: ({ look, text, words, ...rest }) => (
    <Input {...rest} language={look.language} label={words} value={text} max={max} />
  ),
})

/** One line, of 200 characters unless the options say otherwise. */
export const text = <const O extends TextOptions>(words: Words, options?: O) =>
  fieldOf(textKind(options?.max ?? 200), words, options)

/** Several lines, of 4,000 characters unless the options say otherwise. */
export function longText<const O extends TextOptions>(words: Words, options?: O) {
  const max = options?.max ?? 4_000
  const kind: Kind<string> = {
    ...textKind(max),
    name: 'longText',
    schema: writing(max),
    // A browser sends line ends as two characters; a file may hold either.
    parse: (typed) => typed.replaceAll('\r\n', '\n'),
    show: (value) => <span class="register-text">{value}</span>,
    control: ({ look, text: typed, words: label, ...rest }) => (
      <TextArea {...rest} language={look.language} label={label} value={typed} max={max} />
    ),
  }
  return fieldOf(kind, words, options)
}
