import type { z } from 'zod'
import type { Language } from '../../kit/words.ts'
import { schemaOf } from '../api/openapi.ts'
import { words } from './data-words.ts'

/** A field as the page shows it; fields inside another have its name before theirs, as in `values.pm25`. */
export interface FieldLine {
  name: string
  type: string
  meaning: string
}

interface Schema {
  type?: string | string[]
  description?: string
  'x-zh'?: string
  properties?: Record<string, Schema>
  items?: Schema
  prefixItems?: Schema[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  format?: string
}

/** The declared schemas never change, and reading one takes longer than all else on the page. */
const known = new WeakMap<z.ZodType, Schema>()

function knownSchema(schema: z.ZodType): Schema {
  const found = known.get(schema) ?? (schemaOf(schema) as Schema)
  known.set(schema, found)
  return found
}

/** The fields of an object by its schema, without those inside fields of a list. */
export const fieldLines = (
  schema: z.ZodType,
  language: Language,
  without: readonly string[] = [],
): FieldLine[] => linesOf(knownSchema(schema), language).filter(({ name }) => !without.includes(name))

const linesOf = ({ properties = {} }: Schema, language: Language): FieldLine[] =>
  Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeOf(field, language),
    meaning: meaningOf(field, language),
  }))

function meaningOf(field: Schema, language: Language): string {
  const own = language === 'zh' ? field['x-zh'] : field.description
  if (own) return own
  const inner = field.anyOf?.map((one) => meaningOf(one, language)).find((text) => text !== '')
  return inner ?? ''
}

function typeOf(field: Schema, language: Language): string {
  const w = words[language]
  if (Array.isArray(field.type)) return typeOf({ anyOf: field.type.map((type) => ({ type })) }, language)
  if (field.anyOf) {
    const some = field.anyOf.filter(({ type }) => type !== 'null').map((one) => typeOf(one, language))
    const isNullable = some.length < field.anyOf.length
    return [...new Set(some), ...(isNullable ? [w.nullable] : [])].join(language === 'zh' ? '，' : ', ')
  }
  if (field.const !== undefined) return String(field.const)
  if (field.enum) return field.enum.join(' | ')
  if (field.items) return w.listOf(typeOf(field.items, language))
  if (field.properties && Object.keys(field.properties).length <= 8)
    return `{ ${Object.keys(field.properties).join(', ')} }`
  return w.types[field.type ?? 'object'] ?? field.type ?? ''
}
