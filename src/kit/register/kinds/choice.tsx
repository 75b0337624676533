import { z } from 'zod'
import { Select } from '../../html/form.tsx'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, Unread } from '../kind.ts'

/** One of the declared options; files may name it by its key or by its words in either language. */
export function choice<const Options extends Record<string, Words>, const O extends FieldOptions>(
  words: Words,
  choices: Options,
  options?: O,
) {
  const keys = Object.keys(choices) as (keyof Options & string)[]
  const listed = keys.map((value) => ({ value, words: choices[value]! }))
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const kind: Kind<keyof Options & string> = {
    name: 'choice',
    column: 'text',
    schema: z.enum(keys as [keyof Options & string]),
    parse: (text) =>
      listed.find(({ value, words: { zh, en } }) => value === text || same(zh, text) || same(en, text))
        ?.value ??
      new Unread(
        `必须是 ${listed.map((one) => one.words.zh).join('、')} 之一`,
        `must be one of ${listed.map((one) => one.words.en).join(', ')}`,
      ),
    write: (value, { language }) => choices[value]?.[language] ?? value,
    show: (value, { language }) => choices[value]?.[language] ?? value,
    filter: { kind: 'one', options: () => listed },
    control: ({ look, text, words: label, ...rest }) => (
      <Select
        {...rest}
        language={look.language}
        label={label}
        value={listed.find((one) => one.value === text || one.words[look.language] === text)?.value}
        options={listed}
        none={{ zh: '—', en: '—' }}
      />
    ),
  }
  return fieldOf(kind, words, options)
}

const yes = { value: '1', words: { zh: '是', en: 'Yes' } }
const no = { value: '0', words: { zh: '否', en: 'No' } }

const flagKind: Kind<boolean> = {
  name: 'flag',
  column: 'whole',
  schema: z.boolean(),
  parse(text) {
    if (/^(1|是|yes|true|y|✓)$/i.test(text)) return true
    if (/^(0|否|no|false|n)$/i.test(text)) return false
    return new Unread('必须是“是”或“否”', 'must be yes or no')
  },
  write: (value, { language }) => (value ? yes : no).words[language],
  show: (value, { language }) => (value ? yes : no).words[language],
  store: (value) => (value ? 1 : 0),
  restore: (kept) => kept === 1,
  filter: { kind: 'one', options: () => [yes, no] },
  control: ({ look, text, words, ...rest }) => (
    <Select
      {...rest}
      language={look.language}
      label={words}
      value={
        text === ''
          ? undefined
          : [yes, no].find((one) => one.value === text || one.words[look.language] === text)?.value
      }
      options={[yes, no]}
      none={{ zh: '—', en: '—' }}
    />
  ),
}

/** Yes or no. */
export const flag = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(flagKind, words, options)
