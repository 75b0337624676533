import { z } from 'zod'
import type { Officer } from '../../people/officer.ts'
import type { House } from '../../room.ts'
import { type AnyRegister, keptFields } from '../register.ts'
import { root } from './paths.ts'

type Json = Record<string, unknown>

/** The API in OpenAPI 3.1, made from the declarations: the registers that he may see, for a stranger those that are open. */
export function openApiOf(house: House, officer: Officer | null, base: string): Json {
  const sees = (r: AnyRegister) => officer !== null && r.may.see.holds(officer, undefined)
  const shown = house.desk.registers.filter((r) => sees(r) || r.list.open !== null)
  return {
    openapi: '3.1.0',
    info: {
      title: `${house.centre.name.en}: registers`,
      version: '1',
      description:
        'Reading what is open needs nothing. An officer reads and changes the rest with the session of his browser, from a page of this site.',
    },
    servers: [{ url: base || '/' }],
    paths: Object.assign({}, ...shown.map((r) => pathsOf(r, sees(r)))),
    components: {
      schemas: { Problem: problem, ...Object.assign({}, ...shown.map((r) => schemasOf(r, sees(r)))) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lantian.session_token' } },
    },
  }
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const content = (schema: Json) => ({ content: { 'application/json': { schema } } })
const wrong = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})
const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: 'ETag of the row as it was read',
}
const security = [{ session: [] }]

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'title_zh', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    title_zh: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail', 'detail_zh'],
        properties: { field: { type: 'string' }, detail: { type: 'string' }, detail_zh: { type: 'string' } },
      },
    },
  },
}

/** The three addresses of a register; a stranger's document tells only what answers him. */
function pathsOf(r: AnyRegister, inside: boolean): Json {
  const one = r.words.en
  const refusals = {
    400: wrong('The address cannot be read'),
    404: wrong('There is none, or it is not open to you'),
  }
  const changes = {
    ...refusals,
    401: wrong('Nobody is signed in'),
    403: wrong('Not from our own page, or not for this officer'),
    409: wrong('Another entry has the same, or the entry lies in the trash'),
    412: wrong('The entry was changed since'),
    413: wrong('The body is too large'),
    415: wrong('The body is no JSON'),
    422: wrong('Fields are wrong; errors names each'),
    428: wrong('If-Match is missing'),
  }
  const answer = {
    description: one,
    headers: { ETag: { schema: { type: 'string' } } },
    ...content(ref(r.key)),
  }
  const body = { required: true, ...content(ref(`${r.key}Values`)) }
  const part = { required: true, ...content({ ...ref(`${r.key}Part`) }) }
  return {
    [`${root}/${r.key}`]: {
      get: {
        summary: `${r.many.en} · ${r.many.zh}`,
        parameters: parametersOf(r, inside),
        responses: { 200: { description: r.many.en, ...content(ref(`${r.key}List`)) }, ...refusals },
      },
      ...(inside
        ? {
            post: {
              summary: `Add: ${one}`,
              security,
              requestBody: body,
              responses: { 201: answer, ...changes },
            },
          }
        : {}),
    },
    [`${root}/${r.key}/{id}`]: {
      parameters: [inPath],
      get: { summary: one, responses: { 200: answer, 304: { description: 'Not changed' }, ...refusals } },
      ...(inside
        ? {
            patch: {
              summary: `Change: ${one}`,
              security,
              parameters: [ifMatch],
              requestBody: part,
              responses: { 200: answer, ...changes },
            },
            delete: {
              summary: `Put into the trash: ${one}`,
              security,
              parameters: [ifMatch],
              responses: { 204: { description: 'It lies in the trash' }, ...changes },
            },
          }
        : {}),
    },
    ...(inside
      ? {
          [`${root}/${r.key}/{id}/history`]: {
            parameters: [inPath],
            get: {
              summary: `History: ${one}`,
              security,
              responses: { 200: { description: 'Newest first', ...content(historySchema) }, ...refusals },
            },
          },
        }
      : {}),
  }
}

const query = (name: string, description: string, schema: Json = { type: 'string' }) => ({
  name,
  in: 'query',
  description,
  schema,
})

function parametersOf(r: AnyRegister, inside: boolean): Json[] {
  const shown = inside ? Object.keys(r.fields) : (r.list.open ?? [])
  const filters = r.list.filters.filter((name) => shown.includes(name))
  const sorts = r.list.sort.filter((name) => shown.includes(name))
  const searched = inside || r.list.search.every((name) => shown.includes(name))
  return [
    ...(searched ? [query('q', 'Words that must all be found')] : []),
    ...filters.flatMap((name) => {
      const { kind, words } = r.fields[name]!
      return kind.filter?.kind === 'range'
        ? [query(`${name}.from`, `${words.en}, at least`), query(`${name}.until`, `${words.en}, at most`)]
        : [query(name, words.en)]
    }),
    query('sort', 'With a minus: descending', {
      type: 'string',
      enum: sorts.flatMap((name) => [name, `-${name}`]),
    }),
    ...(inside ? [query('trash', '1: what lies in the trash', { type: 'string', enum: ['1'] })] : []),
    query('limit', 'Rows of a page', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
    query('after', 'next of the page before'),
    query('before', 'previous of the page behind'),
  ]
}

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any' })
  return own
}

/** A value as it stands in a row: null where there may be none. */
const orNull = (schema: Json, required: boolean): Json =>
  required ? schema : { anyOf: [schema, { type: 'null' }] }

function fieldsOf(r: AnyRegister, names: readonly string[]): Json {
  return Object.fromEntries(
    names.map((name) => {
      const { kind, words, required } = r.fields[name]!
      return [name, { title: `${words.en} · ${words.zh}`, ...orNull(schemaOf(kind.schema), required) }]
    }),
  )
}

function schemasOf(r: AnyRegister, inside: boolean): Json {
  const shown = inside ? Object.keys(r.fields) : (r.list.open ?? [])
  const kept = keptFields(r).map(([name]) => name)
  const required = keptFields(r)
    .filter(([, field]) => field.required)
    .map(([name]) => name)
  const text = { type: 'string' }
  const always = {
    id: { type: 'integer' },
    revision: { type: 'integer' },
    changedAt: { type: 'string', format: 'date-time' },
  }
  const house = {
    createdAt: { type: 'string', format: 'date-time' },
    createdBy: text,
    changedBy: text,
    trashedAt: { type: ['string', 'null'] },
  }
  const values = {
    type: 'object',
    additionalProperties: false,
    properties: fieldsOf(r, shown),
    required: shown,
  }
  const properties = { ...always, ...(inside ? house : {}), values }
  const given = { type: 'object', additionalProperties: false, properties: fieldsOf(r, kept) }
  return {
    [r.key]: { type: 'object', additionalProperties: false, properties, required: Object.keys(properties) },
    [`${r.key}List`]: {
      type: 'object',
      additionalProperties: false,
      required: ['register', 'count', 'more', 'next', 'previous', 'rows'],
      properties: {
        register: { const: r.key },
        count: { type: 'integer', description: 'Counted up to 1,000' },
        more: { type: 'boolean', description: 'There are more than were counted' },
        next: { type: ['string', 'null'] },
        previous: { type: ['string', 'null'] },
        rows: { type: 'array', items: ref(r.key) },
      },
    },
    ...(inside ? { [`${r.key}Values`]: { ...given, required }, [`${r.key}Part`]: given } : {}),
  }
}

const historySchema: Json = {
  type: 'object',
  required: ['register', 'id', 'history'],
  properties: {
    register: { type: 'string' },
    id: { type: 'integer' },
    history: {
      type: 'array',
      items: {
        type: 'object',
        required: ['revision', 'at', 'by', 'deed', 'changes'],
        properties: {
          revision: { type: 'integer' },
          at: { type: 'string', format: 'date-time' },
          by: { type: 'string' },
          deed: { type: 'string' },
          changes: { type: 'object', additionalProperties: { type: 'object', required: ['from', 'to'] } },
        },
      },
    },
  },
}
