import assert from 'node:assert/strict'
import { signedIn } from '../../people/testing.ts'
import { inHousesOf, type RoomsHouse } from '../../testing-house.ts'
import type { AnyRegister } from '../register.ts'
import { addRow, changeRow, deedOn } from '../rows.ts'
import { things } from '../testing.ts'
import { bring, emptyThing, rooms, work } from './testing.ts'

const any = things as AnyRegister
const test = (name: string, body: (given: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)
const li = { name: { zh: '李明', en: 'Li Ming' } }
const count = async ({ house }: RoomsHouse) =>
  Number(
    (
      await house.store.db
        .selectFrom('thing')
        .select((of) => of.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const add = ({ house }: RoomsHouse, name: string) =>
  deedOn(house.store.db, any, (tx) =>
    addRow(tx, things, emptyThing(name), { at: house.clock(), by: 'officer/1' }),
  )
const text = async (response: Response | Promise<Response>) => (await response).text()

test('a file is checked and shown line by line, and written only when that is asked for', async (given) => {
  const { web, house } = given
  const { browser, ...officer } = await signedIn(web, house, li)
  const bus = await add(given, '客车')
  const rows =
    '名称,座位,状态,价格（元）,颜色\n客车,9,外出,,红\n新车,5,空闲,"1,000.5",蓝\n坏车,一百,丢了,1,\n新车,2,空闲,,\n多,1,空闲,,,,x\n'
  const brought = await bring(given, { browser, ...officer }, rows, { key: 'name', name: '车辆 表.csv' })
  assert.equal(brought.status, 303)
  const path = brought.headers.get('location')!
  const waiting = await browser.get(path)
  assert.equal(waiting.headers.get('refresh'), '2')
  assert.match(await waiting.text(), /正在检查/)
  await work(given)
  const wrong = await text(browser.get(path))
  assert.match(wrong, /有错误 3/)
  assert.match(wrong, /座位 <\/strong>不是整数/)
  assert.match(wrong, /状态 <\/strong>必须是 空闲、外出 之一/)
  assert.match(wrong, /与第 3 行重复/)
  assert.match(wrong, /比标题多 1 列/)
  assert.match(wrong, /没有读取：颜色/)
  const change = await text(browser.get(`${path}?show=change`))
  assert.match(change, /<del>7<\/del>.*<ins>9<\/ins>/s)
  assert.doesNotMatch(change, /备注/, 'a column that the file has not is left alone')
  assert.match(
    await text(browser.get(`/en${path}?show=new`)),
    /<dt>Price<\/dt>\s*<dd>\s*<ins>1,000.50 yuan<\/ins>/,
  )
  assert.equal(await count(given), 1, 'nothing is written yet')
  const mended = await text(browser.get(`${path}/wrong.csv`))
  assert.match(mended, /^名称,座位,状态,价格（元）,颜色,问题\r\n坏车,一百,丢了,1,,座位 不是整数；状态 /)
  assert.equal((await browser.post(`${path}/write`)).status, 303)
  await work(given)
  assert.match(await text(browser.get(path)), /已新增 1 条，修改 1 条/)
  assert.equal((await browser.post(`${path}/write`)).status, 409)
  const kept = await house.store.db
    .selectFrom('thing')
    .select(['id', 'name', 'seats', 'price'])
    .orderBy('id')
    .execute()
  assert.deepEqual(
    kept.map((row) => [row.name, Number(row.seats), row.price === null ? null : Number(row.price)]),
    [
      ['客车', 9, null],
      ['新车', 5, 100_050],
    ],
  )
  const history = await house.store.db
    .selectFrom('register_history')
    .select('by')
    .where('row_id', '=', bus)
    .execute()
  assert.deepEqual(
    history.map(({ by }) => by),
    ['officer/1', `officer/${officer.id}`],
  )
})

test('to import the same again changes nothing, and doubles nothing where nothing says which rows are meant', async (given) => {
  const officer = await signedIn(given.web, given.house, li)
  const write = async (rows: string, key: string) => {
    const path = (await bring(given, officer, rows, { key })).headers.get('location')!
    await work(given)
    const answer = await officer.browser.post(`${path}/write`)
    await work(given)
    return answer.status
  }
  const rows = '名称,座位,状态\n甲,1,空闲\n乙,2,空闲\n'
  assert.equal(await write(rows, 'name'), 303)
  assert.equal(await write(rows, 'name'), 303)
  assert.equal(await count(given), 2)
  assert.equal((await given.house.store.db.selectFrom('register_history').select('id').execute()).length, 2)
  // Without a key every line would be new; these names are taken, so that they are wrong.
  assert.equal(await write(rows, ''), 303)
  assert.equal(await count(given), 2)
})

test('a row that somebody changed or took meanwhile is left out, and told; the others are written', async (given) => {
  const { web, house } = given
  const officer = await signedIn(web, house, li)
  const id = await add(given, '客车')
  const path = (
    await bring(given, officer, '名称,座位,状态\n客车,9,空闲\n甲,1,空闲\n乙,2,空闲\n', { key: 'name' })
  ).headers.get('location')!
  await work(given)
  const deed = { at: house.clock(), by: 'officer/1' }
  await deedOn(house.store.db, any, (tx) =>
    changeRow(tx, things, { id, revision: 1, values: { ...emptyThing('客车'), seats: 20 } }, deed),
  )
  await add(given, '甲')
  await officer.browser.post(`${path}/write`)
  await work(given)
  const page = await text(officer.browser.get(path))
  assert.match(page, /没有写入 2/)
  assert.match(page, /有人修改过这一条/)
  assert.match(page, /“名称”已被另一条使用/)
  assert.equal(await count(given), 3)
  assert.equal(
    (await house.store.db.selectFrom('thing').select('seats').where('id', '=', id).executeTakeFirst())?.seats,
    20,
  )
})

test('an import is its own officer’s, comes from our own page, and a wrong file is refused with its reason', async (given) => {
  const { web, house } = given
  const officer = await signedIn(web, house, li)
  const other = await signedIn(web, house, { name: { zh: '王芳', en: 'Wang Fang' } })
  const path = (await bring(given, officer, '名称,座位\n"甲,1\n')).headers.get('location')!
  await work(given)
  assert.match(await text(officer.browser.get(path)), /第 2 行开始的引号一直没有结束/)
  assert.equal((await officer.browser.post(`${path}/write`)).status, 409)
  assert.equal((await other.browser.get(path)).status, 404)
  assert.equal((await other.browser.post(`${path}/write`)).status, 404)
  assert.equal(
    (await bring(given, officer, 'x', { headers: { origin: 'https://evil.example' } })).status,
    403,
  )
  assert.equal(
    (await bring(given, officer, 'x', { headers: { cookie: '' } })).headers.get('location'),
    '/desk/sign-in',
  )
  assert.equal((await bring(given, officer, new Uint8Array(20_000_001))).status, 422)
  assert.equal((await officer.browser.get('/desk/r/nothing/import')).status, 404)
})

test('a list is taken along under its name, with its own filters, and with whole rows', async (given) => {
  const { browser } = await signedIn(given.web, given.house, li)
  await add(given, '=客车')
  await add(given, '货车')
  const answer = await browser.get(`/desk/r/thing/export.csv?q=${encodeURIComponent('客')}`)
  assert.match(
    answer.headers.get('content-disposition')!,
    /filename\*=UTF-8''%E7%89%A9%E5%93%81%202026-11-24\.csv/,
  )
  const [head, row, end] = new TextDecoder('utf-8', { ignoreBOM: true })
    .decode(await answer.arrayBuffer())
    .split('\r\n')
  assert.match(head!, /^\uFEFF№,名称,备注,座位,重量（kg）,价格（元）,/)
  assert.match(row!, /^1,'=客车,,7,/)
  assert.equal(end, '')
  const workbook = await browser.get('/en/desk/r/thing/export.xlsx?cols=name,seats')
  assert.equal(
    Buffer.from(await workbook.arrayBuffer())
      .subarray(0, 2)
      .toString(),
    'PK',
  )
})
