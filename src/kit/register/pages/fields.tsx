import type { Faults, Form } from '../../web/form.ts'
import { type Field, type Look, readText } from '../kind.ts'
import { type AnyRegister, type AnyRow, keptFields } from '../register.ts'

/** What was typed into a form, read: the values, their texts as they are shown again, and what is wrong. */
export interface ReadFields {
  values: Record<string, unknown>
  texts: Record<string, string>
  faults: Faults
}

/** Name of the choice whose value stays, where somebody else has changed the row meanwhile. */
export const takeName = (name: string) => `${name}.take`

/** Reads the declared fields of a form, and no others; `row` is what stands, where its values may be kept. */
export async function readFields(
  r: AnyRegister,
  form: Form,
  look: Look,
  row: AnyRow | null,
): Promise<ReadFields> {
  const read: ReadFields = { values: {}, texts: {}, faults: {} }
  for (const [name, field] of keptFields(r)) {
    const keep = row !== null && form.text(takeName(name)) === 'theirs'
    const text = keep ? textOf(field, row[name], look) : typedOf(name, field, form)
    read.texts[name] = text
    const one = keep ? { value: row[name] ?? null } : await readText(field, text, look)
    if ('fault' in one) read.faults[name] = one.fault
    else read.values[name] = one.value
  }
  return read
}

const typedOf = (name: string, { kind }: Field<unknown>, form: Form) =>
  kind.fromForm ? kind.fromForm(form, name) : form.text(name)

const textOf = ({ kind }: Field<unknown>, value: unknown, look: Look) =>
  value === null || value === undefined ? '' : kind.write(value, look)

/** What a form shows before anything is typed: what stands in the row, or was kept in a draft. */
export const textsOf = (
  r: AnyRegister,
  of: { form: Form } | { row: AnyRow },
  look: Look,
): Record<string, string> =>
  Object.fromEntries(
    keptFields(r).map(([name, field]) => [
      name,
      'form' in of ? typedOf(name, field, of.form) : textOf(field, of.row[name], look),
    ]),
  )

interface FieldsProps {
  r: AnyRegister
  look: Look
  texts: Record<string, string>
  faults: Faults
}

/** The controls of a register's fields; what is said in both languages stands side by side. */
export function FieldsOf({ r, look, texts, faults }: FieldsProps) {
  const control = (name: string) => {
    const { kind, words, help, required } = r.fields[name]!
    return kind.control({ name, words, help, required, look, fault: faults[name], text: texts[name] ?? '' })
  }
  const names = keptFields(r).map(([name]) => name)
  const other = (name: string) => name.replace(/_zh$/, '_en')
  const isPair = (name: string) => name.endsWith('_zh') && names.includes(other(name))
  return (
    <>
      {names
        .filter((name) => !(name.endsWith('_en') && isPair(name.replace(/_en$/, '_zh'))))
        .map((name) =>
          isPair(name) ? (
            <div class="register-pair">
              {control(name)}
              {control(other(name))}
            </div>
          ) : (
            control(name)
          ),
        )}
    </>
  )
}
