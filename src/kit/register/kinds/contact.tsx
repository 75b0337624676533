import { Input } from '../../html/form.tsx'
import { fault, email as mailbox, oneLine } from '../../web/asked.ts'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind } from '../kind.ts'
import { text } from './text.tsx'

const digitsOf = (value: string) => value.replaceAll(/\D/g, '')

const phoneKind: Kind<string> = {
  name: 'phone',
  column: 'text',
  schema: oneLine(40).refine(
    (value) =>
      /^\+?[\d\s()/-]{3,}(转\s*\d+|\s?(x|ext\.?)\s*\d+)?$/i.test(value) && digitsOf(value).length >= 3,
    fault(
      '不是电话号码，例如 010-8852 0000 转 12',
      'is not a telephone number such as +86 10 8852 0000 ext. 12',
    ),
  ),
  parse: (typed) => typed.normalize('NFKC').replaceAll(/[–—]/g, '-'),
  write: (value) => value,
  show: (value) => (
    <a href={`tel:${value.replaceAll(/(转|x|ext).*$/gi, '').replaceAll(/[^\d+]/g, '')}`}>{value}</a>
  ),
  // People search for the digits, however they are parted.
  searched: (value) => `${value} ${digitsOf(value)}`,
  control: ({ look, text: typed, words, ...rest }) => (
    <Input {...rest} language={look.language} label={words} value={typed} type="tel" max={40} />
  ),
}

/** A telephone number as people write it. */
export const phone = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(phoneKind, words, options)

const emailKind: Kind<string> = {
  name: 'email',
  column: 'text',
  schema: mailbox.max(254),
  parse: (typed) => typed,
  write: (value) => value,
  show: (value) => <a href={`mailto:${value}`}>{value}</a>,
  searched: (value) => value,
  control: ({ look, text: typed, words, ...rest }) => (
    <Input {...rest} language={look.language} label={words} value={typed} type="email" max={254} />
  ),
}

/** An e-mail address. */
export const email = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(emailKind, words, options)

/** A postal address on one line. */
export function address<const O extends FieldOptions>(words: Words, options?: O) {
  const field = text(words, { ...options, max: 300 })
  return fieldOf({ ...field.kind, name: 'address' }, words, options)
}
