import assert from 'node:assert/strict'
import type { Officer } from '../kit/people/officer.ts'
import { giveDuty, type PeopleDb } from '../kit/people/officers.ts'
import { todayOf } from '../kit/people/sign-in.ts'
import type { Problem } from '../kit/problem.ts'
import { act as actOn } from '../kit/procedure/procedure.ts'
import type { House } from '../kit/room.ts'
import { inHousesOf } from '../kit/testing-house.ts'
import { changeFacts } from './facts.ts'
import { liveRow } from './publish.ts'
import { caseOf, expireDue, publishDue, schedule, step } from './steps.ts'
import { article, pressRooms, pressStaff, sign } from './testing.ts'
import { Behind, dbOf, saveText, takeUp, textById, translate } from './texts.ts'
import { newestVersion } from './versions.ts'

const code = (expected: string) => (error: Problem) => {
  assert.equal(error.code, expected)
  return true
}
const at = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai').epochMilliseconds
const title = '清洁空气'

const draft = async (house: House, more = {}) =>
  (await article(house, { zh: { title, ...more }, published: false })).texts.zh!
const stateOf = async (house: House, id: number) => (await textById(dbOf(house), id)).state
const act = async (
  house: House,
  id: number,
  ...rest: Parameters<typeof step> extends [House, unknown, ...infer R] ? R : never
) => step(house, await textById(dbOf(house), id), ...rest)
const save = async (
  house: House,
  id: number,
  officer: Officer,
  changes: Parameters<typeof saveText>[1]['changes'],
) => saveText(house, { text: id, revision: (await textById(dbOf(house), id)).revision, changes }, officer)
const live = (house: House, id: number) => liveRow(dbOf(house), id)
const columnsOfText = async (house: House, id: number) =>
  (
    await dbOf(house).selectFrom('press_live_column').select('column_id').where('text_id', '=', id).execute()
  ).map((row) => row.column_id)
const also = (house: House, officer: Officer, duty: string) =>
  (house.store.db as PeopleDb)
    .transaction()
    .execute((tx) =>
      giveDuty(
        tx,
        { officer: officer.id, duty, from: todayOf(house), until: null },
        { at: house.clock(), by: 'test' },
      ),
    )

inHousesOf(
  pressRooms,
  'author, reviewer and chief each do their part, and nobody another’s or his own',
  async ({ house }) => {
    const { editor, reviewer, chief } = await pressStaff(house)
    const id = await draft(house)
    await assert.rejects(act(house, id, 'submit', reviewer), code('not-your-task'))
    await assert.rejects(act(house, id, 'sign', chief), code('no-such-deed'))
    await act(house, id, 'submit', editor)
    const { revision } = await textById(dbOf(house), id)
    await assert.rejects(saveText(house, { text: id, revision, changes: { title: 'x' } }, editor), Behind)
    await assert.rejects(act(house, id, 'pass', editor), code('not-your-task'))
    await assert.rejects(act(house, id, 'reject', reviewer), code('no-reason'))
    await act(house, id, 'reject', reviewer, { reason: '数字要核对' })
    assert.equal(await stateOf(house, id), 'draft')
    await act(house, id, 'submit', editor)
    await assert.rejects(act(house, id, 'withdraw', reviewer), code('not-your-task'))
    await act(house, id, 'withdraw', editor)
    await also(house, editor, 'press-reviewer')
    await also(house, editor, 'press-chief')
    await act(house, id, 'submit', editor)
    await assert.rejects(act(house, id, 'pass', editor))
    await act(house, id, 'pass', reviewer)
    await assert.rejects(act(house, id, 'sign', editor))
    await assert.rejects(act(house, id, 'sign', reviewer), code('not-your-task'))
    assert.equal(await live(house, id), undefined)
    await act(house, id, 'sign', chief)
    assert.equal((await live(house, id))?.title, title)
    assert.equal(await stateOf(house, id), 'published')
  },
)

inHousesOf(pressRooms, 'of two who sign at once one wins, and it is published once', async ({ house }) => {
  const { editor, reviewer, chief } = await pressStaff(house)
  await also(house, reviewer, 'press-chief')
  const id = await draft(house)
  await act(house, id, 'submit', editor)
  await act(house, id, 'pass', reviewer)
  const text = await textById(dbOf(house), id)
  const { revision } = await caseOf(house, text)
  const both = await Promise.allSettled(
    [chief, reviewer].map((one) => step(house, text, 'sign', one, { revision })),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const lines = await house.store.db
    .selectFrom('journal')
    .select('id')
    .where('deed', '=', 'press.publish')
    .execute()
  assert.equal(lines.length, 3)
  const signed = await dbOf(house)
    .selectFrom('press_version')
    .select('no')
    .where('why', '=', 'sign')
    .execute()
  assert.equal(signed.length, 1)
})

inHousesOf(pressRooms, 'what lacks words is not handed in, and the reason names it', async ({ house }) => {
  const { editor } = await pressStaff(house)
  const empty = await draft(house, { body: ' ' })
  await assert.rejects(act(house, empty, 'submit', editor), /there is no text/)
  const late = await draft(house, { publishAt: at('2026-12-02T08:00'), expiresAt: at('2026-12-01T08:00') })
  await assert.rejects(act(house, late, 'submit', editor), /expire before/)
  assert.equal(await stateOf(house, late), 'draft')
  await act(house, late, 'drop', editor)
  await takeUp(house, late, editor)
  assert.equal(await stateOf(house, late), 'idea')
})

inHousesOf(
  pressRooms,
  'it goes out at its hour by nobody’s hand, once, and never under embargo',
  async ({ house, setClock }) => {
    const { editor, chief } = await pressStaff(house)
    const [publishAt, embargoUntil] = [at('2026-11-24T12:00'), at('2026-11-24T18:00')]
    const id = await draft(house, { publishAt, embargoUntil })
    await sign(house, id)
    assert.equal(await stateOf(house, id), 'scheduled')
    setClock('2026-11-24T17:59:59')
    assert.equal(await publishDue(house), 0)
    const early = await textById(dbOf(house), id)
    await assert.rejects(step(house, early, 'publish', chief), code('not-your-task'))
    const { id: number, revision } = await caseOf(house, early)
    const byHouse = { case: number, revision, officer: null, verb: 'publish' }
    await assert.rejects(actOn(house, byHouse), code('guarded'))
    const hours = { publishAt: at('2026-11-24T18:30'), embargoUntil, expiresAt: null }
    await assert.rejects(schedule(house, id, hours, editor), code('not-yours'))
    await schedule(house, id, hours, chief)
    setClock('2026-11-24T18:10')
    assert.equal(await publishDue(house), 0)
    setClock('2026-11-25T09:00')
    const twice = await Promise.all([publishDue(house), publishDue(house)])
    assert.equal(twice[0] + twice[1], 1)
    assert.equal((await live(house, id))?.published_at, at('2026-11-25T09:00'))
    const past = await draft(house, { publishAt })
    await sign(house, past)
    assert.equal(await stateOf(house, past), 'published')
    const tasks = await house.store.db
      .selectFrom('job_task')
      .select('due')
      .where('name', '=', 'press.publish')
      .execute()
    assert.ok(tasks.some(({ due }) => due === at('2026-11-24T18:30')))
  },
)

inHousesOf(
  pressRooms,
  'a correction leaves the readers’ copy alone until it is signed',
  async ({ house, setClock }) => {
    const { editor, reviewer, chief } = await pressStaff(house)
    const id = (await article(house, { zh: { title, slug: 'one' } })).texts.zh!
    const first = (await live(house, id))!
    setClock('2026-11-25T09:00')
    await act(house, id, 'correct', reviewer)
    await save(house, id, reviewer, { title: '新标题', slug: 'two' })
    assert.deepEqual(await live(house, id), first)
    await assert.rejects(act(house, id, 'submit', reviewer, { input: { note: ' ' } }), code('incomplete'))
    await act(house, id, 'cancel', reviewer)
    assert.equal((await textById(dbOf(house), id)).title, title)
    await act(house, id, 'correct', reviewer)
    await save(house, id, reviewer, { title: '新标题', slug: 'two' })
    await also(house, editor, 'press-reviewer')
    await act(house, id, 'submit', reviewer, { input: { note: '标题有误' } })
    await assert.rejects(act(house, id, 'pass', reviewer), code('guarded'))
    await act(house, id, 'reject', chief, { reason: 'x' }).catch(code('not-your-task'))
    await assert.rejects(
      act(house, id, 'pass', editor),
      code('not-your-task'),
      'who began the article does not pass it',
    )
  },
)

inHousesOf(
  pressRooms,
  'a signed correction is shown with its day and reason, and old names lead on',
  async ({ house, setClock }) => {
    const { editor } = await pressStaff(house)
    const id = (await article(house, { zh: { title, slug: 'one' } })).texts.zh!
    setClock('2026-11-25T09:00')
    await act(house, id, 'correct', editor)
    await save(house, id, editor, { title: '新标题', slug: 'two' })
    await sign(house, id, { note: '标题有误' })
    const now = (await live(house, id))!
    assert.deepEqual(
      [now.title, now.slug, now.published_at, now.changed_at],
      ['新标题', 'two', at('2026-11-24T10:30'), at('2026-11-25T09:00')],
    )
    const { at: when, reason } = await dbOf(house)
      .selectFrom('press_correction')
      .selectAll()
      .executeTakeFirstOrThrow()
    assert.deepEqual([when, reason], [at('2026-11-25T09:00'), '标题有误'])
    const other = await draft(house, { slug: 'one' })
    await assert.rejects(act(house, other, 'submit', editor), code('slug-taken'))
  },
)

inHousesOf(
  pressRooms,
  'withdrawing takes a reason, and leaves nothing of the words behind',
  async ({ house }) => {
    const { editor, chief } = await pressStaff(house)
    const id = (await article(house, { zh: { title, body: '不再可信的话' } })).texts.zh!
    await assert.rejects(act(house, id, 'takeDown', editor, { reason: 'x' }), code('not-your-task'))
    await assert.rejects(act(house, id, 'takeDown', chief), code('no-reason'))
    await act(house, id, 'correct', editor)
    await act(house, id, 'takeDown', chief, { reason: '数据有误' })
    const gone = (await live(house, id))!
    assert.deepEqual([gone.up, gone.down_reason, gone.body.includes('可信')], [0, '数据有误', false])
    assert.deepEqual(await columnsOfText(house, id), [])
    assert.equal((await caseOf(house, await textById(dbOf(house), id))).endedAt !== null, true)
    await assert.rejects(act(house, id, 'correct', editor))
  },
)

inHousesOf(
  pressRooms,
  'what expires leaves the lists, and a correction brings it back',
  async ({ house, setClock }) => {
    const { editor } = await pressStaff(house)
    const id = (await article(house, { zh: { title, expiresAt: at('2026-12-01T00:00') } })).texts.zh!
    assert.equal(await expireDue(house), 0)
    setClock('2026-12-01T00:00')
    assert.equal(await expireDue(house), 1)
    assert.equal(await expireDue(house), 0)
    const over = (await live(house, id))!
    assert.deepEqual([over.up, over.down_reason, over.title], [0, null, title])
    assert.deepEqual(await columnsOfText(house, id), [])
    await act(house, id, 'correct', editor)
    await act(house, id, 'cancel', editor)
    assert.equal(await stateOf(house, id), 'expired')
    await act(house, id, 'correct', editor)
    await save(house, id, editor, { expires_at: null })
    await sign(house, id, { note: '延期' })
    assert.equal((await live(house, id))?.up, 1)
    assert.equal((await columnsOfText(house, id)).length, 1)
  },
)

inHousesOf(
  pressRooms,
  'what is live moves with its column at once, by the chief; printed names wait for a signature',
  async ({ house }) => {
    const { editor, chief } = await pressStaff(house)
    const made = await article(house, { zh: { title }, source: '本刊' })
    const ids = await house.store.db.selectFrom('press_column').select('id').orderBy('id').execute()
    const [, , notices, policies] = ids.map(({ id }) => Number(id))
    const facts = { kind: 'news', column: notices!, alsoIn: [policies!], source: '本刊' } as const
    await assert.rejects(changeFacts(house, made.article, facts, editor), code('not-yours'))
    await changeFacts(house, made.article, facts, chief)
    assert.deepEqual((await columnsOfText(house, made.texts.zh!)).toSorted(), [notices, policies])
    assert.equal((await live(house, made.texts.zh!))?.column_id, notices)
    await changeFacts(house, made.article, { ...facts, source: '新华社' }, editor)
    assert.equal((await live(house, made.texts.zh!))?.source, '本刊')
    await act(house, made.texts.zh!, 'correct', editor)
    await act(house, made.texts.zh!, 'submit', editor, { input: { note: '来源' } })
    await assert.rejects(
      changeFacts(house, made.article, { ...facts, source: 'x' }, chief),
      code('under-review'),
    )
    await assert.rejects(
      changeFacts(house, made.article, { ...facts, source: '新华社', column: 999 }, chief),
      code('not-there'),
    )
    await house.store.db
      .updateTable('press_column')
      .set({ trashed_at: 1 })
      .where('id', '=', notices!)
      .execute()
    assert.equal((await live(house, made.texts.zh!))?.up, 1)
  },
)

inHousesOf(
  pressRooms,
  'a second save from the same page is refused with what stands there',
  async ({ house }) => {
    const { editor, chief } = await pressStaff(house)
    const id = await draft(house)
    const { revision } = await textById(dbOf(house), id)
    const two = await Promise.allSettled(
      [editor, chief].map((one) =>
        saveText(house, { text: id, revision, changes: { title: one.name.en } }, one),
      ),
    )
    const lost = two.find((each) => each.status === 'rejected')!
    assert.ok(lost.reason instanceof Behind)
    assert.equal((await textById(dbOf(house), id)).revision, revision + 1)
    const before = (await newestVersion(dbOf(house), id))!.no
    await save(house, id, editor, { slug: 'other' })
    assert.equal((await newestVersion(dbOf(house), id))!.no, before)
  },
)

inHousesOf(pressRooms, 'each language goes its own way', async ({ house }) => {
  const { editor, chief } = await pressStaff(house)
  const { texts } = await article(house, { zh: { title }, en: { title: 'Clean air' } })
  await act(house, texts.en!, 'takeDown', chief, { reason: 'Not ours.' })
  assert.equal((await live(house, texts.zh!))?.up, 1)
  const only = await draft(house)
  const english = await translate(house, await textById(dbOf(house), only), editor)
  assert.deepEqual([english.state, english.title, english.translated_from], ['idea', title, only])
  await assert.rejects(translate(house, english, editor), code('language-there'))
})
