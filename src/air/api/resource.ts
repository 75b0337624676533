import { z } from 'zod'
import type { House } from '../../kit/room.ts'
import type { Words } from '../../kit/words.ts'
import type { Csv, Terms } from './csv.ts'
import { type Asked, choice, type Parameter, type Parameters, readParameters } from './parameter.ts'

/** Where all of it stands. */
export const resourceRoot = '/api/v1'

export const formats = ['json', 'csv', 'geojson'] as const
export type Format = (typeof formats)[number]

export interface Scene {
  house: House
  at: Temporal.Instant
  zone: string
  base: string
  format: Format
}

/** What a resource has to say: what stands before the rows, the rows, and what is known once all of them went by. */
export interface Said<Row> {
  head: Record<string, unknown>
  /** A list where there are few; pieces, which are sent as they come, where there may be years. */
  rows: readonly Row[] | AsyncIterable<readonly Row[]>
  tail?(): Record<string, unknown>
  /** Licence and attribution of a row, for its line of CSV. */
  terms?(row: Row): Terms
  /** Of pieces: a mark that changes whenever what they are made from does. */
  tag?: string
  /** Of a CSV file, without its ending. */
  file?: string
}

export interface Example {
  query: string
  words: Words
}

/** A resource of the API: the one declaration behind its route, its OpenAPI and its part of the page. */
export interface Declaration<P extends Parameters, Row> {
  path: string
  title: Words
  about: Words
  parameters: P
  /** The fields before and behind the rows. */
  envelope: z.ZodRawShape
  row: z.ZodType<Row>
  csv?: Csv<Row>
  /** Where a row is; rows without a place are left out of GeoJSON. */
  point?(row: Row): readonly [lon: number, lat: number] | null
  examples: readonly Example[]
  /** Seconds for which others may keep an answer before they ask again. */
  keep: number
  read(scene: Scene, asked: Asked<P>): Promise<Said<Row>>
}

/** A declaration as the routes, OpenAPI and the page use it: what its rows are is its own affair. */
export interface Resource {
  path: string
  title: Words
  about: Words
  formats: readonly Format[]
  parameters: Parameters
  schemas: Partial<Record<Format, z.ZodType>>
  row: z.ZodType
  columns: readonly string[]
  examples: readonly Example[]
  keep: number
  answer(scene: Scene, query: URLSearchParams): Promise<Reply>
}

/** What a resource says, with its rows as text in the format that was asked. */
export interface Reply {
  said: Pick<Said<never>, 'tag' | 'file'>
  whole: boolean
  text: AsyncIterable<string>
}

const formatWords: Words = { zh: '回答的格式', en: 'Format of the answer' }
const formatFallback: Words = { zh: '按 Accept 请求头，否则 json', en: 'by the Accept header, else json' }

export function resource<P extends Parameters, Row>(own: Declaration<P, Row>): Resource {
  const { path, title, about, examples, keep, row, csv, point } = own
  const spoken = formats.filter(
    (format) => format === 'json' || (format === 'csv' ? csv !== undefined : point !== undefined),
  )
  const parameters: Parameters = {
    ...own.parameters,
    format: choice(spoken, formatWords, formatFallback) as Parameter,
  }
  return {
    path,
    title,
    about,
    formats: spoken,
    parameters,
    schemas: schemasOf(own),
    row,
    columns: csv?.names ?? [],
    examples,
    keep,
    async answer(scene, query) {
      const asked = readParameters(parameters, query) as Asked<P>
      const said = await own.read(scene, asked)
      const write = { json: jsonText, csv: csvText, geojson: geoText }[scene.format]
      return { said, whole: Array.isArray(said.rows), text: write(own, said) }
    },
  }
}

function schemasOf<P extends Parameters, Row>({ envelope, row, csv, point }: Declaration<P, Row>) {
  const feature = z.strictObject({
    type: z.literal('Feature'),
    geometry: z.strictObject({
      type: z.literal('Point'),
      coordinates: z.tuple([z.number(), z.number()]).meta({ description: 'Longitude, latitude' }),
    }),
    properties: row,
  })
  return {
    json: z.strictObject({ ...envelope, data: z.array(row) }),
    ...(csv ? { csv: z.string() } : {}),
    ...(point
      ? {
          geojson: z.strictObject({
            type: z.literal('FeatureCollection'),
            ...envelope,
            features: z.array(feature),
          }),
        }
      : {}),
  }
}

async function* piecesOf<Row>(rows: Said<Row>['rows']): AsyncGenerator<readonly Row[]> {
  if (Symbol.asyncIterator in rows) yield* rows
  else yield rows
}

/** The members of an object without its braces, each followed by a comma. */
const members = (object: object) =>
  Object.entries(object)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`)
    .join('')

/** The rows between `"name":[` and `]`, then the tail. */
async function* rowsText<Row>(name: string, said: Said<Row>, each: (row: Row) => string | null) {
  let first = true
  yield `${JSON.stringify(name)}:[`
  for await (const piece of piecesOf(said.rows)) {
    const some = piece.map(each).filter((text) => text !== null)
    if (some.length === 0) continue
    yield `${first ? '\n' : ',\n'}${some.join(',\n')}`
    first = false
  }
  yield '\n]'
  for (const [key, value] of Object.entries(said.tail?.() ?? {}))
    yield `,${JSON.stringify(key)}:${JSON.stringify(value)}`
  yield '}\n'
}

async function* jsonText<Row>(_: unknown, said: Said<Row>) {
  yield `{${members(said.head)}`
  yield* rowsText('data', said, (row) => JSON.stringify(row))
}

async function* geoText<Row>({ point }: Pick<Declaration<Parameters, Row>, 'point'>, said: Said<Row>) {
  yield `{"type":"FeatureCollection",${members(said.head)}`
  yield* rowsText('features', said, (row) => {
    const coordinates = point?.(row)
    if (!coordinates) return null
    return JSON.stringify({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: row })
  })
}

const noTerms: Terms = { kind: '', licence: '', attribution: '' }

async function* csvText<Row>({ csv }: { csv?: Csv<Row> }, said: Said<Row>) {
  yield `${csv!.names.join(',')}\r\n`
  const terms = (row: Row) => said.terms?.(row) ?? noTerms
  for await (const piece of piecesOf(said.rows))
    yield piece.map((row) => csv!.linesOf(row, terms(row))).join('')
}

/** What an answer in this format is called. */
export const typeOf: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  geojson: 'application/geo+json; charset=utf-8',
}
