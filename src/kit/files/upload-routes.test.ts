import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { signedIn } from '../people/testing.ts'
import { incomingOf } from './blobs.ts'
import { asked, digestOf, formWith, li, test, upload, wang } from './testing-desk.ts'
import { pictureOf, samples } from './testing-files.ts'

test('a form without script uploads files and shows them; programs are answered in JSON', async (given) => {
  const officer = await signedIn(given.web, given.house, { name: li })
  const ask = asked(given, officer)
  const png = await pictureOf('png')
  const answer = await ask('/en/desk/files', {
    method: 'POST',
    body: formWith(['a.png', png], ['站点.csv', samples['a.csv']!]),
  })
  assert.equal(answer.status, 303)
  const to = answer.headers.get('location')!
  assert.equal(to, `/en/desk/files?done=${digestOf(png)},${digestOf(samples['a.csv']!)}`)
  const page = await (await ask(to)).text()
  assert.match(page, /Uploaded: (a\.png, 站点\.csv|站点\.csv, a\.png)/)
  assert.match(page, new RegExp(`href="/files/${digestOf(png)}/a\\.png"`))
  assert.deepEqual(await upload(ask, '报告.pdf', samples['a.pdf']!).then(({ name }) => name), '报告.pdf')
  const raw = await ask('/desk/files?name=raw.txt', {
    method: 'POST',
    body: 'words',
    headers: { accept: 'application/json', 'content-type': 'text/plain' },
  })
  assert.equal(((await raw.json()) as { type: string }).type, 'text/plain')
  const wrong = await ask('/desk/files', {
    method: 'POST',
    body: formWith(['a.png', Buffer.from('<svg/>')]),
    headers: { accept: 'application/json' },
  })
  assert.deepEqual([wrong.status, wrong.headers.get('content-type')], [422, 'application/problem+json'])
  assert.match(((await wrong.json()) as { title_zh: string }).title_zh, /不是 \.png 文件/)
  assert.deepEqual(readdirSync(incomingOf(given.house)), [])
})

test('who is a stranger, or comes from a foreign page, uploads nothing', async (given) => {
  const officer = await signedIn(given.web, given.house, { name: li })
  const body = () => formWith(['a.pdf', samples['a.pdf']!])
  assert.equal((await asked(given, null)('/desk/files', { method: 'POST', body: body() })).status, 401)
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const answer = await asked(given, officer)('/desk/files', {
    method: 'POST',
    body: body(),
    headers: foreign,
  })
  assert.equal(answer.status, 403)
  const away = formWith(['a.pdf', samples['a.pdf']!])
  away.append('back', '//evil.example/')
  const back = await asked(given, officer)('/desk/files', { method: 'POST', body: away })
  assert.match(back.headers.get('location')!, /^\/desk\/files\?done=/)
})

test('an upload in parts is taken up where it was cut, by its officer alone', async (given) => {
  const { house } = given
  const ask = asked(given, await signedIn(given.web, house, { name: li }))
  const other = asked(given, await signedIn(given.web, house, { name: wang }))
  const bytes = Buffer.concat([samples['a.pdf']!, randomBytes(100_000)])
  const begun = await ask(`/desk/files/uploads?name=${encodeURIComponent('大.pdf')}&size=${bytes.length}`, {
    method: 'POST',
  })
  assert.equal(begun.status, 201)
  const path = begun.headers.get('location')!
  const put = (offset: number, body: RequestInit['body'], who = ask) =>
    who(`${path}?offset=${offset}`, { method: 'PUT', body, duplex: 'half' } as RequestInit)
  const offset = async () => (await ask(path, { method: 'HEAD' })).headers.get('upload-offset')
  assert.equal(await offset(), '0')
  assert.equal((await put(0, bytes.subarray(0, 40_000))).headers.get('upload-offset'), '40000')
  let sent = false
  const cut = new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error('the line is gone'))
      else controller.enqueue(new Uint8Array(bytes.subarray(40_000, 70_000)))
      sent = true
    },
  })
  assert.equal((await put(40_000, cut)).status, 400)
  assert.equal(await offset(), '70000', 'what came before the cut is here')
  const stale = await put(40_000, bytes.subarray(40_000))
  assert.equal(stale.status, 409)
  assert.equal((await other(path, { method: 'HEAD' })).status, 404)
  assert.equal((await put(70_000, bytes.subarray(70_000), other)).status, 404)
  assert.equal((await put(70_000, Buffer.concat([bytes.subarray(70_000), Buffer.from('x')]))).status, 413)
  const rest = Number(await offset())
  const done = await put(rest, bytes.subarray(rest))
  assert.equal(done.status, 201)
  assert.deepEqual(await done.json(), {
    sha256: digestOf(bytes),
    size: bytes.length,
    type: 'application/pdf',
    name: '大.pdf',
  })
  assert.equal((await ask(path, { method: 'HEAD' })).status, 404)
  for (const query of [
    '',
    '?name=x',
    '?name=x&size=-1',
    '?name=x&size=1e9',
    '?name=x&size=0',
    '?name=x&size=999999999999',
  ])
    assert.ok(
      [400, 413, 422].includes((await ask(`/desk/files/uploads${query}`, { method: 'POST' })).status),
      query,
    )
  const given2 = await ask('/desk/files/uploads?name=x&size=9', { method: 'POST' })
  assert.equal((await ask(given2.headers.get('location')!, { method: 'DELETE' })).status, 204)
  assert.deepEqual(readdirSync(incomingOf(house)), [])
})
