import assert from 'node:assert/strict'
import { z } from 'zod'
import { resources } from './resources.ts'
import { inBothSites, json } from './testing.ts'

// biome-ignore lint/suspicious/noExplicitAny: OpenAPI as any other program reads it
type Document = any

/** A schema of the document with what it refers to, as a validator. */
const validatorOf = (document: Document, ref: string) =>
  z.fromJSONSchema(document.components.schemas[ref.split('/').at(-1)!])

const queries: Record<string, string> = {
  '/readings': 'place=city,A&from=2016-12-19&to=2016-12-20',
  '/days': 'place=all&from=2016-12-19&to=2016-12-20',
  '/months': 'place=city,A',
  '/years': 'place=city,A',
}

inBothSites('every resource answers as its OpenAPI says, in every format', async (web) => {
  const document: Document = await json(web, '/openapi.json')
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(
    Object.keys(document.paths),
    resources.map(({ path }) => `/api/v1${path}`),
  )
  for (const [path, { get }] of Object.entries<Document>(document.paths)) {
    const query = queries[path.replace('/api/v1', '')] ?? ''
    for (const [media, { schema }] of Object.entries<Document>(get.responses[200].content)) {
      const answer = await web.request(`${path}?${query}`, { headers: { accept: media } })
      assert.equal(answer.status, 200, `${path} ${media}`)
      assert.equal(answer.headers.get('content-type')?.split(';')[0], media)
      const body = media === 'text/csv' ? await answer.text() : await answer.json()
      const parsed = validatorOf(document, schema.$ref).safeParse(body)
      assert.ok(parsed.success, `${path} ${media}: ${parsed.error?.message}`)
    }
  }
})

inBothSites('the document is strict: a field that it does not name is noticed', async (web) => {
  const document: Document = await json(web, '/openapi.json')
  const days = validatorOf(document, 'Days')
  const body = await json(web, '/days?place=A&from=2016-12-20&to=2016-12-20')
  assert.ok(days.safeParse(body).success)
  assert.ok(!days.safeParse({ ...body, more: 1 }).success)
  assert.ok(!days.safeParse({ ...body, data: [{ ...body.data[0], more: 1 }] }).success)
  assert.ok(!days.safeParse({ ...body, kind: 'guess' }).success)
})

inBothSites('every refusal is as OpenAPI says', async (web) => {
  const document: Document = await json(web, '/openapi.json')
  for (const { path } of resources) {
    const answer = await web.request(`/api/v1${path}?nothing=1`)
    const refusal = document.paths[`/api/v1${path}`].get.responses[400].content['application/problem+json']
    const parsed = validatorOf(document, refusal.schema.$ref).safeParse(await answer.json())
    assert.ok(parsed.success, `${path}: ${parsed.error?.message}`)
  }
})

inBothSites('the parameters that OpenAPI names are those that are taken', async (web) => {
  const document: Document = await json(web, '/openapi.json')
  for (const [path, { get }] of Object.entries<Document>(document.paths)) {
    const answer: Document = await json(web, `${path.replace('/api/v1', '')}?nothing=1`)
    assert.deepEqual(
      answer.errors[0].allowed,
      get.parameters.map(({ name }: { name: string }) => name),
      path,
    )
    for (const { name, example } of get.parameters) {
      const taken: Document = await json(
        web,
        `${path.replace('/api/v1', '')}?${new URLSearchParams({ [name]: example })}`,
      )
      assert.notEqual(taken.code, 'wrong-parameter', `${path} ${name}=${example}`)
    }
  }
})

inBothSites('each field and parameter is explained in both languages', async (web) => {
  const document: Document = await json(web, '/openapi.json')
  for (const [path, { get }] of Object.entries<Document>(document.paths)) {
    assert.ok(get['x-zh'].description, path)
    for (const { name, description, 'x-zh': zh } of get.parameters)
      assert.ok(description && zh, `${path} ${name}`)
  }
})
