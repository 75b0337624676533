import assert from 'node:assert/strict'
import { test } from 'node:test'
import { room as mail } from '../../kit/mail/room.ts'
import { mailServer, sendRound, smtpError } from '../../kit/mail/testing.ts'
import { Browser, signedIn } from '../../kit/people/testing.ts'
import type { House } from '../../kit/room.ts'
import { inHousesOf, type RoomsHouse } from '../../kit/testing-house.ts'
import type { Language } from '../../kit/words.ts'
import { pressRooms } from '../testing.ts'
import { nextDue, prepareIssues } from './issues.ts'
import { room } from './room.ts'
import { sendDueIssues } from './send.ts'
import { askFor } from './subscribe.ts'
import type { NewsletterDb, Wanted } from './tables.ts'
import { refusalsBorne, tally } from './tally.ts'

const settings = { LANTIAN_SMTP: 'smtp://127.0.0.1:1', LANTIAN_URL: 'http://localhost' }
const rooms = [...pressRooms, mail, room]
const inHouses = (name: string, body: Parameters<typeof inHousesOf>[2]) =>
  inHousesOf(rooms, name, body, { settings })

const by = (house: House, LANTIAN_SMTP: string): House => ({
  ...house,
  settings: { ...house.settings, LANTIAN_SMTP },
})
const dbOf = ({ store }: House): NewsletterDb => store.db

/** The path in a mail that a pattern finds. */
function linkIn(raw: string, pattern: RegExp): string {
  const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  return pattern.exec(text)?.[0] ?? assert.fail(`no ${pattern} in ${text}`)
}
const confirmLink = /(\/en)?\/newsletter\/confirm\/[\w-]+\/[\w-]{43}/
const leaveLink = /(\/en)?\/newsletter\/leave\/\d+\/[\w-]{43}/

const everything: Wanted = { language: 'en', rhythm: 'daily', columns: [], topics: [] }

/** A reader who has asked and confirmed. */
async function subscribed(
  { house, web }: RoomsHouse,
  server: Awaited<ReturnType<typeof mailServer>>,
  email: string,
  wanted: Partial<Wanted> = {},
) {
  await askFor(house, email, { ...everything, ...wanted })
  await sendRound(by(house, server.url))
  const letter = server.received.pop()!
  const answer = await new Browser(web).post(linkIn(letter.raw, confirmLink))
  assert.equal(answer.status, 200)
}

let texts = 100
/** Something that readers read, as the procedure would have left it. */
async function published(
  house: House,
  title: string,
  { language = 'en', column = 1 }: { language?: Language; column?: number } = {},
) {
  const id = texts++
  const db = dbOf(house)
  const now = house.clock().epochMilliseconds
  const words = {
    title,
    summary: `About ${title}.`,
    body: '{}',
    cover_alt: '',
    attachments: '[]',
    slug: `text-${id}`,
  }
  await db
    .insertInto('press_article')
    .values({
      id,
      kind: 'news',
      column_id: column,
      explains: null,
      cover: null,
      cover_x: null,
      cover_y: null,
      source: '',
      author: '',
      made_at: now,
      made_by: 'test',
      changed_at: now,
    } as never)
    .execute()
  await db
    .insertInto('press_text')
    .values({
      id,
      article: id,
      language,
      state: 'published',
      case_id: null,
      revision: 1,
      ...words,
      translated_from: null,
      translated_version: null,
      publish_at: null,
      embargo_until: null,
      expires_at: null,
      changed_at: now,
      changed_by: 'test',
    } as never)
    .execute()
  await db
    .insertInto('press_live')
    .values({
      text_id: id,
      article: id,
      language,
      kind: 'news',
      column_id: column,
      ...words,
      cover: null,
      cover_x: null,
      cover_y: null,
      source: '',
      author: '',
      version: 1,
      published_at: now,
      changed_at: now,
      expires_at: null,
      up: 1,
      down_at: null,
      down_reason: null,
    } as never)
    .execute()
  return id
}

inHouses('a reader subscribes by his mailbox alone, and leaves with one click', async (one, t) => {
  const { house, web } = one
  const server = await mailServer(t)
  const browser = new Browser(web)
  const form = { email: 'Reader@Example.org', language: 'en', rhythm: 'daily' }
  const first = await browser.post('/en/newsletter', form)
  assert.equal(first.headers.get('location'), '/en/newsletter?done=asked')
  await sendRound(by(house, server.url))
  const [letter] = server.received
  assert.deepEqual(letter!.to, ['reader@example.org'])
  const link = linkIn(letter!.raw, confirmLink)
  const opened = await browser.get(link)
  assert.equal(opened.status, 200)
  const active = () =>
    dbOf(house).selectFrom('press_subscriber').selectAll().where('state', '=', 'active').execute()
  assert.deepEqual(await active(), [], 'opening the link, as mail programs do, begins nothing')
  assert.equal((await browser.post(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status, 410)
  assert.equal((await browser.post(link)).status, 200)
  assert.equal((await browser.post(link)).status, 410, 'once')
  assert.equal((await active()).length, 1)

  const again = await browser.post('/en/newsletter', { ...form, rhythm: 'weekly' })
  assert.equal(
    again.headers.get('location'),
    first.headers.get('location'),
    'the same for who subscribes already',
  )
  assert.equal((await active())[0]!.rhythm, 'daily', 'and nothing changes before he confirms')

  await prepareIssues(house)
  await published(house, 'Clean winter')
  one.setClock('2026-11-24T17:05')
  assert.equal(await sendDueIssues(house), 1)
  await sendRound(by(house, server.url))
  const issue = server.received.at(-1)!
  assert.match(issue.raw, /Clean winter/)
  const away = linkIn(issue.raw, leaveLink)
  assert.equal((await browser.get(away)).status, 200)
  assert.equal((await active()).length, 1)
  // As a mail program asks: no origin, no cookie (RFC 8058).
  const click = await web.request(`http://localhost${away}`, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(click.status, 303)
  assert.deepEqual(await active(), [])
  const [left] = await dbOf(house).selectFrom('press_subscriber').selectAll().execute()
  assert.deepEqual([left!.state, left!.email], ['left', null])
  assert.equal(
    (await web.request(`http://localhost${away.replace(/\d+/, '2')}`, { method: 'POST' })).status,
    404,
  )
})

inHouses('nobody fills a mailbox or learns from the form', async ({ house, web, setClock }) => {
  for (let asked = 0; asked < 5; asked++) await askFor(house, 'victim@example.org', everything)
  const mails = async () => (await dbOf(house).selectFrom('mail_outbox').select('id').execute()).length
  assert.equal(await mails(), 3)
  setClock('2026-11-25T12:30')
  await askFor(house, 'victim@example.org', everything)
  assert.equal(await mails(), 4)
  const browser = new Browser(web)
  const wrong = await browser.post('/newsletter', {
    email: 'no, address@x.org',
    language: 'zh',
    rhythm: 'daily',
  })
  assert.equal(wrong.status, 422)
  const answers = []
  for (let asked = 0; asked < 7; asked++)
    answers.push(
      (
        await browser.post('/newsletter', {
          email: `a${asked}@example.org`,
          language: 'zh',
          rhythm: 'hourly',
        })
      ).status,
    )
  assert.deepEqual([answers[0], answers.at(-1)], [422, 429])
  const foreign = await web.request('http://localhost/newsletter', {
    method: 'POST',
    body: new URLSearchParams({ email: 'a@b.org' }),
    headers: { origin: 'http://evil.example', host: 'localhost' },
  })
  assert.equal(foreign.status, 403)
})

inHouses('an issue is edited, tried and sent once, to each what he wants', async (one, t) => {
  const { house, web } = one
  const server = await mailServer(t)
  await subscribed(one, server, 'all@example.org')
  await subscribed(one, server, 'two@example.org', { columns: [2] })
  await subscribed(one, server, 'zh@example.org', { language: 'zh' })
  await subscribed(one, server, 'week@example.org', { rhythm: 'weekly' })
  const zhou = await signedIn(web, house, { name: { zh: '周正', en: 'Zhou' }, duties: ['press-newsletter'] })
  const wu = await signedIn(web, house, { name: { zh: '吴', en: 'Wu' }, duties: ['press-editor'] })
  const [alpha, beta] = [await published(house, 'Alpha'), await published(house, 'Beta')]
  await published(house, 'Gamma', { column: 2 })
  one.setClock('2026-11-24T11:00')
  for (const path of ['/desk/newsletter', '/desk/newsletter/readers', '/desk/newsletter/1'])
    assert.equal((await wu.browser.get(path)).status, 403, path)
  const page = await (await zhou.browser.get('/en/desk/newsletter')).text()
  assert.match(page, /3 articles/)
  assert.match(await (await zhou.browser.get('/desk/newsletter/readers')).text(), /two@example\.org/)
  const form = {
    revision: '1',
    'intro-en': 'Good evening.\n\nA second line.',
    [`place-${beta}`]: '1',
    [`out-${alpha}`]: 'yes',
  }
  await zhou.browser.post('/desk/newsletter/1', { ...form, act: 'save' })
  assert.equal(
    (await zhou.browser.post('/desk/newsletter/1', { ...form, act: 'now' })).status,
    409,
    'a page that is behind',
  )
  const preview = await zhou.browser.get('/en/desk/newsletter/1/preview')
  assert.match(preview.headers.get('content-security-policy')!, /default-src 'none'/)
  assert.match(await preview.text(), /Good evening\.[\s\S]*Beta[\s\S]*Gamma/)
  await zhou.browser.post('/desk/newsletter/1', { ...form, revision: '2', act: 'test' })
  await sendRound(by(house, server.url))
  assert.deepEqual(
    server.received.splice(0).map(({ to }) => to[0]),
    [zhou.email],
  )

  await zhou.browser.post('/desk/newsletter/1', { ...form, revision: '3', act: 'now' })
  assert.equal(
    (await zhou.browser.post('/desk/newsletter/1', { ...form, revision: '4', act: 'now' })).status,
    404,
  )
  await sendRound(by(house, server.url))
  const sent = new Map(server.received.map(({ to, raw }) => [to[0], raw]))
  assert.deepEqual([...sent.keys()].toSorted(), ['all@example.org', 'two@example.org'])
  assert.match(sent.get('all@example.org')!, /Good evening[\s\S]*Beta[\s\S]*Gamma/)
  assert.doesNotMatch(sent.get('all@example.org')!, /Alpha/)
  assert.doesNotMatch(sent.get('two@example.org')!, /Beta/)
  assert.match(sent.get('all@example.org')!, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
  const archive = await (await new Browser(web).get('/en/newsletter/1')).text()
  assert.match(archive, /Beta[\s\S]*Gamma/)
  assert.doesNotMatch(archive, /Alpha|example\.org/)
  assert.equal((await new Browser(web).get('/newsletter/2')).status, 404, 'a draft is nobody’s to read')
  await prepareIssues(house)
  assert.match(await (await zhou.browser.get('/en/desk/newsletter')).text(), /0 articles/)
})

inHouses('what nobody edits goes out by itself only where the house wants it', async (one) => {
  const { house, setClock } = one
  const db = dbOf(house)
  await db.updateTable('press_newsletter').set({ by_itself: 0 }).execute()
  await prepareIssues(house)
  setClock('2026-11-24T17:01')
  assert.equal(await sendDueIssues(house), 0)
  await prepareIssues(house)
  const [empty] = await db.selectFrom('press_issue').selectAll().where('rhythm', '=', 'daily').execute()
  assert.equal(
    Temporal.Instant.fromEpochMilliseconds(empty!.due).toString(),
    '2026-11-25T09:00:00Z',
    'nothing in it: the next day',
  )
  await published(house, 'Alpha')
  setClock('2026-11-25T17:01')
  assert.equal(await sendDueIssues(house), 0)
  await db.updateTable('press_newsletter').set({ by_itself: 1 }).execute()
  assert.deepEqual((await Promise.all([sendDueIssues(house), sendDueIssues(house)])).toSorted(), [0, 1])
})

inHouses('a mailbox that is gone is written to no more', async (one, t) => {
  const { house } = one
  const gone = await mailServer(t, {
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith('gone') ? smtpError(550, 'no such mailbox') : null),
  })
  const server = await mailServer(t)
  await dbOf(house).updateTable('press_newsletter').set({ weekday: 7 }).execute()
  await subscribed(one, server, 'gone@example.org')
  await subscribed(one, server, 'here@example.org')
  for (let day = 0; day < refusalsBorne + 1; day++) {
    await prepareIssues(house)
    one.setClock(`2026-11-${25 + day}T16:00`)
    await published(house, `Day ${day}`)
    one.setClock(`2026-11-${25 + day}T17:01`)
    await sendDueIssues(house)
    assert.equal(await tally(house), 0, 'not while mail waits')
    await sendRound(by(house, gone.url))
    assert.equal(await tally(house), 1)
    assert.equal(await tally(house), 0)
  }
  const issues = await dbOf(house)
    .selectFrom('press_issue')
    .selectAll()
    .where('state', '=', 'sent')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    issues.map(({ mails, arrived, refused }) => [mails, arrived, refused]),
    [
      [2, 1, 1],
      [2, 1, 1],
      [2, 1, 1],
      [1, 1, 0],
    ],
  )
  const readers = await dbOf(house).selectFrom('press_subscriber').selectAll().orderBy('id').execute()
  assert.deepEqual(
    readers.map(({ state }) => state),
    ['refused', 'active'],
  )
})

test('an issue goes out at its hour of the centre', async () => {
  const zone = 'Asia/Shanghai'
  const next = (rhythm: 'daily' | 'weekly', at: string) =>
    nextDue(
      rhythm,
      { hour: 17, weekday: 5, byItself: true },
      Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant(),
      zone,
    )
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString()
  assert.equal(next('daily', '2026-11-24T16:59'), '2026-11-24T17:00:00')
  assert.equal(next('daily', '2026-11-24T17:00'), '2026-11-25T17:00:00')
  assert.equal(next('weekly', '2026-11-24T17:00'), '2026-11-27T17:00:00')
  assert.equal(next('weekly', '2026-11-27T16:00'), '2026-11-27T17:00:00')
  assert.equal(next('weekly', '2026-11-27T17:00'), '2026-12-04T17:00:00')
})
