import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asRunOf, logAsRun } from './as-run.ts'
import { readAsRunCsv } from './as-run-csv.ts'
import { differencesOf } from './differences.ts'
import { change, editionNamed, propose } from './editions.ts'
import { jobs } from './jobs.ts'
import { noteLate } from './late.ts'
import { makeNext } from './making.ts'
import { signOff } from './sign-off.ts'
import { sampleAir, sampleHour } from './testing.ts'
import { evening, eveningId, inBothHouses, type TestHouse, testNewsroom } from './testing-house.ts'
import { tidy } from './tidy.ts'
import { momentOf } from './timetable.ts'
import { askVersion, folderOf, usualCut, versionOf, versionsOf } from './versions.ts'

const by = '编辑甲'
const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted

async function deeds(house: TestHouse): Promise<string[]> {
  const rows = await house.store.db.selectFrom('journal').select('deed').orderBy('id').execute()
  return rows.map(({ deed }) => deed)
}

async function made(house: TestHouse, room = testNewsroom()) {
  await propose(house, { kind: 'evening', at: evening, by }, room)
  await askVersion(house, eveningId, { cuts: [usualCut], by })
  return (await makeNext(house, {}, room))!
}

inBothHouses(
  'the same air proposes the same edition once; new air stands beside the old, and the editor’s words stay',
  async (house) => {
    const room = testNewsroom(sampleAir(186))
    const first = await propose(house, { kind: 'evening', at: evening, by }, room)
    const again = await propose(house, { kind: 'evening', at: evening, by }, room)
    assert.equal(again.proposal.id, first.proposal.id)
    const line = first.machine.segments[1]!.parts[0]!.lines[0]!
    const changes = { lines: { [line.id]: { zh: '编辑写的一句。' } } }
    await change(house, eveningId, { changes, revision: 0, by })
    room.air = sampleAir(320)
    const later = await propose(house, { kind: 'evening', at: evening, by }, room)
    assert.notEqual(later.proposal.id, first.proposal.id)
    assert.deepEqual(later.changes, changes)
    assert.equal(later.machine.air.now!.index, 320)
    assert.deepEqual(await deeds(house), ['broadcast.propose', 'broadcast.change', 'broadcast.propose'])
  },
)

inBothHouses('two editors at once: the second is told, and nothing is lost', async (house) => {
  await propose(house, { kind: 'evening', at: evening, by }, testNewsroom())
  await change(house, eveningId, { changes: { order: ['now'] }, revision: 0, by })
  await assert.rejects(
    change(house, eveningId, { changes: {}, revision: 0, by: '乙' }),
    code('changed-meanwhile'),
  )
  const { changes, revision } = await editionNamed(house, eveningId)
  assert.deepEqual([changes, revision], [{ order: ['now'] }, 1])
})

inBothHouses('a moment without any air gives a clear refusal and leaves no line', async (house) => {
  await assert.rejects(
    propose(house, { kind: 'evening', at: evening, by }, testNewsroom(null)),
    code('no-air'),
  )
  assert.deepEqual(await deeds(house), [])
})

inBothHouses('proposals, sign-offs and as-run lines cannot be changed or removed', async (house) => {
  const room = testNewsroom()
  const version = await made(house, room)
  const film = version.made!.films[0]!.sha256
  await signOff(house, { edition: eveningId, version: 1, by, film, note: null }, room)
  house.setClock('2016-12-20T19:30')
  await logAsRun(house, [airing()], { source: 'station', by: '台方' })
  for (const table of ['broadcast_proposal', 'broadcast_sign_off', 'broadcast_as_run']) {
    await assert.rejects(sql`update ${sql.table(table)} set by = 'x'`.execute(house.store.db), /append-only/)
    await assert.rejects(sql`delete from ${sql.table(table)}`.execute(house.store.db), /append-only/)
  }
})

const airing = (more = {}) => ({
  edition: eveningId,
  version: 1,
  scene: null,
  digest: null,
  channel: 'BTV-1',
  from: Temporal.Instant.from('2016-12-20T19:00+08:00'),
  to: Temporal.Instant.from('2016-12-20T19:02+08:00'),
  deviation: null,
  insteadOf: null,
  ...more,
})

inBothHouses(
  'a version is made whole in its own folder, and a film of other bytes is not signed',
  async (house) => {
    const room = testNewsroom()
    const version = await made(house, room)
    assert.equal(version.state, 'made')
    const folder = folderOf(house, version)
    const film = version.made!.films[0]!
    assert.ok(existsSync(join(folder, film.name)))
    assert.ok(!existsSync(`${folder}.part`))
    const asked = { edition: eveningId, version: 1, by, note: null }
    await assert.rejects(signOff(house, { ...asked, film: '0'.repeat(64) }, room), code('another-film'))
    writeFileSync(join(folder, film.name), 'another film')
    await assert.rejects(signOff(house, { ...asked, film: film.sha256 }, room), code('changed-file'))
    assert.ok(!(await deeds(house)).includes('broadcast.sign-off'))
  },
)

inBothHouses(
  'readings that are newer than the film are named, and it is not signed; the new version is',
  async (house) => {
    const room = testNewsroom(sampleAir(186))
    const version = await made(house, room)
    const hour = '2016-12-20T18:00+08:00'
    room.air = sampleAir(186, { now: sampleHour(hour, 201) })
    const film = version.made!.films[0]!.sha256
    await assert.rejects(
      signOff(house, { edition: eveningId, version: 1, by, film, note: null }, room),
      (error: Error) => /186 → 201/.test(error.message),
    )
    const next = await made(house, room)
    const signed = await signOff(
      house,
      { edition: eveningId, version: 2, by, film: next.made!.films[0]!.sha256, note: '看过' },
      room,
    )
    assert.equal(signed.signOff!.by, by)
    await assert.rejects(
      signOff(
        house,
        { edition: eveningId, version: 2, by, film: next.made!.films[0]!.sha256, note: null },
        room,
      ),
      code('signed-already'),
    )
  },
)

inBothHouses(
  'a late correction marks the edition with what differs, offers a proposal, and the new film clears it',
  async (house) => {
    const room = testNewsroom(sampleAir(186))
    await made(house, room)
    const corrected = (at: number) =>
      house.store.db
        .insertInto('journal')
        .values({ at, by: 'test', deed: 'air.correct', about: 'air/readings', detail: '{}' })
        .execute()
    assert.equal(await noteLate(house, room), '')
    await corrected(house.clock().epochMilliseconds)
    room.air = sampleAir(186, { now: sampleHour('2016-12-20T18:00+08:00', 201) })
    assert.match(await noteLate(house, room), /^1 editions/)
    assert.equal(await noteLate(house, room), '', 'the same correction is told once')
    const { late, machine } = await editionNamed(house, eveningId)
    assert.equal(late!.version, 1)
    assert.match(late!.differences[0]!.en, /186 → 201/)
    assert.equal(machine.air.now!.index, 201)
    await askVersion(house, eveningId, { cuts: [usualCut], by })
    await makeNext(house, {}, room)
    assert.equal((await editionNamed(house, eveningId)).late, null)
    assert.ok((await deeds(house)).includes('broadcast.late'))
  },
)

inBothHouses('a making that fails is tried three times, then says why and leaves no files', async (house) => {
  const room = testNewsroom()
  const full = {
    ...room,
    make: async () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' })),
  }
  await propose(house, { kind: 'evening', at: evening, by }, room)
  await askVersion(house, eveningId, { cuts: [usualCut], by })
  assert.equal((await makeNext(house, {}, full))!.state, 'asked')
  assert.equal((await makeNext(house, {}, full))!.state, 'asked')
  const last = (await makeNext(house, {}, full))!
  assert.equal(last.state, 'failed')
  assert.equal(last.fault!.en, 'The disk is full.')
  assert.ok(!existsSync(`${folderOf(house, last)}.part`))
  assert.equal(await makeNext(house, {}, room), null)
})

inBothHouses('a making that is stopped is taken up again and costs no attempt', async (house) => {
  const room = testNewsroom()
  await propose(house, { kind: 'evening', at: evening, by }, room)
  await askVersion(house, eveningId, { cuts: [usualCut], by })
  const stop = AbortSignal.abort()
  await assert.rejects(makeNext(house, { signal: stop }, room))
  const version = await versionOf(house, eveningId, 1)
  assert.deepEqual([version.state, version.attempts], ['making', 0])
  // Died between giving the folder its name and writing it down.
  mkdirSync(folderOf(house, version), { recursive: true })
  assert.equal((await makeNext(house, {}, room))!.state, 'made')
})

inBothHouses('films for a profile lie in a folder of their own beside the house’s', async (house) => {
  const room = testNewsroom()
  await propose(house, { kind: 'evening', at: evening, by }, room)
  const cuts = [usualCut, { ...usualCut, profile: 'btv', container: 'mov' as const, slateSeconds: 5 }]
  await askVersion(house, eveningId, { cuts, by })
  const { made: found } = (await makeNext(house, {}, room))!
  assert.deepEqual(
    found!.films.map(({ name }) => name),
    [`${eveningId}.wide.both.mp4`, `btv/${eveningId}.wide.both.mov`],
  )
  assert.equal(found!.films[1]!.frames, found!.films[0]!.frames + 125)
})

inBothHouses(
  'drafts go after a while, signed films and the newest of a kind stay, stray folders are swept',
  async (house) => {
    const room = testNewsroom()
    const day = async (date: string) => {
      house.setClock(`${date}T18:10`)
      const at = Temporal.Instant.from(`${date}T18:00+08:00`)
      await propose(house, { kind: 'evening', at, by }, room)
      await askVersion(house, `evening-${date}`, { cuts: [usualCut], by })
      return (await makeNext(house, {}, room))!
    }
    const [first, signed, newest] = [
      await day('2016-10-01'),
      await day('2016-10-02'),
      await day('2016-10-03'),
    ]
    const film = signed.made!.films[0]!.sha256
    await signOff(house, { edition: signed.edition, version: 1, by, film, note: null }, room)
    mkdirSync(join(folderOf(house, newest), '..', '7.part'))
    house.setClock('2016-12-20T03:45')
    assert.equal(await tidy(house), '1 drafts and 1 stray folders removed')
    assert.equal(existsSync(folderOf(house, first)), false)
    assert.ok(existsSync(folderOf(house, signed)) && existsSync(folderOf(house, newest)))
    assert.equal((await versionOf(house, first.edition, 1)).state, 'removed')
    assert.equal(await tidy(house), '')
  },
)

inBothHouses(
  'what was shown is written once, refused where it cannot be, and corrected by a line that follows',
  async (house) => {
    await made(house)
    house.setClock('2016-12-20T19:30')
    const who = { source: 'station' as const, by: '台方' }
    assert.deepEqual(await logAsRun(house, [airing()], who), { added: 1, same: 0 })
    assert.deepEqual(await logAsRun(house, [airing()], who), { added: 0, same: 1 })
    await assert.rejects(logAsRun(house, [airing({ to: airing().from })], who), code('wrong-as-run'))
    await assert.rejects(logAsRun(house, [airing({ scene: 'nowhere' })], who), /no part nowhere/)
    await assert.rejects(
      logAsRun(house, [airing(), airing({ to: Temporal.Instant.from('2016-12-22T00:00Z') })], who),
      /line 2: /,
    )
    const [line] = await asRunOf(house, eveningId)
    const fixed = airing({ insteadOf: line!.id, deviation: '晚播10秒', digest: 'a'.repeat(64) })
    await logAsRun(house, [fixed], who)
    await assert.rejects(logAsRun(house, [{ ...fixed, deviation: '又' }], who), /corrected by line/)
    assert.equal((await asRunOf(house, eveningId))[0]!.replacedBy, line!.id + 1)
  },
)

inBothHouses('the evening job proposes and the making job makes, each safe to run twice', async (house) => {
  const room = testNewsroom()
  const all = new Map(jobs(house, room).map((job) => [job.name, job]))
  const tools = {
    at: house.clock(),
    zone: 'Asia/Shanghai',
    progress: () => {},
    signal: new AbortController().signal,
  }
  assert.ok(!all.has('broadcast.hourly'), 'hours are off unless they are asked for')
  assert.equal(await all.get('broadcast.evening')!.run(tools), `${eveningId} proposed`)
  assert.equal(await all.get('broadcast.evening')!.run(tools), '')
  assert.match(await all.get('broadcast.make')!.run(tools), /made$/)
  assert.equal(await all.get('broadcast.make')!.run(tools), '')
  assert.equal(room.made, 1)
  assert.equal(await all.get('broadcast.heavy')!.run(tools), '')
  const local = '2016-12-20T16:00+08:00'
  room.air = sampleAir(320, {
    alert: {
      tier: 'red',
      name: { zh: '红', en: 'red' },
      headline: { zh: '红', en: 'red' },
      advice: [],
      since: local,
      until: '2016-12-22T00:00+08:00',
      exercise: false,
    },
  })
  assert.equal(await all.get('broadcast.heavy')!.run(tools), 'heavy-2016-12-20T18 proposed')
  assert.equal(await all.get('broadcast.heavy')!.run({ ...tools, at: tools.at.add({ hours: 2 }) }), '')
  assert.equal((await versionsOf(house, 'heavy-2016-12-20T18')).length, 1)
})

test('what was missed is made for its own moment', () => {
  const of = (kind: Parameters<typeof momentOf>[0], at: string) =>
    momentOf(kind, Temporal.Instant.from(`${at}+08:00`), 'Asia/Shanghai')
      .toZonedDateTimeISO('Asia/Shanghai')
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
  assert.equal(of('evening', '2016-12-20T18:10'), '2016-12-20T18:00')
  assert.equal(of('evening', '2016-12-21T02:00'), '2016-12-20T18:00')
  assert.equal(of('morning', '2016-12-20T06:40'), '2016-12-20T06:00')
  assert.equal(of('hourly', '2016-12-20T00:08'), '2016-12-20T00:00')
  assert.equal(of('week', '2016-12-21T09:00'), '2016-12-19T07:00')
  assert.equal(of('week', '2016-12-19T06:00'), '2016-12-12T07:00')
  assert.equal(of('month', '2016-12-20T09:00'), '2016-12-01T07:00')
  assert.equal(of('month', '2016-12-01T06:00'), '2016-11-01T07:00')
})

test('differences are told in words, the most telling first, and not without end', () => {
  assert.deepEqual(differencesOf(sampleAir(186), sampleAir(186)), [])
  const told = differencesOf(sampleAir(186), sampleAir(320))
  assert.match(told[0]!.en, /18:00: 186 → 320/)
  assert.ok(told.length <= 13)
  const [only] = differencesOf(sampleAir(186), sampleAir(186, { mapApproval: '京S(2026)001号' }))
  assert.equal(only!.en, 'the approval number of the map changed')
})

test('a station’s list is read with quotes and empty lines, and refused by line', () => {
  const head = 'edition,version,channel,from,to,deviation\r\n'
  assert.deepEqual(readAsRunCsv(`\uFEFF${head}e1,1,BTV,a,b,"late, ""10 s"""\r\n\r\n`), [
    { edition: 'e1', version: '1', channel: 'BTV', from: 'a', to: 'b', deviation: 'late, "10 s"' },
  ])
  assert.throws(() => readAsRunCsv('edition,channel\n'), /from, to/)
  assert.throws(() => readAsRunCsv(`${head}e1,1\n`), /line 1 has 2 fields, not 6/)
  assert.throws(() => readAsRunCsv(`${head}a"b,1,c,d,e,f\n`), /quotation/)
  assert.throws(() => readAsRunCsv('edition,channel,from,to,colour\n'), /no such columns: colour/)
})
