import assert from 'node:assert/strict'
import { setLastDay } from '../people/officers.ts'
import { todayOf } from '../people/sign-in.ts'
import { signedIn } from '../people/testing.ts'
import type { House } from '../room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { forgetOld, writeDigests } from './digest.ts'
import { type Notice, tell } from './tell.ts'
import { mailRooms, mailServer, newsKind, sendRound } from './testing.ts'

const name = { zh: '李明', en: 'Li Ming' }
const news = (house: House, to: string, more: Partial<Notice> = {}) =>
  house.store.db.transaction().execute((tx) =>
    tell(tx, {
      to: [to, to],
      kind: newsKind,
      subject: { zh: '有新的事', en: 'Something new' },
      lines: [{ zh: '请看一看。', en: 'Look at it.' }],
      path: '/desk/people',
      at: house.clock(),
      ...more,
    }),
  )

const mailed = async ({ house }: RoomsHouse, url: string) =>
  sendRound({ ...house, settings: { ...house.settings, LANTIAN_SMTP: url } })

inHousesOf(
  mailRooms,
  'a message is read at the desk by whom it is for, and by nobody else',
  async ({ house, web }) => {
    const li = await signedIn(web, house, { name, duties: ['people'] })
    const wang = await signedIn(web, house, { name: { zh: '王芳', en: 'Wang Fang' } })
    assert.match(await (await li.browser.get('/desk/messages')).text(), /还没有消息/)
    await news(house, li.id)
    const page = await (await li.browser.get('/en/desk/messages')).text()
    assert.match(page, /Something new/)
    assert.match(page, /class="waiting">1 /, 'counted once in the menu although named twice')
    assert.doesNotMatch(await (await wang.browser.get('/desk/messages')).text(), /有新的事/)
    assert.equal((await wang.browser.get('/desk/messages/1')).status, 404)
    await wang.browser.post('/desk/messages/read', { message: '1' })
    assert.match(await (await li.browser.get('/desk/messages?show=unread')).text(), /有新的事/)

    const opened = await li.browser.get('/en/desk/messages/1')
    assert.equal(opened.headers.get('location'), '/en/desk/people')
    assert.match(await (await li.browser.get('/desk/messages?show=unread')).text(), /没有未读消息/)
    await news(house, li.id)
    await news(house, li.id)
    await li.browser.post('/desk/messages/read', { message: 'all' })
    assert.doesNotMatch(await (await li.browser.get('/desk/messages')).text(), /class="waiting"/)
    for (const odd of ['0', 'x', '99999999999999999', '2'])
      await li.browser.post('/desk/messages/read', { message: odd })
    assert.equal((await li.browser.get('/desk/messages/x')).status, 404)
  },
)

inHousesOf(mailRooms, 'each officer chooses what is mailed, and in which language', async (one, t) => {
  const { house, web } = one
  const { url, received } = await mailServer(t)
  const li = await signedIn(web, house, { name })
  await news(house, li.id)
  await mailed(one, url)
  assert.equal(received.length, 1)
  assert.match(received[0]!.raw, /Content-Language: zh-CN/)

  const choose = (how: string) =>
    li.browser.post('/desk/me/messages', { language: 'en', 'kind-test-news': how, 'kind-other': 'now' })
  const saved = await choose('daily')
  assert.equal(saved.headers.get('location'), '/desk/me/messages?done=saved')
  await news(house, li.id)
  await mailed(one, url)
  assert.equal(received.length, 1)
  await news(house, li.id, { urgent: true })
  await mailed(one, url)
  assert.match(received[1]!.raw, /Content-Language: en[\s\S]*Subject: Something new/)
  await choose('none')
  await news(house, li.id, { urgent: true })
  await mailed(one, url)
  assert.equal(received.length, 2)
  await choose('sideways')
  assert.match(await (await li.browser.get('/en/desk/me/messages')).text(), /<option value="none" selected/)
})

inHousesOf(mailRooms, 'the daily letter names once what is unread', async (one, t) => {
  const { url, received } = await mailServer(t)
  const house = { ...one.house, settings: { ...one.house.settings, LANTIAN_SMTP: url } }
  const li = await signedIn(one.web, house, { name })
  await li.browser.post('/desk/me/messages', { language: 'en', 'kind-test-news': 'daily' })
  for (const what of ['First', 'Second', 'Third'])
    await news(house, li.id, { subject: { zh: what, en: what } })
  await li.browser.post('/desk/messages/read', { message: '2' })
  assert.deepEqual(
    await Promise.all([writeDigests(house), writeDigests(house)]).then((n) => n[0]! + n[1]!),
    1,
  )
  await sendRound(house)
  assert.equal(await writeDigests(house), 0)
  assert.equal(received.length, 1)
  assert.match(received[0]!.raw, /Subject: 2 messages you have not read[\s\S]*First[\s\S]*Third/)
  assert.doesNotMatch(received[0]!.raw, /Second/)
})

inHousesOf(mailRooms, 'who has left is written to no more', async (one, t) => {
  const { url, received } = await mailServer(t)
  const { house, web, setClock } = one
  const li = await signedIn(web, house, { name })
  await news(house, li.id)
  const deed = { at: house.clock(), by: 'test' }
  await setLastDay(house.store.db, { officer: li.id, day: todayOf(house) }, deed)
  setClock('2026-11-25T09:00')
  assert.equal(await mailed(one, url), '1 refused')
  assert.equal(received.length, 0)
})

inHousesOf(mailRooms, 'who runs the system sees what did not go out, and nobody else does', async (one) => {
  const { house, web, setClock } = one
  const chen = await signedIn(web, house, { name: { zh: '陈静', en: 'Chen Jing' }, duties: ['system'] })
  const li = await signedIn(web, house, { name })
  assert.equal((await li.browser.get('/desk/mail')).status, 403)
  assert.equal((await li.browser.post('/desk/mail', { mail: '1', act: 'drop' })).status, 403)
  await news(house, li.id)
  setClock('2026-11-28T10:30')
  await sendRound(house)
  assert.match(await (await chen.browser.get('/en/desk')).text(), /One mail did not go out/)
  assert.match(await (await chen.browser.get('/en/desk/mail')).text(), /LANTIAN_SMTP[\s\S]*too late/)
  await chen.browser.post('/desk/mail', { mail: '1', act: 'again' })
  assert.match(await (await chen.browser.get('/en/desk/mail')).text(), /waiting/)
  await chen.browser.post('/desk/mail', { mail: '1', act: 'drop' })
  assert.match(await (await chen.browser.get('/en/desk/mail')).text(), /discarded/)
  await chen.browser.post('/desk/mail', { mail: '1', act: 'constructor' })
  const deeds = await house.store.db
    .selectFrom('journal')
    .select('deed')
    .where('about', '=', 'mail/1')
    .execute()
  assert.deepEqual(
    deeds.map(({ deed }) => deed),
    ['mail.again', 'mail.drop'],
  )
  setClock('2027-11-30T10:30')
  await li.browser.get('/desk/messages/1')
  await forgetOld(house)
  assert.equal((await house.store.db.selectFrom('mail_outbox').select('id').execute()).length, 0)
  assert.equal((await house.store.db.selectFrom('mail_letter').select('id').execute()).length, 1)
})
