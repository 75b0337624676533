import assert from 'node:assert/strict'
import fc from 'fast-check'
import { saveFile } from '../kit/files/files.ts'
import { readableFile } from '../kit/files/reading.ts'
import { pictureOf } from '../kit/files/testing-files.ts'
import { type Officer, signatureOf } from '../kit/people/officer.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import { inHousesOf } from '../kit/testing-house.ts'
import { type Doc, docOfPlain } from '../kit/text/text.ts'
import { liveRow } from './publish.ts'
import { mayRead } from './reading.ts'
import { caseOf, expireDue, publishDue, schedule, step } from './steps.ts'
import { article, pressRooms, pressStaff, sign } from './testing.ts'
import { dbOf, saveText, textById } from './texts.ts'
import { newestVersion, wordingOf } from './versions.ts'

const verbs = [
  'submit',
  'pass',
  'reject',
  'withdraw',
  'sign',
  'recall',
  'correct',
  'cancel',
  'takeDown',
  'drop',
] as const
const deed = fc.oneof(
  { weight: 8, arbitrary: fc.record({ verb: fc.constantFrom(...verbs), who: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ save: fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme' }) }) },
  { weight: 2, arbitrary: fc.record({ hours: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ expires: fc.integer({ min: 1, max: 40 }) }) },
  // The whole way at once: chance alone seldom signs.
  { weight: 3, arbitrary: fc.constant({ whole: true }) },
)

interface World {
  house: House
  id: number
  people: Officer[]
  now: number
  setHour(hour: number): void
}

async function tried(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

async function doIt(world: World, asked: Record<string, unknown>) {
  const { house, id, people } = world
  const text = await textById(dbOf(house), id)
  const { revision } = text
  if ('verb' in asked) {
    const input = asked.verb === 'submit' && text.state === 'correcting' ? { input: { note: '更正' } } : {}
    await tried(() =>
      step(house, text, asked.verb as 'sign', people[asked.who as number]!, { reason: '理由', ...input }),
    )
  } else if ('save' in asked)
    await tried(() =>
      saveText(house, { text: id, revision, changes: { title: `稿 ${asked.save}` } }, people[0]!),
    )
  else if ('hours' in asked) {
    world.setHour(world.now + (asked.hours as number))
    await publishDue(house)
    await expireDue(house)
  } else if ('expires' in asked) {
    const expires_at = house.clock().epochMilliseconds + (asked.expires as number) * 3_600_000
    await tried(() => saveText(house, { text: id, revision, changes: { expires_at } }, people[0]!))
    await tried(() =>
      schedule(
        house,
        id,
        { publishAt: expires_at - 1, embargoUntil: null, expiresAt: expires_at },
        people[2]!,
      ),
    )
  } else await tried(() => sign(house, id, text.state === 'correcting' ? { note: '更正' } : {}))
}

async function holds({ house, id }: World) {
  const db = dbOf(house)
  const [text, live, signed] = [
    await textById(db, id),
    await liveRow(db, id),
    await newestVersion(db, id, 'sign'),
  ]
  const one = await caseOf(house, text)
  assert.equal(one.state, text.state)
  assert.ok(one.title.zh.startsWith(one.data.title))
  const placed = await db
    .selectFrom('press_live_column')
    .select('text_id')
    .where('text_id', '=', id)
    .execute()
  assert.equal(placed.length, live?.up ?? 0)
  if (!live) return assert.equal(one.data.live, false)
  if (live.down_reason === null) assert.deepEqual(wordingOf(live), wordingOf(signed!))
  else assert.equal(text.state, 'withdrawn')
  assert.equal(live.version, signed!.no)
}

inHousesOf(
  pressRooms,
  'readers always have the newest signed words, whatever is done in whatever order',
  async ({ house, setClock }) => {
    const { editor, reviewer, chief } = await pressStaff(house)
    const start = Temporal.PlainDateTime.from('2026-11-24T10:30')
    let hour = 0
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 12 }), async (deeds) => {
        const { texts } = await article(house, { zh: { title: '稿' }, published: false })
        const world: World = {
          ...{ house, id: texts.zh!, people: [editor, reviewer, chief], now: hour },
          setHour(to) {
            this.now = hour = to
            setClock(start.add({ hours: to }).toString())
          },
        }
        for (const each of deeds) {
          await doIt(world, each)
          await holds(world)
        }
      }),
      { numRuns: 8 },
    )
  },
)

const withPicture = (sha256: string, alt: string): Doc => ({
  type: 'doc',
  content: [
    ...docOfPlain('看图').content,
    { type: 'picture', attrs: { sha256, alt, caption: '', width: 'text', focal: null } },
  ],
})

inHousesOf(
  pressRooms,
  'pictures and files are for colleagues, then for everybody, then for colleagues again',
  async ({ house }) => {
    const { editor, reviewer, chief } = await pressStaff(house)
    const by = signatureOf(editor)
    const saved = await saveFile(house, await pictureOf('png'), { name: 'a.png', by, at: house.clock() })
    const reads = async (who: Officer | null) =>
      readableFile(house, saved.sha256, async () => who, [
        (h, officer, about) => mayRead(h, officer, about),
      ]).then(
        () => true,
        () => false,
      )
    const stranger: Officer = { ...editor, id: 'nobody', duties: new Set(['finance']) }
    const made = await article(house, {
      zh: { title: '图', body: withPicture(saved.sha256, '') },
      published: false,
    })
    await assert.rejects(sign(house, made.texts.zh!), /no alternative text/)
    assert.deepEqual([await reads(null), await reads(stranger), await reads(reviewer)], [false, false, true])
    const text = await textById(dbOf(house), made.texts.zh!)
    const body = JSON.stringify(withPicture(saved.sha256, '河边的白鹭'))
    await saveText(house, { text: text.id, revision: text.revision, changes: { body } }, editor)
    await sign(house, text.id)
    assert.equal(await reads(null), true)
    await step(house, text, 'takeDown', chief, { reason: '肖像' })
    assert.deepEqual([await reads(null), await reads(stranger), await reads(reviewer)], [false, false, true])
    const foreign = 'f'.repeat(64)
    const another = await article(house, { zh: { title: '别的' }, published: false })
    const row = await textById(dbOf(house), another.texts.zh!)
    const changes = { body: JSON.stringify(withPicture(foreign, 'x')) }
    await assert.rejects(saveText(house, { text: row.id, revision: row.revision, changes }, chief))
  },
)
