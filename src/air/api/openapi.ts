import { z } from 'zod'
import type { House } from '../../kit/room.ts'
import type { Parameter } from './parameter.ts'
import type { Resource } from './resource.ts'
import { type Format, resourceRoot } from './resource.ts'
import { resources } from './resources.ts'

type Json = Record<string, unknown>

const mediaOf: Record<Format, string> = {
  json: 'application/json',
  csv: 'text/csv',
  geojson: 'application/geo+json',
}

/** The JSON Schema of a zod schema, as OpenAPI 3.1 takes it. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return own
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  title_zh: z.string(),
  status: z.int(),
  code: z.string().meta({ description: 'A short stable name, such as unknown-station' }),
  detail: z.string(),
  detail_zh: z.string(),
  errors: z
    .array(
      z.object({
        parameter: z.string(),
        detail: z.string(),
        detail_zh: z.string(),
        allowed: z.array(z.string()).optional(),
      }),
    )
    .optional(),
})

const refusals: Record<string, string> = {
  400: 'A parameter is wrong, unknown or repeated',
  404: 'There is no such station',
  406: 'There is no such format',
  429: 'Too many requests; see Retry-After',
}

/** The whole API in OpenAPI 3.1, made from the declarations that also answer. */
export function openApi(house: House, base: string): Json {
  const { name } = house.centre
  return {
    openapi: '3.1.0',
    info: {
      title: `${name.en}: open data`,
      version: '1',
      summary: 'Air quality: stations, readings, day reports, forecast, alerts, standards',
      description: `Every answer names kind, unit, averaging, period, sources and licences. A readable page is at ${base}/en/data. ${name.zh}开放数据，说明见 ${base}/data。`,
    },
    servers: [{ url: base || '/' }],
    paths: Object.fromEntries(resources.map((one) => [`${resourceRoot}${one.path}`, pathOf(one)])),
    components: {
      schemas: {
        Problem: schemaOf(problem),
        ...Object.fromEntries(
          resources.flatMap((one) =>
            Object.entries(one.schemas).map(([format, schema]) => [
              nameOf(one, format as Format),
              schemaOf(schema),
            ]),
          ),
        ),
      },
    },
  }
}

/** `/forecast/scores` as JSON is `ForecastScores`, as GeoJSON `ForecastScoresGeojson`. */
function nameOf({ path }: Resource, format: Format): string {
  const words = [...path.slice(1).split('/'), ...(format === 'json' ? [] : [format])]
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}

function pathOf(one: Resource): Json {
  return {
    get: {
      operationId: nameOf(one, 'json'),
      summary: one.title.en,
      description: one.about.en,
      'x-zh': { summary: one.title.zh, description: one.about.zh },
      parameters: Object.entries(one.parameters).map(([name, parameter]) => parameterOf(name, parameter)),
      responses: {
        200: {
          description: one.title.en,
          headers: { ETag: { schema: { type: 'string' } } },
          content: Object.fromEntries(
            one.formats.map((format) => [
              mediaOf[format],
              { schema: { $ref: `#/components/schemas/${nameOf(one, format)}` } },
            ]),
          ),
        },
        304: { description: 'Nothing changed since the ETag in If-None-Match' },
        ...Object.fromEntries(Object.entries(refusals).map(([status, text]) => [status, refusal(text)])),
      },
    },
  }
}

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const parameterOf = (name: string, { schema, words, fallback, example }: Parameter): Json => ({
  name,
  in: 'query',
  required: false,
  description: `${words.en}. Left out: ${fallback.en}.`,
  'x-zh': `${words.zh}。省略时：${fallback.zh}。`,
  schema: schemaOf(schema, 'input'),
  example,
})
