import type { Language } from '../../words.ts'
import type { Field, Look } from '../kind.ts'
import type { AnyRegister, AnyRow } from '../register.ts'

/** Heading of the column with the number of a row, by which it is found again. */
export const numberHeading = '№'

/** A field as the heading of its column, with its unit. */
export function headingOf({ words, kind }: Field<unknown>, language: Language): string {
  if (!kind.unit) return words[language]
  return language === 'zh' ? `${words.zh}（${kind.unit.zh}）` : `${words.en} (${kind.unit.en})`
}

/** What stands in the cell of a value; empty where there is none. */
export function textOf({ kind }: Field<unknown>, value: unknown, look: Look): string {
  if (value === null || value === undefined) return ''
  return kind.cell ? kind.cell(value, look) : kind.write(value, look)
}

/** The columns of a file: those that were chosen, or all, so that nothing is lost on the way back. */
export const columnsOf = (r: AnyRegister, chosen: readonly string[] | null): [string, Field<unknown>][] =>
  chosen ? chosen.map((name) => [name, r.fields[name]!]) : Object.entries(r.fields)

/** A cell of a row, numbers as numbers where the text of the number says exactly the same. */
export function cellValue(field: Field<unknown>, row: AnyRow, name: string, look: Look): string | number {
  const text = textOf(field, row[name], look)
  return field.kind.numeric && text !== '' && digitsOf(text) <= 15 ? Number(text) : text
}

/** A spreadsheet keeps fifteen digits of a number. */
const digitsOf = (text: string) => text.replaceAll(/\D/g, '').length
