import assert from 'node:assert/strict'
import { test as plainTest } from 'node:test'
import { anyOfficer } from '../../people/officer.ts'
import { room as people } from '../../people/room.ts'
import { signedIn, type TestOfficer } from '../../people/testing.ts'
import { inHousesOf, type RoomsHouse } from '../../testing-house.ts'
import { type AnyRegister, createRegisterTable, integer, register, text } from '../register.ts'
import { room } from '../room.ts'
import { thingRoom } from '../testing.ts'

/** A register of which strangers see two fields, and not who pays. */
const shops = register('shop', {
  words: { zh: '商店', en: 'Shop' },
  fields: {
    name: text({ zh: '名称', en: 'Name' }, { unique: true }),
    rooms: integer({ zh: '间数', en: 'Rooms' }, { min: 1 }),
    payer: text({ zh: '付款人', en: 'Payer' }),
  },
  list: {
    columns: ['name'],
    order: 'name',
    filters: ['payer', 'rooms'],
    sort: ['payer'],
    open: ['name', 'rooms'],
  },
  may: {
    see: anyOfficer,
    change: { words: { zh: '李明', en: 'Li Ming' }, holds: ({ name }) => name.en === 'Li Ming' },
  },
}) as unknown as AnyRegister

const shopRoom = {
  name: 'shops',
  registers: [shops],
  migrations: { 'shops-001': { up: (db: never, engine: never) => createRegisterTable(db, engine, shops) } },
}
const test = (name: string, body: (given: RoomsHouse) => Promise<void>) =>
  inHousesOf([people, room, thingRoom, shopRoom], name, body)

const root = '/api/v1/registers'
const asks =
  ({ web }: RoomsHouse, officer: TestOfficer | null) =>
  (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    web.request(`http://localhost${path}`, {
      method,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        'content-type': 'application/json',
        ...(officer ? { cookie: officer.browser.cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
const li = { name: { zh: '李明', en: 'Li Ming' } }
const wang = { name: { zh: '王芳', en: 'Wang Fang' } }
// biome-ignore lint/suspicious/noExplicitAny: whatever was answered
const jsonOf = async (answer: Response | Promise<Response>): Promise<any> => (await answer).json()
const paid = { name: '花店', rooms: 2, payer: '赵' }

test('a row is made, read, changed and put away, by who saw its last revision', async (given) => {
  const ask = asks(given, await signedIn(given.web, given.house, li))
  const made = await ask('POST', `${root}/shop`, paid)
  assert.equal(made.status, 201)
  const path = made.headers.get('location')!
  const first = made.headers.get('etag')!
  assert.deepEqual((await jsonOf(made)).values, paid)
  assert.equal((await ask('GET', path, undefined, { 'if-none-match': first })).status, 304)
  assert.equal((await ask('PATCH', path, { rooms: 3 })).status, 428)
  const changed = await ask('PATCH', path, { rooms: 3 }, { 'if-match': first })
  assert.deepEqual([changed.status, (await jsonOf(changed)).values.rooms], [200, 3])
  assert.equal((await ask('PATCH', path, { rooms: 4 }, { 'if-match': first })).status, 412)
  assert.equal((await ask('DELETE', path, undefined, { 'if-match': first })).status, 412)
  const { history } = await jsonOf(ask('GET', `${path}/history`))
  assert.deepEqual(history[0].changes, { rooms: { from: 2, to: 3 } })
  assert.equal((await ask('POST', `${root}/shop`, paid)).status, 409)
  assert.equal(
    (await ask('DELETE', path, undefined, { 'if-match': changed.headers.get('etag')! })).status,
    204,
  )
  assert.equal((await jsonOf(ask('GET', `${root}/shop`))).count, 0)
  assert.equal((await jsonOf(ask('GET', `${root}/shop?trash=1`))).rows[0].values.payer, '赵')
})

test('only who may changes anything, from our own page; wrong fields are named and never written', async (given) => {
  const ask = asks(given, await signedIn(given.web, given.house, li))
  const other = asks(given, await signedIn(given.web, given.house, wang))
  const stranger = asks(given, null)
  assert.equal((await other('POST', `${root}/shop`, paid)).status, 403)
  assert.equal((await stranger('POST', `${root}/shop`, paid)).status, 401)
  assert.equal((await ask('POST', `${root}/shop`, paid, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await ask('POST', `${root}/shop`, paid, { 'content-type': 'text/plain' })).status, 415)
  assert.equal((await ask('POST', `${root}/shop`, '{')).status, 400)
  assert.equal((await ask('POST', `${root}/shop`, 'x'.repeat(1024 * 1024 + 1))).status, 413)
  const wrong = await ask('POST', `${root}/shop`, { name: '', rooms: 'two', id: 9, created_by: 'me' })
  assert.match(wrong.headers.get('content-type')!, /problem\+json/)
  const { status, errors } = await jsonOf(wrong)
  assert.equal(status, 422)
  assert.deepEqual(errors.map(({ field }: { field: string }) => field).toSorted(), [
    'created_by',
    'id',
    'name',
    'payer',
    'rooms',
  ])
  assert.equal((await jsonOf(ask('GET', `${root}/shop`))).count, 0)
  assert.equal((await ask('PUT', `${root}/shop`, paid)).headers.get('allow'), 'GET, HEAD, POST')
})

test('a stranger reads what is open, and can find out nothing of the rest', async (given) => {
  const ask = asks(given, await signedIn(given.web, given.house, li))
  const stranger = asks(given, null)
  await ask('POST', `${root}/shop`, paid)
  await ask('POST', `${root}/shop`, { name: '书店', rooms: 9, payer: '钱' })
  const names = async (query: string) =>
    (await jsonOf(stranger('GET', `${root}/shop${query}`))).rows.map(
      (row: { values: { name: string } }) => row.values.name,
    )
  const { rows } = await jsonOf(stranger('GET', `${root}/shop?rooms.from=5`))
  assert.deepEqual(rows, [
    { id: 2, revision: 1, changedAt: rows[0].changedAt, values: { name: '书店', rooms: 9 } },
  ])
  const all = await names('')
  for (const query of [
    `?q=${encodeURIComponent('赵')}`,
    `?payer=${encodeURIComponent('赵')}`,
    '?sort=-payer',
    '?trash=1',
    '?cols=payer',
  ])
    assert.deepEqual(await names(query), all, query)
  assert.doesNotMatch(await (await stranger('GET', `${root}/shop/1`)).text(), /赵|payer|officer/)
  for (const path of ['/shop/1/history', '/shop/99', '/thing', '/thing/1', '/none', '/constructor'])
    assert.equal((await stranger('GET', root + path)).status, 404, path)
  const own = await ask('GET', `${root}/shop`)
  assert.equal(own.headers.get('access-control-allow-origin'), null)
  assert.equal(own.headers.get('cache-control'), 'no-store')
})

test('every address of the OpenAPI document answers as it says, to an officer and to a stranger', async (given) => {
  const ask = asks(given, await signedIn(given.web, given.house, li))
  await ask('POST', `${root}/shop`, paid)
  await ask('POST', `${root}/thing`, { name: '车', seats: 2, state: 'free' })
  for (const who of [ask, asks(given, null)]) {
    const document = await jsonOf(who('GET', `${root}/openapi.json`))
    assert.equal(document.openapi, '3.1.0')
    const schema = (of: { $ref?: string }) => {
      if (!of.$ref) return of
      const found = document.components.schemas[of.$ref.split('/').at(-1)!]
      assert.ok(found, of.$ref)
      return found
    }
    for (const [, name = ''] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      assert.ok(document.components.schemas[name], name)
    // biome-ignore lint/suspicious/noExplicitAny: the document, as it came
    for (const [path, item] of Object.entries<any>(document.paths)) {
      const answer = await who('GET', path.replace('{id}', '1'))
      const said = item.get.responses
      assert.ok(String(answer.status) in said, `${path} ${answer.status}`)
      const shape = schema(said[200].content['application/json'].schema)
      const body = await jsonOf(answer)
      assert.deepEqual(Object.keys(body).toSorted(), [...shape.required].toSorted(), path)
      if (body.values) assert.deepEqual(Object.keys(body.values), shape.properties.values.required)
      for (const method of ['post', 'patch', 'delete'] as const)
        if (method in item)
          assert.equal(
            (await who(method.toUpperCase(), path.replace('{id}', '99'), {}, { origin: 'x' })).status,
            403,
          )
    }
  }
  const open = await jsonOf(asks(given, null)('GET', `${root}/openapi.json`))
  assert.deepEqual(Object.keys(open.paths), [`${root}/shop`, `${root}/shop/{id}`])
  assert.doesNotMatch(JSON.stringify(open), /payer|Payer|\bthing/)
})

plainTest('a register that is sorted by what is not open does not start', () => {
  const { words, fields, may } = shops
  assert.throws(
    () =>
      register('x', { words, fields, may, list: { columns: [], order: 'payer', open: ['name'] } } as never),
    /not open/,
  )
})
