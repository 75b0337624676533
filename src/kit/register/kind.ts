import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { AnyKysely, Engine } from '../db/store.ts'
import type { ChosenFile } from '../files/upload.tsx'
import { whatIsWrong } from '../web/asked.ts'
import type { Form } from '../web/form.ts'
import type { Language, Words } from '../words.ts'

/** What kinds need to know of the house to read and show their values. */
export interface Look {
  db: AnyKysely
  engine: Engine
  language: Language
  zone: string
  /** Everybody who ever worked here, by id. */
  officers: ReadonlyMap<string, Words>
  departments: ReadonlyMap<string, Words>
  /** Titles of rows that are referred to, by `register/id`. */
  titles: ReadonlyMap<string, string>
  /** Files that the officer brought lately, for a form to choose from. */
  mine?: readonly ChosenFile[]
}

/** A file of a row. */
export interface FileOfRow {
  sha256: string
  /** Empty where a form named only the file: it keeps the name that it has. */
  name: string
}

/** A control of a form: what was typed or stands there as text, and what is wrong with it. */
export interface Control {
  name: string
  words: Words
  help: Words | undefined
  fault: Words | undefined
  text: string
  required: boolean
  look: Look
}

/** Said by a kind of a text that it cannot read. */
export class Unread {
  readonly words: Words
  constructor(zh: string, en: string) {
    this.words = { zh, en }
  }
}

/** How values of one kind are kept, typed, shown, and carried in files and over HTTP. */
export interface Kind<V> {
  name: string
  /** Type of the column; null for what is not kept. */
  column: 'text' | 'whole' | null
  /** The value as it stands in a row and in JSON. */
  schema: z.ZodType<V>
  /** Reads what was typed or stands in a file; never the empty text, which is no value. */
  parse(text: string, look: Look): unknown
  /** The text that `parse` reads back. */
  write(value: V, look: Look): string
  show(value: V, look: Look): Child
  control(control: Control): Child
  /** Several controls of a form as the one text that `parse` reads. */
  fromForm?(form: Form, name: string): string
  /** The value as the database keeps it, where that is something else. */
  store?(value: V): string | number
  restore?(kept: string | number): V
  /** What only the database knows to be wrong. */
  check?(value: V, look: Look): Promise<Words | undefined>
  /** Words under which a search finds it. */
  searched?(value: V): string
  /** How a list may be narrowed by it. */
  filter?: { kind: 'one'; options(look: Look): { value: string; words: Words }[] } | { kind: 'range' }
  /** Value of a row that keeps none. */
  compute?(row: Readonly<Record<string, unknown>>): V | null
  /** Key of the register that it refers to. */
  refersTo?(): string
  /** What stands in a cell of a file, where that is not what `write` says; `parse` reads it too. */
  cell?(value: V, look: Look): string
  /** A cell of a spreadsheet holds the number, and not its text. */
  numeric?: true
  /** Its unit, for the heading of a column. */
  unit?: Words
  /** The files that a row uses, the names filled in by `named`. */
  files?: {
    open: boolean
    of(value: V): readonly FileOfRow[]
    named(value: V, names: ReadonlyMap<string, string>): V
  }
  titlesOf?(ids: readonly number[], look: Look): Promise<ReadonlyMap<number, string>>
}

export interface Field<V, Required extends boolean = boolean> {
  kind: Kind<V>
  words: Words
  help?: Words
  required: Required
  unique: boolean
}

export interface FieldOptions {
  optional?: boolean
  help?: Words
  /** No two rows outside the trash may have the same. */
  unique?: boolean
}

export type IsRequired<O> = O extends { optional: true } ? false : true

/** A field of a kind, required unless the options say otherwise. */
export function fieldOf<V, const O extends FieldOptions>(
  kind: Kind<V>,
  words: Words,
  options: O | undefined,
): Field<V, IsRequired<O>> {
  const { optional = false, help, unique = false } = options ?? {}
  const required = !optional as IsRequired<O>
  return { kind, words, required, unique, ...(help ? { help } : {}) }
}

const empty = (required: boolean): { value: null } | { fault: Words } =>
  required ? { fault: { zh: '请填写', en: 'Fill this in' } } : { value: null }

/** The value, or what is wrong with it. @returns null for no value */
export async function readText<V>(
  { kind, required }: Field<V>,
  text: string,
  look: Look,
): Promise<{ value: V | null } | { fault: Words }> {
  const typed = text.trim()
  if (typed === '') return empty(required)
  const parsed = await kind.parse(typed, look)
  return parsed instanceof Unread ? { fault: parsed.words } : readValue({ kind, required }, parsed, look)
}

/** The same of a value that came as JSON. */
export async function readValue<V>(
  { kind, required }: Pick<Field<V>, 'kind' | 'required'>,
  given: unknown,
  look: Look,
): Promise<{ value: V | null } | { fault: Words }> {
  if (given === null || given === undefined) return empty(required)
  const read = kind.schema.safeParse(given)
  if (!read.success) return { fault: whatIsWrong(read.error.issues[0]!) }
  const fault = await kind.check?.(read.data, look)
  return fault ? { fault } : { value: read.data }
}

export const storedOf = <V>({ kind }: Pick<Field<V>, 'kind'>, value: V | null): string | number | null =>
  value === null ? null : kind.store ? kind.store(value) : (value as string | number)

export const restoredOf = <V>(
  { kind }: Pick<Field<V>, 'kind'>,
  kept: string | number | null | undefined,
): V | null => (kept === null || kept === undefined ? null : kind.restore ? kind.restore(kept) : (kept as V))
