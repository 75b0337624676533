import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { openFresh } from '../db/testing.ts'
import { addOfficer, type PeopleDb } from '../people/officers.ts'
import type { House } from '../room.ts'
import { houseOf, inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { oneLine } from './address.ts'
import { discard, type OutboxDb, tryAgain } from './outbox.ts'
import { openLine } from './smtp.ts'
import { send, tell } from './tell.ts'
import { mailRooms, mailServer, newsKind, sendRound, smtpError } from './testing.ts'

const letter = {
  subject: { zh: '北京的空气', en: 'The air of Beijing' },
  parts: [{ text: { zh: '今天很好。', en: 'It is good today.' } }],
}
const reader = { address: 'reader@example.org', language: 'en' as const }

const post = (house: House, to = [reader]) =>
  house.store.db.transaction().execute((tx) => send(tx, { to, letter, at: house.clock() }))

/** The same house with this mail server. */
const by = (house: House, LANTIAN_SMTP: string): House => ({
  ...house,
  settings: { ...house.settings, LANTIAN_SMTP },
})

const rows = ({ store }: House) =>
  (store.db as OutboxDb).selectFrom('mail_outbox').selectAll().orderBy('id').execute()
const states = async (house: House) => (await rows(house)).map(({ state }) => state)

const later = ({ setClock }: RoomsHouse, minutes: number) =>
  setClock(
    Temporal.PlainDateTime.from('2026-11-24T10:30').add({ minutes }).toString({ smallestUnit: 'minute' }),
  )

inHousesOf(mailRooms, 'a letter arrives once, as text and HTML, with a whole head', async ({ house }, t) => {
  const server = await mailServer(t)
  const set = {
    ...house,
    settings: { ...house.settings, LANTIAN_SMTP: server.url, LANTIAN_URL: 'https://air.example.org' },
  }
  await post(set, [{ ...reader, leave: '/newsletter/leave/abc' } as typeof reader])
  assert.equal(await sendRound(set), '1 sent')
  assert.equal(await sendRound(set), '')
  const [mail] = server.received
  assert.equal(server.received.length, 1)
  assert.deepEqual([mail!.from, mail!.to], ['lantian@air.example.org', ['reader@example.org']])
  for (const line of [
    /^Subject: The air of Beijing\r$/m,
    /^Message-ID: <[0-9a-f-]{36}@air\.example\.org>\r$/m,
    /^Date: Tue, 24 Nov 2026 02:30:00 \+0000\r$/m,
    /^Auto-Submitted: auto-generated\r$/m,
    /^List-Unsubscribe:\s+<https:\/\/air\.example\.org\/en\/newsletter\/leave\/abc\/[\w-]{43}>\r$/m,
    /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m,
    /^Content-Type: multipart\/alternative/m,
    /It is good today\./,
  ])
    assert.match(mail!.raw, line)
  assert.match(mail!.raw, /style=3D"|style="/)
})

inHousesOf(mailRooms, 'two workers at once send every mail once', async ({ house }, t) => {
  const server = await mailServer(t)
  const set = by(house, server.url)
  const to = Array.from({ length: 12 }, (_, n) => ({ ...reader, address: `r${n}@example.org` }))
  await post(set, to)
  await Promise.all([sendRound(set), sendRound(set), sendRound(set)])
  assert.deepEqual(
    server.received.map((mail) => mail.to[0]).toSorted(),
    to.map(({ address }) => address).toSorted(),
  )
  assert.deepEqual(new Set(await states(set)), new Set(['sent']))
})

inHousesOf(mailRooms, 'a refusal for good is given up, one for now is tried again', async (one, t) => {
  let greylisted = 0
  const server = await mailServer(t, {
    onRcptTo({ address }, _, done) {
      if (address.startsWith('gone')) return done(smtpError(550, 'no such mailbox'))
      if (address.startsWith('grey') && greylisted++ === 0) return done(smtpError(451, 'try again later'))
      return done()
    },
  })
  const set = by(one.house, server.url)
  await post(set, [
    { ...reader, address: 'gone@example.org' },
    { ...reader, address: 'grey@example.org' },
    reader,
  ])
  await sendRound(set)
  assert.deepEqual(await states(set), ['refused', 'waiting', 'sent'])
  assert.match((await rows(set))[0]!.reply, /550 no such mailbox/)
  later(one, 1)
  await sendRound(set)
  assert.deepEqual(await states(set), ['refused', 'waiting', 'sent'], 'not before its pause is over')
  later(one, 6)
  await sendRound(set)
  assert.deepEqual(await states(set), ['refused', 'sent', 'sent'])
  assert.deepEqual(
    server.received.map(({ to }) => to[0]),
    ['reader@example.org', 'grey@example.org'],
  )

  const [refused] = await rows(set)
  assert.equal(await tryAgain(set.store.db, refused!.id, set.clock()), true)
  await sendRound(set)
  assert.deepEqual(await states(set), ['refused', 'sent', 'sent'])
  assert.equal(await discard(set.store.db, refused!.id, set.clock()), true)
  assert.equal(await discard(set.store.db, refused!.id, set.clock()), false)
})

test('what cannot be sent for three days is given up', async (t) => {
  const one = await houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), mailRooms)
  const server = await mailServer(t, { onRcptTo: (_, __, done) => done(smtpError(451, 'later')) })
  const set = by(one.house, server.url)
  await post(set)
  let rounds = 0
  for (let hours = 0; hours <= 72; hours++) {
    later(one, hours * 60)
    if ((await sendRound(set)) !== '') rounds++
  }
  assert.deepEqual(await states(set), ['late'])
  assert.ok(rounds > 5 && rounds < 20, `${rounds} attempts`)
})

inHousesOf(mailRooms, 'a password is asked for, and a wrong one loses no mail', async ({ house }, t) => {
  const server = await mailServer(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) =>
      username === 'centre' && password === 'p@ss word' ? done(null, { user: 1 }) : done(new Error('no')),
  })
  const at = (userinfo: string) => ({
    ...house,
    settings: { ...house.settings, LANTIAN_SMTP: server.url.replace('//', `//${userinfo}@`) },
  })
  await post(house)
  await assert.rejects(sendRound(at('centre:wrong')), (error: Error) => {
    assert.doesNotMatch(String(error.stack), /wrong/)
    return true
  })
  assert.deepEqual(
    (await rows(house)).map(({ state, attempts }) => ({ state, attempts })),
    [{ state: 'waiting', attempts: 0 }],
  )
  assert.equal(await sendRound(at('centre:p%40ss%20word')), '1 sent')
})

/** A server that speaks as far as `script` says, then hangs up. */
async function scripted(t: TestContext, answers: (line: string) => string | null): Promise<string> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('220 here\r\n')
    socket.on('data', (data) => {
      const answer = answers(data.toString())
      if (answer === null) socket.destroy()
      else socket.write(answer)
    })
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
}

inHousesOf(
  mailRooms,
  'a line that is cut after the mail was handed over sends nothing twice',
  async (one, t) => {
    let handed = 0
    const url = await scripted(t, (line) => {
      if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) return '250 ok\r\n'
      if (line.startsWith('DATA')) return '354 go on\r\n'
      handed++
      return null
    })
    const set = by(one.house, url)
    await post(set)
    assert.equal(await sendRound(set), '1 unclear')
    later(one, 600)
    await sendRound(set)
    assert.deepEqual([await states(set), handed], [['unclear'], 1])
  },
)

inHousesOf(mailRooms, 'a line that is cut before the mail was handed over is tried again', async (one, t) => {
  const url = await scripted(t, (line) => (/^(EHLO|MAIL)/.test(line) ? '250 ok\r\n' : null))
  const server = await mailServer(t)
  const set = by(one.house, url)
  await post(set)
  assert.equal(await sendRound(set), '1 later')
  later(one, 10)
  assert.equal(await sendRound(by(one.house, server.url)), '1 sent')
})

test('a server that says nothing is given up after a while', async (t) => {
  const one = await houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), mailRooms)
  const url = await scripted(t, () => '')
  const set = by(one.house, url)
  await post(set)
  const open = (at: string) => openLine(at, { connect: 300, greet: 300, answer: 300 })
  await assert.rejects(sendRound(set, open))
  assert.deepEqual(await states(set), ['waiting'])
})

inHousesOf(
  mailRooms,
  'a sender that died in the middle leaves a mail that is not sent again',
  async (one, t) => {
    const server = await mailServer(t)
    const set = by(one.house, server.url)
    await post(set)
    const dies = async () => ({
      deliver: () => Promise.reject(new Error('the process ends here')),
      close: () => {},
    })
    await assert.rejects(sendRound(set, dies))
    later(one, 5)
    await sendRound(set)
    assert.deepEqual(await states(set), ['sending'])
    later(one, 11)
    await sendRound(set)
    assert.deepEqual([await states(set), server.received.length], [['unclear'], 0])
  },
)

inHousesOf(mailRooms, 'without a mail server nothing is sent, and old mail lapses', async (one) => {
  await post(one.house)
  assert.equal(await sendRound(one.house), '')
  assert.deepEqual(await states(one.house), ['waiting'])
  later(one, 3 * 24 * 60)
  await sendRound(one.house)
  assert.deepEqual(await states(one.house), ['late'])
})

inHousesOf(mailRooms, 'nothing that is said breaks out of the head of a mail', async ({ house }, t) => {
  const server = await mailServer(t)
  const set = by(house, server.url)
  const hostile = [
    'a\r\nBcc: thief@example.com',
    'b\nX-Evil: 1\r\n\r\n<script>alert(1)</script>',
    'c\u2028Cc: thief@example.com\u0000\u0085',
    '好\r\n 的'.repeat(80),
  ]
  const db: PeopleDb = house.store.db
  const officer = await db
    .transaction()
    .execute((tx) =>
      addOfficer(
        tx,
        { name: { zh: '李', en: 'Li' }, email: 'li@example.org', department: null },
        { at: house.clock(), by: 'test' },
      ),
    )
  for (const subject of hostile)
    await db.transaction().execute((tx) =>
      tell(tx, {
        to: [officer],
        kind: newsKind,
        subject: { zh: subject, en: subject },
        lines: [{ zh: subject, en: subject }],
        path: '/desk',
        at: house.clock(),
      }),
    )
  for (const subject of hostile) assert.doesNotMatch(oneLine(subject), /[\p{Cc}\u2028]/u)
  await sendRound(set)
  assert.equal(server.received.length, hostile.length)
  for (const { to, raw } of server.received) {
    assert.deepEqual(to, ['li@example.org'])
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    assert.doesNotMatch(head, /^(Bcc|Cc|X-Evil)/im)
    assert.match(head, /^Auto-Submitted/m)
    assert.doesNotMatch(raw.slice(raw.indexOf('Content-Type: text/html')), /<script>/)
  }
  for (const address of [
    'a@b.org\r\nBcc: c@d.org',
    'a@b.org, c@d.org',
    'A <a@b.org>',
    'a@b',
    '',
    `${'a'.repeat(65)}@b.org`,
  ])
    await assert.rejects(post(house, [{ ...reader, address }]), /not an e-mail address/)
})
