import assert from 'node:assert/strict'
import { room as people } from '../../people/room.ts'
import { signedIn, type TestOfficer } from '../../people/testing.ts'
import { inHousesOf, type RoomsHouse } from '../../testing-house.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { room } from '../room.ts'
import { historyOf, rowById } from '../rows.ts'
import { guardedRoom, thingRoom, things } from '../testing.ts'

const any = things as AnyRegister
const base = '/en/desk/r/thing'

interface Given extends RoomsHouse {
  li: TestOfficer
  wang: TestOfficer
}

const test = (name: string, body: (given: Given) => Promise<void>) =>
  inHousesOf([people, room, thingRoom, guardedRoom], name, async (given) => {
    const join = (zh: string, en: string) => signedIn(given.web, given.house, { name: { zh, en } })
    await body({ ...given, li: await join('李明', 'Li Ming'), wang: await join('王芳', 'Wang Fang') })
  })

const van = { name: '面包车', seats: '7', state: 'free' }

async function add({ li }: Given, form: Record<string, string> = {}, path = base): Promise<number> {
  const answer = await li.browser.post(`${path}/new`, { ...van, ...form })
  assert.equal(answer.status, 303, await answer.text())
  return Number(/\/(\d+)\?done=added$/.exec(answer.headers.get('location')!)![1])
}
const rowOf = ({ house }: Given, id: number): Promise<AnyRow> => rowById(house.store.db, any, id)
const page = async (officer: TestOfficer, path: string, status = 200) => {
  const answer = await officer.browser.get(path)
  assert.equal(answer.status, status, path)
  return answer.text()
}
const counts = async ({ house }: Given) => {
  const tables = ['thing', 'journal', 'register_history', 'register_view', 'register_draft', 'register_open']
  const found = []
  for (const table of tables)
    found.push(
      Number(
        (
          await house.store.db
            .selectFrom(table)
            .select((of) => of.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      ),
    )
  return found
}

test('a row is added, found, read, changed, and its history says the differences in words', async (given) => {
  const { li } = given
  assert.match(await page(li, base), /Nothing is entered yet/)
  const id = await add(given, { notes: 'First line', 'parts.0.what': 'Spare wheel' })
  assert.match(await page(li, `${base}?q=面包`), /1 entry/)
  assert.match(await page(li, `${base}?q=nothing`), /Nothing matches/)
  const change = { ...van, seats: '9', notes: 'First word', 'row-revision': '1', state: 'out' }
  const answer = await li.browser.post(`${base}/${id}/edit`, change)
  assert.equal(answer.headers.get('location'), `${base}/${id}?done=saved`)
  const shown = await page(li, `${base}/${id}?done=saved`)
  assert.match(shown, /<del>7<\/del>.*<ins>9<\/ins>/)
  assert.match(shown, /<del>Free<\/del>.*<ins>Out<\/ins>/)
  assert.match(shown, /First <del>line<\/del><ins>word<\/ins>/)
  assert.match(shown, /<del><ul><li>Spare wheel<\/li><\/ul><\/del>/)
  assert.match(shown, /Changed by Li Ming/)
})

test('what is wrong is said at its field, with everything that was typed', async (given) => {
  const { li } = given
  await add(given)
  const before = await counts(given)
  const answer = await li.browser.post(`${base}/new`, { ...van, name: '', seats: '99', notes: '<b>kept</b>' })
  assert.equal(answer.status, 422)
  const shown = await answer.text()
  for (const fault of [
    /id="name-fault"/,
    /id="seats-fault"[^>]*>must not be above 60/,
    /value="99"/,
    /&lt;b&gt;kept/,
    /href="#seats"/,
  ])
    assert.match(shown, fault)
  const second = await li.browser.post(`${base}/new`, van)
  assert.equal(second.status, 422)
  assert.match(await second.text(), /id="name-fault"[^>]*>“Name”: another entry has the same/)
  assert.deepEqual(await counts(given), before, 'and nothing is written')
})

test('who comes second loses nothing: both are shown, and each field is taken from one or the other', async (given) => {
  const { li, wang } = given
  const id = await add(given, { notes: 'old' })
  const of = { ...van, notes: 'old', 'row-revision': '1' }
  await li.browser.post(`${base}/${id}/edit`, { ...of, seats: '8', state: 'out' })
  const mine = { ...of, seats: '9', notes: 'new & <mine>' }
  const answer = await wang.browser.post(`${base}/${id}/edit`, mine)
  assert.equal(answer.status, 409)
  const shown = await answer.text()
  assert.match(shown, /Li Ming changed the entry/)
  const chosen = (field: string) =>
    [...shown.matchAll(new RegExp(`name="${field}.take" value="(mine|theirs)"( checked)?`, 'g'))].map(
      ([, which, is]) => [which, is !== undefined],
    )
  assert.deepEqual(
    chosen('seats'),
    [
      ['theirs', false],
      ['mine', false],
    ],
    'both changed it',
  )
  assert.deepEqual(
    chosen('state'),
    [
      ['theirs', true],
      ['mine', false],
    ],
    'only Li did',
  )
  assert.deepEqual(
    chosen('notes'),
    [
      ['theirs', false],
      ['mine', true],
    ],
    'only Wang did',
  )
  assert.match(shown, /type="hidden" name="notes" value="new &amp; &lt;mine&gt;"/)
  assert.equal((await rowOf(given, id)).revision, 2, 'nothing was written')
  const choice = {
    ...mine,
    'row-revision': '2',
    'seats.take': 'mine',
    'state.take': 'theirs',
    'notes.take': 'mine',
  }
  const saved = await wang.browser.post(`${base}/${id}/edit`, choice)
  assert.equal(saved.status, 303)
  const row = await rowOf(given, id)
  assert.deepEqual([row.seats, row.state, row.notes], [9, 'out', 'new & <mine>'])
})

test('a form writes the declared fields and nothing else', async (given) => {
  const { li } = given
  const id = await add(given, {
    id: '99',
    created_by: 'x',
    trashed_at: '1',
    each: '5',
    searched: 'x',
    revision: '7',
  })
  const more = {
    'row-revision': '1',
    revision: '9',
    created_by: 'x',
    createdBy: 'x',
    trashed_at: '1',
    'id.take': 'theirs',
  }
  await li.browser.post(`${base}/${id}/edit`, { ...van, seats: '8', ...more })
  const row = await rowOf(given, id)
  assert.deepEqual([row.revision, row.createdBy, row.trashedAt], [2, `officer/${li.id}`, null])
  await li.browser.post(`${base}/${id}/draft`, {
    'row-revision': '2',
    name: 'x',
    created_by: 'x',
    __proto__x: '1',
  })
  const draft = await given.house.store.db
    .selectFrom('register_draft')
    .select('typed')
    .executeTakeFirstOrThrow()
  assert.equal(draft.typed, '[["name",["x"]]]')
})

test('no other site sends a form, and a stranger is asked to sign in', async (given) => {
  const { li, web } = given
  const id = await add(given)
  const before = await counts(given)
  const deeds = [
    '/new',
    '/bulk',
    '/views',
    '/new/draft',
    `/${id}/edit`,
    `/${id}/draft`,
    `/${id}/open`,
    `/${id}/trash`,
    `/${id}/restore`,
  ]
  const form = { ...van, name: 'other', rows: `${id}.1`, do: 'trash', 'row-revision': '1' }
  for (const path of deeds) {
    const foreign = await li.browser.post(base + path, form, { origin: 'https://elsewhere.example' })
    assert.equal(foreign.status, 403, path)
    const stranger = await web.request(`http://localhost${base}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { host: 'localhost', origin: 'http://localhost' },
    })
    assert.match(stranger.headers.get('location') ?? '', /sign-in/, path)
  }
  assert.deepEqual(await counts(given), before)
})

test('rows that are not open to an officer are as if they were not there, in every page and deed', async (given) => {
  const { li, wang } = given
  const path = '/en/desk/r/guarded'
  const id = await add(given, { name: 'of Li', parent: '' }, path)
  const foreign = await page(wang, `${path}/${id}`, 404)
  const missing = await page(wang, `${path}/9999`, 404)
  assert.ok(foreign.replaceAll(/(%2F|\/)\d+(?=["&])/g, '') === missing.replaceAll(/(%2F|\/)\d+(?=["&])/g, ''))
  const before = await counts(given)
  await page(wang, `${path}/${id}/edit`, 404)
  for (const deed of ['edit', 'draft', 'open', 'trash', 'restore']) {
    const answer = await wang.browser.post(`${path}/${id}/${deed}`, { name: 'of Wang', 'row-revision': '1' })
    assert.equal(answer.status, 404, deed)
  }
  const bulk = await wang.browser.post(`${path}/bulk`, { rows: `${id}.1`, do: 'trash' })
  const said = await bulk.text()
  assert.match(said, /There is no such entry/)
  assert.doesNotMatch(said, /of Li/)
  assert.doesNotMatch(await page(wang, path), /of Li/)
  assert.doesNotMatch(await page(wang, `${path}?done=trashed&row=${id}`), /of Li/)
  assert.doesNotMatch(await page(wang, `${path}/calendar?month=2026-11`), /of Li/)
  assert.deepEqual(await counts(given), before)
  assert.match(await page(li, path), /of Li/)
  // Seen, but not to be changed: said plainly.
  const kept = await add(given, { name: 'shown to all' }, path)
  await page(wang, `${path}/${kept}`)
  await page(wang, `${path}/${kept}/edit`, 403)
  assert.equal((await wang.browser.post(`${path}/${kept}/trash`)).status, 403)
})

test('the trash is left as one came, at once or later', async (given) => {
  const { li } = given
  const id = await add(given)
  const gone = await li.browser.post(`${base}/${id}/trash`)
  assert.equal(gone.headers.get('location'), `${base}?done=trashed&row=${id}`)
  const list = await page(li, `${base}?done=trashed&row=${id}`)
  assert.match(list, /“面包车” is in the trash/)
  assert.match(list, new RegExp(`action="${base}/${id}/restore"`))
  assert.match(await page(li, `${base}?trash=1`), /1 entry/)
  assert.equal((await li.browser.get(`${base}/${id}/edit`)).status, 303, 'what lies there is not changed')
  const late = await li.browser.post(`${base}/${id}/edit`, { ...van, notes: 'typed', 'row-revision': '2' })
  assert.equal(late.status, 409)
  assert.match(await late.text(), /typed/)
  await li.browser.post(`${base}/${id}/restore`)
  assert.equal((await rowOf(given, id)).trashedAt, null)
  const history = await historyOf(given.house.store.db, any, id)
  assert.deepEqual(
    history.map(({ deed }) => deed),
    ['restore', 'trash', 'add'],
  )
})

test('of several at once each is done or refused by itself, and is told', async (given) => {
  const { li } = given
  const [one, two, three] = [
    await add(given, { name: 'one' }),
    await add(given, { name: 'two' }),
    await add(given, { name: 'three' }),
  ]
  const post = async (form: Record<string, string>, rows: string[]) => {
    const body = new URLSearchParams([...Object.entries(form), ...rows.map((row) => ['rows', row])])
    const answer = await given.web.request(`http://localhost${base}/bulk`, {
      method: 'POST',
      body,
      headers: { host: 'localhost', origin: 'http://localhost', cookie: li.browser.cookie },
    })
    return { status: answer.status, text: await answer.text() }
  }
  assert.equal((await post({ do: 'trash' }, [])).status, 422)
  assert.equal(
    (await post({ do: 'set', field: 'name', 'set.name': 'same' }, [`${one}.1`])).status,
    400,
    'what is unique is not set',
  )
  assert.equal(
    (await post({ do: 'set', field: 'trashed_at', 'set.trashed_at': '1' }, [`${one}.1`])).status,
    400,
  )
  const wrong = await post({ do: 'set', field: 'seats', 'set.seats': '99' }, [`${one}.1`])
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /must not be above 60/)
  await li.browser.post(`${base}/${two}/edit`, { ...van, name: 'two', seats: '5', 'row-revision': '1' })
  const set = await post({ do: 'set', field: 'seats', 'set.seats': '9' }, [
    `${one}.1`,
    `${two}.1`,
    '999.1',
    'x',
  ])
  assert.match(set.text, /1 of 3 done/)
  assert.match(set.text, /Somebody changed the entry/)
  assert.match(set.text, /There is no such entry/)
  assert.deepEqual([(await rowOf(given, one)).seats, (await rowOf(given, two)).seats], [9, 5])
  const gone = await post({ do: 'trash' }, [`${one}.2`, `${three}.1`])
  assert.match(gone.text, /2 of 2 done/)
  assert.match(gone.text, /value="restore"/)
  assert.match((await post({ do: 'restore' }, [`${one}.0`, `${three}.0`])).text, /2 of 2 done/)
  assert.equal((await rowOf(given, three)).trashedAt, null)
})

test('a view keeps an address for himself or for everybody, and only its owner takes it away', async (given) => {
  const { li, wang } = given
  const query = '?state=out&evil=1&sort=-seats'
  const save = (officer: TestOfficer, form: Record<string, string>, path = base) =>
    officer.browser.post(`${path}/views`, { name: 'Out now', query, ...form })
  const saved = await save(li, {})
  assert.match(saved.headers.get('location')!, /\?state=out&sort=-seats&view=\d+&done=viewed$/)
  const id = /view=(\d+)/.exec(saved.headers.get('location')!)![1]!
  assert.match(await page(li, base), /Out now/)
  assert.doesNotMatch(await page(wang, base), /Out now/)
  assert.equal((await wang.browser.post(`${base}/views`, { remove: id })).status, 404)
  await save(li, { name: 'Of all', shared: '1' })
  assert.match(await page(wang, base), /Of all/)
  // Who may only look keeps views for himself, and takes away no other's.
  const looked = await save(wang, { name: 'Looked', shared: '1' }, '/en/desk/r/shown')
  const remove = /view=(\d+)/.exec(looked.headers.get('location')!)![1]!
  assert.doesNotMatch(await page(li, '/en/desk/r/shown'), /Looked/)
  assert.equal((await li.browser.post('/en/desk/r/shown/views', { remove })).status, 404)
  assert.equal((await li.browser.post(`${base}/views`, { remove: id })).status, 303)
  assert.doesNotMatch(await page(li, base), /Out now/)
})

test('a draft is offered again, taken up from the revision it was begun at, and gone once it is saved', async (given) => {
  const { li, wang } = given
  const id = await add(given)
  const kept = await li.browser.post(`${base}/${id}/draft`, { ...van, notes: 'half a', 'row-revision': '1' })
  assert.deepEqual(await kept.json(), { said: 'Draft kept at 10:30' })
  assert.match(await page(li, `${base}/${id}/edit`), /There is a draft of 10:30/)
  assert.doesNotMatch(await page(wang, `${base}/${id}/edit`), /There is a draft/)
  assert.doesNotMatch(await page(wang, `${base}/${id}/edit?draft=1`), /half a/)
  await wang.browser.post(`${base}/${id}/edit`, { ...van, seats: '8', 'row-revision': '1' })
  const taken = await page(li, `${base}/${id}/edit?draft=1`)
  assert.match(taken, /half a/)
  assert.match(taken, /name="row-revision" value="1"/)
  const late = await li.browser.post(`${base}/${id}/edit`, { ...van, notes: 'half a', 'row-revision': '1' })
  assert.equal(late.status, 409)
  assert.match(await page(li, `${base}/${id}/edit`), /There is a draft/, 'it stays until it is saved')
  await li.browser.post(`${base}/${id}/edit`, {
    ...van,
    notes: 'half a',
    'row-revision': '2',
    'seats.take': 'theirs',
  })
  assert.doesNotMatch(await page(li, `${base}/${id}/edit`), /There is a draft/)
  const row = await rowOf(given, id)
  assert.deepEqual([row.seats, row.notes], [8, 'half a'])
  await li.browser.post(`${base}/new/draft`, { name: 'new one' })
  assert.match(await page(li, `${base}/new?draft=1`), /value="new one"/)
  await li.browser.post(`${base}/new/draft`, { drop: '1' })
  assert.doesNotMatch(await page(li, `${base}/new`), /There is a draft/)
})

test('who has the form open is told to others until he leaves or falls silent', async (given) => {
  const { li, wang, setClock } = given
  const id = await add(given)
  await page(li, `${base}/${id}/edit`)
  setClock('2026-11-24T10:31')
  assert.match(await page(wang, `${base}/${id}/edit`), /Li Ming has had this form open since 10:30/)
  setClock('2026-11-24T10:32')
  const beat = await li.browser.post(`${base}/${id}/open`)
  assert.deepEqual(await beat.json(), { said: 'Wang Fang has had this form open since 10:31.' })
  setClock('2026-11-24T10:33')
  const still = await wang.browser.post(`${base}/${id}/open`)
  assert.deepEqual(await still.json(), { said: 'Li Ming has had this form open since 10:30.' })
  await li.browser.post(`${base}/${id}/open`, { left: '1' })
  assert.deepEqual(await (await wang.browser.post(`${base}/${id}/open`)).json(), { said: '' })
  setClock('2026-11-24T10:36')
  assert.deepEqual(await (await li.browser.post(`${base}/${id}/open`)).json(), { said: '' })
})

test('a row leads to what it refers to and to what refers to it; the list narrows to those', async (given) => {
  const { li } = given
  const fleet = await add(given, { name: 'Fleet' })
  const one = await add(given, { name: 'One', parent: String(fleet) })
  assert.match(await page(li, `${base}/${one}`), new RegExp(`href="${base}/${fleet}">Fleet`))
  const back = await page(li, `${base}/${fleet}`)
  assert.match(back, new RegExp(`Thing \\(Part of\\).*href="${base}/${one}">One`, 's'))
  assert.match(back, /href="\/en\/desk\/people">Whose it is/, 'and where the room leads on')
  const narrowed = await page(li, `${base}?parent=${fleet}`)
  assert.match(narrowed, /1 entry/)
  assert.match(narrowed, /Part of: Fleet/)
})

test('the calendar has each row on its day, and the form of a list becomes a clean address', async (given) => {
  const { li } = given
  const id = await add(given, { since: '2026-11-02' })
  const month = await page(li, `${base}/calendar`)
  assert.match(month, new RegExp(`datetime="2026-11-02".*href="${base}/${id}"`, 's'))
  assert.match(await page(li, `${base}/calendar?month=2026-10`), /Nothing in this month/)
  await page(li, `${base}/calendar?month=0000-13`)
  const asked = await li.browser.get(`${base}?go=1&q=&state=free&seats.from=&cols=name&cols=seats&cols=state`)
  assert.equal(asked.headers.get('location'), `${base}?state=free`)
})
