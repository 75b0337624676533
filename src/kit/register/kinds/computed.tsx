import { z } from 'zod'
import type { Words } from '../../words.ts'
import { type Field, fieldOf, type Kind } from '../kind.ts'

/** What follows from the rest of the row: shown in lists, files and JSON, kept nowhere, never typed. */
export function computed<V extends string | number | boolean>(
  words: Words,
  compute: (row: Readonly<Record<string, unknown>>) => V | null,
  show: (value: V) => Words = (value) => ({ zh: String(value), en: String(value) }),
): Field<V, false> {
  const kind: Kind<V> = {
    name: 'computed',
    column: null,
    schema: z.custom<V>(() => true),
    parse: (typed) => typed,
    write: (value, { language }) => show(value)[language],
    show: (value, { language }) => show(value)[language],
    control: () => null,
    compute,
  }
  return fieldOf(kind, words, { optional: true })
}
