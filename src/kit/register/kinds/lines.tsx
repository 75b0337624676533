import { z } from 'zod'
import { FieldSet } from '../../html/form.tsx'
import type { Form } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import {
  type Control,
  type Field,
  type FieldOptions,
  fieldOf,
  type Kind,
  type Look,
  readText,
  readValue,
  Unread,
} from '../kind.ts'

type Subs = Record<string, Field<unknown>>
export type Line<S extends Subs> = {
  [K in keyof S]: S[K] extends Field<infer V, infer R> ? (R extends true ? V : V | null) : never
}

interface LinesOptions extends FieldOptions {
  /** Lines at most. */
  max?: number
}

/** Empty lines that a form offers below those that are filled in. */
const spare = 3

const linesRead = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))

/** The texts of the lines; null for what is no list of lines. */
function textsOf(text: string): Record<string, string>[] | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const { data } = linesRead.safeParse(json)
  return (
    data?.map((line) =>
      Object.fromEntries(Object.entries(line).map(([name, of]) => [name, `${of ?? ''}`])),
    ) ?? null
  )
}

/** A list of lines, each with the same few fields; in files it is JSON of the lines' texts. */
export function lines<S extends Subs, const O extends LinesOptions>(words: Words, subs: S, options?: O) {
  const most = options?.max ?? 50
  const names = Object.keys(subs)
  const kind: Kind<Line<S>[]> = {
    name: 'lines',
    column: 'text',
    schema: z
      .array(lineSchema(subs))
      .min(options?.optional ? 0 : 1)
      .max(most) as unknown as z.ZodType<Line<S>[]>,
    async parse(text, look) {
      const texts = textsOf(text)
      if (!texts) return new Unread('不是由各行组成的 JSON 列表', 'is not a JSON list of lines')
      const read = []
      for (const [at, line] of texts.entries()) {
        const values: Record<string, unknown> = {}
        for (const name of names) {
          const one = await readText(subs[name]!, line[name] ?? '', look)
          if ('fault' in one) return inLine(at, subs[name]!.words, one.fault)
          values[name] = one.value
        }
        read.push(values)
      }
      return read
    },
    write: (value, look) => JSON.stringify(value.map((line) => writtenLine(subs, line, look))),
    show: (value, look) => (
      <ul>
        {value.map((line) => (
          <li>
            {names
              .map((name) => writtenLine(subs, line, look)[name])
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    ),
    store: (value) => JSON.stringify(value),
    restore: (kept) => JSON.parse(String(kept)),
    async check(value, look) {
      for (const [at, line] of value.entries())
        for (const name of names) {
          const one = await readValue(subs[name]!, line[name], look)
          if ('fault' in one) return inLine(at, subs[name]!.words, one.fault).words
        }
      return undefined
    },
    fromForm: (form, name) => fromForm(form, name, names, most),
    control: (control) => <LinesControl control={control} subs={subs} most={most} />,
  }
  return fieldOf(kind, words, options)
}

const lineSchema = (subs: Subs) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(subs).map(([name, { kind, required }]) => [
        name,
        required ? kind.schema : kind.schema.nullable(),
      ]),
    ),
  )

const inLine = (at: number, { zh, en }: Words, wrong: Words) =>
  new Unread(`第 ${at + 1} 行“${zh}”：${wrong.zh}`, `line ${at + 1}, “${en}”: ${wrong.en}`)

const writtenLine = (subs: Subs, line: Record<string, unknown>, look: Look): Record<string, string> =>
  Object.fromEntries(
    Object.entries(subs).map(([name, { kind }]) => [
      name,
      line[name] === null || line[name] === undefined ? '' : kind.write(line[name], look),
    ]),
  )

/** Lines in which something was typed; one more than may be, so that too many are said to be too many. */
function fromForm(form: Form, name: string, subs: readonly string[], most: number): string {
  const typed = Array.from({ length: most + 1 }, (_, at) =>
    Object.fromEntries(subs.map((sub) => [sub, form.text(`${name}.${at}.${sub}`).trim()])),
  ).filter((line) => Object.values(line).some((value) => value !== ''))
  return typed.length === 0 ? '' : JSON.stringify(typed)
}

function LinesControl({ control, subs, most }: { control: Control; subs: Subs; most: number }) {
  const { name, words, help, fault, text, look } = control
  const filled = textsOf(text) ?? []
  const shown = [...filled, ...Array.from({ length: spare }, (): Record<string, string> => ({}))]
  return (
    <FieldSet language={look.language} label={words} name={name} help={help} fault={fault}>
      {shown.slice(0, most).map((line, at) => (
        <div class="register-line">
          {Object.entries(subs).map(([sub, field]) =>
            field.kind.control({
              name: `${name}.${at}.${sub}`,
              words: { zh: `${at + 1} ${field.words.zh}`, en: `${at + 1} ${field.words.en}` },
              help: field.help,
              fault: undefined,
              text: line[sub] ?? '',
              // An empty line is no line.
              required: false,
              look,
            }),
          )}
        </div>
      ))}
    </FieldSet>
  )
}
