import assert from 'node:assert/strict'
import { test as plainTest } from 'node:test'
import { sql } from 'kysely'
import { room as peopleRoom } from '../people/room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { lookOf, withTitles } from './look.ts'
import { allRows, listRows, wantedOf } from './query.ts'
import {
  type AnyRegister,
  type AnyRow,
  checkRegisters,
  integer,
  type Row,
  register,
  registerFaults,
  text,
  type ValuesOf,
} from './register.ts'
import { room } from './room.ts'
import { addRow, changeRow, deedOn, historyOf, moveRow, rowById, Taken } from './rows.ts'
import { registerMigration } from './table.ts'
import { thingRoom, things } from './testing.ts'

const any = things as AnyRegister
const test = (name: string, body: (house: RoomsHouse['house']) => Promise<void>) =>
  inHousesOf([peopleRoom, room, thingRoom], name, ({ house }) => body(house))
type Thing = ValuesOf<typeof things.fields>

const empty: Thing = {
  name: '面包车',
  notes: null,
  seats: 7,
  weight: null,
  price: null,
  since: null,
  checked: null,
  state: 'free',
  electric: null,
  keeper: null,
  home: null,
  parent: null,
  call: null,
  mail: null,
  street: null,
  point: null,
  parts: null,
  each: null,
}
const deedOf = (house: RoomsHouse['house']) => ({ at: house.clock(), by: 'officer/1' })
const add = (house: RoomsHouse['house'], values: Partial<Thing> = {}) =>
  deedOn(house.store.db, any, (tx) => addRow(tx, things, { ...empty, ...values }, deedOf(house)))
const list = async (house: RoomsHouse['house'], query: string, size?: number) =>
  listRows(house.store.db, any, wantedOf(any, new URLSearchParams(query)), await lookOf(house, 'zh'), size)
const names = ({ rows }: { rows: AnyRow[] }) => rows.map(({ name }) => name)

test('a row comes back as it was written, of every kind', async (house) => {
  const first = await add(house, { name: '车队' })
  const full: Thing = {
    ...empty,
    notes: '第一行\n第二行',
    weight: -1_250,
    price: 1_999,
    since: '2026-02-28',
    checked: 1_795_000_000_000,
    state: 'out',
    electric: false,
    home: '1',
    parent: first,
    call: '010-8852 0000',
    mail: 'a@example.org',
    street: '车公庄西路14号',
    point: { lat: 39.93, lon: 116.33 },
    parts: [{ what: '备胎', count: null }],
    each: null,
  }
  const id = await add(house, full)
  const row: Row<typeof things> = await rowById(house.store.db, things, id)
  assert.deepEqual(
    { ...full, each: 286 },
    Object.fromEntries(Object.keys(full).map((key) => [key, row[key as keyof Thing]])),
  )
  assert.deepEqual([row.revision, row.createdBy, row.trashedAt], [1, 'officer/1', null])
})

test('a reference is shown by the title of its row, of all rows of a page at once', async (house) => {
  const parent = await add(house, { name: '车队' })
  await add(house, { name: '面包车', parent })
  const { rows } = await list(house, '')
  const look = await withTitles(await lookOf(house, 'zh'), any, rows)
  assert.deepEqual([...look.titles], [[`thing/${parent}`, '车队']])
  assert.equal(any.fields.parent!.kind.show(parent, look), '车队')
  assert.equal(any.fields.parent!.kind.write(parent, look), `№ ${parent} 车队`)
})

test('the database is as the register is declared, and a forgotten migration is found', async ({ store }) => {
  assert.deepEqual(await registerFaults(store, [any]), [])
  const grown = register('thing', {
    ...{ words: any.words, may: any.may, list: { columns: ['name'], order: 'name' } },
    fields: {
      ...any.fields,
      colour: text({ zh: '颜色', en: 'Colour' }),
      weight: integer({ zh: '重量', en: 'Weight' }),
    },
  }) as AnyRegister
  const faults = await registerFaults(store, [grown])
  assert.deepEqual(faults, [
    'thing.weight: may be empty in the database',
    'thing.colour: there is no such column',
  ])
  await store.db.schema.dropIndex('thing_trash').execute()
  assert.deepEqual(await registerFaults(store, [any]), ['thing: there is no index thing_trash'])
  await assert.rejects(checkRegisters(store, [any]), /A migration is missing/)
  assert.match(
    registerMigration(store.db, store.engine, any),
    /create table "thing" \([^;]*"name" text not null/,
  )
})

test('of two who change the same revision one wins and the other is told', async (house) => {
  const { db } = house.store
  const id = await add(house)
  const change = (seats: number) =>
    deedOn(db, any, (tx) =>
      changeRow(tx, things, { id, revision: 1, values: { ...empty, seats } }, deedOf(house)),
    )
  const done = await Promise.allSettled([change(8), change(9)])
  assert.deepEqual(done.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const lost = done.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  assert.equal(lost.reason.status, 409)
  const history = await historyOf(db, any, id)
  assert.deepEqual(
    history.map(({ deed, revision }) => [deed, revision]),
    [
      ['change', 2],
      ['add', 1],
    ],
  )
  assert.equal(history[0]!.changes.seats![0], 7)
  const lines = await db
    .selectFrom('journal')
    .select(['deed', 'detail'])
    .where('about', '=', `thing/${id}`)
    .execute()
  assert.deepEqual(
    lines.map(({ deed }) => deed),
    ['thing.add', 'thing.change'],
    'and only what was done stands in the journal',
  )
  assert.doesNotMatch(lines[0]!.detail, /面包车/, 'which names the fields and keeps no value')
})

test('what changes nothing is not written, and history cannot be edited', async (house) => {
  const { db } = house.store
  const id = await add(house)
  assert.equal(
    await deedOn(db, any, (tx) => changeRow(tx, things, { id, revision: 1, values: empty }, deedOf(house))),
    false,
  )
  assert.equal((await historyOf(db, any, id)).length, 1)
  await assert.rejects(db.updateTable('register_history').set({ by: 'x' }).execute(), /append-only/)
})

test('no field that is not declared is ever written', async (house) => {
  const id = await add(house, { revision: 9, created_by: 'x', trashed_at: 1 } as Partial<Thing>)
  const row = await rowById(house.store.db, things, id)
  assert.deepEqual([row.revision, row.createdBy, row.trashedAt], [1, 'officer/1', null])
})

test('a second one of what is unique is refused by name, and the trash does not count', async (house) => {
  const { db } = house.store
  const id = await add(house)
  await assert.rejects(add(house), (error: unknown) => error instanceof Taken && error.field === 'name')
  const move = (to: 'trash' | 'list') => deedOn(db, any, (tx) => moveRow(tx, any, { id, to }, deedOf(house)))
  assert.equal(await move('trash'), true)
  assert.equal(await move('trash'), false)
  await add(house)
  await assert.rejects(move('list'), Taken)
  assert.deepEqual(
    (await list(house, 'trash=1')).rows.map((row) => row.id),
    [id],
  )
})

test('a list is walked forth and back by its pages, empty values first, whatever the order', async (house) => {
  for (let at = 0; at < 23; at++)
    await add(house, {
      name: `车 ${String(at).padStart(2, '0')}`,
      seats: 1 + (at % 5),
      since: at % 3 ? `2026-0${1 + (at % 6)}-01` : null,
    })
  for (const sort of ['name', '-name', 'seats', '-seats', 'since', '-since']) {
    const whole = names(await list(house, `sort=${sort}`, 50))
    let page = await list(house, `sort=${sort}`, 5)
    assert.equal(page.previous, null)
    const seen = [...names(page)]
    while (page.next) seen.push(...names((page = await list(house, `sort=${sort}&after=${page.next}`, 5))))
    assert.deepEqual(seen, whole, sort)
    const back = [...names(page)]
    while (page.previous)
      back.unshift(...names((page = await list(house, `sort=${sort}&before=${page.previous}`, 5))))
    assert.deepEqual(back, whole, `${sort} back`)
    const streamed = []
    const wanted = wantedOf(any, new URLSearchParams(`sort=${sort}`))
    for await (const rows of allRows(house.store.db, any, wanted, await lookOf(house, 'zh'), 4))
      streamed.push(...names({ rows }))
    assert.deepEqual(streamed, whole, `${sort} in a file`)
  }
})

test('a list is narrowed by search and filters, and says plainly what it cannot read', async (house) => {
  await add(house, {
    name: '通勤车 Ｂus',
    call: '010-8852 0000',
    state: 'out',
    electric: true,
    since: '2026-03-01',
  })
  await add(house, { name: '100%_车', seats: 2 })
  const found = async (query: Record<string, string>) =>
    names(await list(house, new URLSearchParams(query).toString()))
  assert.deepEqual(await found({ q: '通勤 bus' }), ['通勤车 Ｂus'])
  assert.deepEqual(await found({ q: '88520000' }), ['通勤车 Ｂus'])
  assert.deepEqual(await found({ q: '0%_' }), ['100%_车'], 'a sign is a sign, and no pattern')
  assert.deepEqual(await found({ q: "'; drop table thing --" }), [])
  assert.deepEqual(await found({ q: '\0' }), await found({}))
  assert.deepEqual(await found({ state: 'out' }), ['通勤车 Ｂus'])
  assert.deepEqual(await found({ electric: '1' }), ['通勤车 Ｂus'])
  assert.deepEqual(await found({ electric: 'x' }), [])
  assert.deepEqual(await found({ 'since.from': '2026-03-01', 'since.until': '2026-03-01' }), ['通勤车 Ｂus'])
  assert.deepEqual(await found({ 'seats.until': '2' }), ['100%_车'])
  await assert.rejects(found({ 'since.from': 'soon' }), { status: 400 })
  for (const after of ['x', 'bnVsbA', Buffer.from('[1,1]').toString('base64url')])
    await assert.rejects(found({ after }), { status: 400 })
  assert.equal((await sql`select 1 as one from thing`.execute(house.store.db)).rows.length, 2)
})

plainTest('a register with a name that is taken, or sorted by what is not kept, does not start', () => {
  const of = { words: any.words, may: any.may, list: { columns: [], order: 'revision' } } as const
  assert.throws(() => register('x', { ...of, fields: { revision: integer(any.words) } }), /cannot be a name/)
  assert.throws(
    () => register('Drop Table', { ...of, fields: { revision: integer(any.words) } }),
    /cannot be a name/,
  )
})
