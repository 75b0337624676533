import type { z } from 'zod'
import type { Words } from '../words.ts'
import { whatIsWrong } from './asked.ts'

/** What was typed into a form; a field that was sent more than once keeps all its values. */
export class Form {
  readonly #values: ReadonlyMap<string, readonly string[]>

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values
  }

  /** The value, '' for a field that was not sent. */
  text = (name: string): string => this.#values.get(name)?.[0] ?? ''
  all = (name: string): readonly string[] => this.#values.get(name) ?? []
  names = (): string[] => [...this.#values.keys()]
}

/** Faults by field. */
export type Faults<Field extends string = string> = Partial<Record<Field, Words>>

export type FormRead<S extends z.ZodObject> =
  | { ok: true; data: z.output<S> }
  | { ok: false; faults: Faults<keyof S['shape'] & string> }

/**
 * Reads the fields of the schema, and no others: what a form was not asked for is never written. An empty field counts
 * as not given.
 */
export function readForm<S extends z.ZodObject>(schema: S, form: Form): FormRead<S> {
  const names = Object.keys(schema.shape) as (keyof S['shape'] & string)[]
  const given = Object.fromEntries(names.map((name) => [name, form.text(name).trim() || undefined]))
  const parsed = schema.safeParse(given)
  if (parsed.success) return { ok: true, data: parsed.data }
  const faults: Faults = {}
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0])
    faults[field] ??= given[field] === undefined ? missing : whatIsWrong(issue)
  }
  return { ok: false, faults: faults as Faults<keyof S['shape'] & string> }
}

const missing: Words = { zh: '请填写', en: 'Fill this in' }
