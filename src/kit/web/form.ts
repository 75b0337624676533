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

  /** The fields of one form of several on a page, without the prefix that keeps them apart. */
  without(prefix: string): Form {
    const own = [...this.#values].filter(([name]) => name.startsWith(prefix))
    return new Form(new Map(own.map(([name, values]) => [name.slice(prefix.length), values])))
  }
}

/** Faults by field. */
export type Faults<Field extends string = string> = Partial<Record<Field, Words>>

export type FormRead<S extends z.ZodObject> = { ok: true; data: z.output<S> } | { ok: false; faults: Faults }

/**
 * Reads the fields of the schema, and no others: what a form was not asked for is never written. A blank field counts
 * as not given; of all else the schema decides what is trimmed, for blanks may belong to a password.
 */
export function readForm<S extends z.ZodObject>(schema: S, form: Form): FormRead<S> {
  const names = Object.keys(schema.shape) as (keyof S['shape'] & string)[]
  const given = Object.fromEntries(
    names.map((name) => [name, form.text(name).trim() === '' ? undefined : form.text(name)]),
  )
  const parsed = schema.safeParse(given)
  if (parsed.success) return { ok: true, data: parsed.data }
  return { ok: false, faults: faultsOf(parsed.error, (field) => given[field] === undefined) }
}

/** The first fault of every field. @param isEmpty whether nothing was typed there: then it only has to be filled in */
export function faultsOf(error: z.ZodError, isEmpty: (field: string) => boolean = () => false): Faults {
  const faults: Faults = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0])
    faults[field] ??= isEmpty(field) ? missing : whatIsWrong(issue)
  }
  return faults
}

const missing: Words = { zh: '请填写', en: 'Fill this in' }
