import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { signatureOf } from '../../people/officer.ts'
import { whoAsks } from '../../people/sign-in.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { isKnown, strongTag } from '../../web/etag.ts'
import { limited } from '../../web/limit.ts'
import { baseOf } from '../../web/pages.ts'
import { lookOf } from '../look.ts'
import { listRows } from '../query.ts'
import type { AnyRow } from '../register.ts'
import { addRow, changeRow, deedOn, historyOf, moveRow, noRow, rowById } from '../rows.ts'
import { bodyOf, longestBody, mustMatch, valuesGiven } from './given.ts'
import { pastJson, rowJson, tagOf } from './json.ts'
import { type Asking, askingOf, changingOf, listAsked, notYours, sees } from './open.ts'
import { openApiOf } from './openapi.ts'
import { allowedOf, root } from './paths.ts'

const rowsEach = 50
const mostRows = 200

/** Every register of the house as JSON: what is open to everybody, the rest to officers by their session. */
export function apiRoutes(web: Hono, house: House): void {
  const list = `${root}/:key{[a-z][a-z0-9_]*}`
  const row = `${list}/:id{[0-9]{1,15}}`
  web.use(`${root}/*`, limited(house))
  web.get(`${root}/openapi.json`, async (c) => {
    const signed = await whoAsks(house, c)
    return json(c, openApiOf(house, signed?.officer ?? null, baseOf(house, c)), { open: !signed })
  })
  web.get(list, async (c) => listAnswer(c, await askingOf(house, c)))
  web.get(row, async (c) => rowAnswer(c, await askingOf(house, c)))
  web.get(`${row}/history`, async (c) => historyAnswer(c, await askingOf(house, c)))
  web.post(list, limit, async (c) => create(c, await changingOf(house, c)))
  web.patch(row, limit, async (c) => change(c, await changingOf(house, c)))
  web.delete(row, async (c) => trash(c, await changingOf(house, c)))
  for (const path of [`${root}/openapi.json`, list, row, `${row}/history`]) web.all(path, refuseMethod)
}

const limit = bodyLimit({
  maxSize: longestBody,
  onError: () => {
    throw new Problem('too-large', { zh: '请求的正文超过 1 MB。', en: 'The body is larger than 1 MB.' }, 413)
  },
})

function refuseMethod(c: Context): never {
  const allow = allowedOf(c.req.path).join(', ')
  c.header('allow', allow)
  throw new Problem(
    'method-not-allowed',
    { zh: `这个地址只接受 ${allow}。`, en: `This address takes only ${allow}.` },
    405,
  )
}

/** What is open may be kept a minute by anybody, and read by other sites; what a session opens is nobody's to keep. */
function json(c: Context, body: unknown, { open, tag }: { open: boolean; tag?: string }): Response {
  const text = JSON.stringify(body)
  const etag = tag ?? strongTag(text)
  const headers = {
    etag,
    vary: 'Cookie',
    'content-type': 'application/json; charset=utf-8',
    'cache-control': open ? 'public, max-age=60' : 'no-store',
    ...(open ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag' } : {}),
  }
  return isKnown(c.req.header('if-none-match'), etag)
    ? c.body(null, 304, headers)
    : c.body(text, 200, headers)
}

async function listAnswer(c: Context, asking: Asking): Promise<Response> {
  const { house, r, officer, fields } = asking
  const query = new URL(c.req.url).searchParams
  const wanted = listAsked(asking, query)
  const size = Math.min(mostRows, Math.max(1, Math.trunc(Number(query.get('limit'))) || rowsEach))
  const listed = await listRows(house.store.db, r, wanted, await lookOf(house, 'zh'), size)
  const { count, more, next, previous } = listed
  const rows = listed.rows
    .filter((row) => sees(asking, row))
    .map((row) => rowJson(row, fields, officer !== null))
  return json(c, { register: r.key, count, more, next, previous, rows }, { open: officer === null })
}

/** @throws Problem 404, the same for what is not there and what is not for him */
async function rowOf(c: Context, asking: Asking): Promise<AnyRow> {
  const row: AnyRow = await rowById(asking.house.store.db, asking.r, Number(c.req.param('id')))
  if (!sees(asking, row)) throw noRow()
  return row
}

async function rowAnswer(c: Context, asking: Asking): Promise<Response> {
  const row = await rowOf(c, asking)
  const open = asking.officer === null
  return json(c, rowJson(row, asking.fields, !open), { open, ...(open ? {} : { tag: tagOf(asking.r, row) }) })
}

async function historyAnswer(c: Context, asking: Asking): Promise<Response> {
  const { house, r, officer } = asking
  if (officer === null) throw noRow()
  const { id } = await rowOf(c, asking)
  const past = await historyOf(house.store.db, r, id)
  return json(c, { register: r.key, id, history: past.map((each) => pastJson(r, each)) }, { open: false })
}

type Changing = Awaited<ReturnType<typeof changingOf>>

const deedBy = ({ house, officer }: Changing) => ({ at: house.clock(), by: signatureOf(officer) })

async function create(c: Context, asking: Changing): Promise<Response> {
  const { house, r } = asking
  const values = await valuesGiven(asking, await bodyOf(c), {})
  const id = await deedOn(house.store.db, r, (tx) => addRow(tx, r, values, deedBy(asking)))
  c.header('location', `${root}/${r.key}/${id}`)
  return changed(c, asking, id, 201)
}

/** The row that is to be changed, which is as he saw it. */
async function rowToChange(c: Context, asking: Changing): Promise<AnyRow> {
  const row = await rowOf(c, asking)
  if (!asking.r.may.change.holds(asking.officer, row)) throw notYours(asking.r)
  mustMatch(c, asking, row)
  return row
}

async function change(c: Context, asking: Changing): Promise<Response> {
  const { house, r } = asking
  const row = await rowToChange(c, asking)
  const values = await valuesGiven(asking, await bodyOf(c), row)
  await deedOn(house.store.db, r, (tx) =>
    changeRow(tx, r, { id: row.id, revision: row.revision, values }, deedBy(asking)),
  )
  return changed(c, asking, row.id, 200)
}

async function trash(c: Context, asking: Changing): Promise<Response> {
  const { house, r } = asking
  const { id } = await rowToChange(c, asking)
  await deedOn(house.store.db, r, (tx) => moveRow(tx, r, { id, to: 'trash' }, deedBy(asking)))
  return c.body(null, 204, { 'cache-control': 'no-store' })
}

async function changed(
  c: Context,
  { house, r, fields }: Asking,
  id: number,
  status: 200 | 201,
): Promise<Response> {
  const row: AnyRow = await rowById(house.store.db, r, id)
  return c.json(rowJson(row, fields, true), status, { etag: tagOf(r, row), 'cache-control': 'no-store' })
}
