import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { signedIn } from '../people/testing.ts'
import type { RoomsHouse } from '../testing-house.ts'
import { madeOf } from './blobs.ts'
import { useFile } from './files.ts'
import { sharp } from './picture-size.ts'
import { asked, digestOf, li, test, upload, wang, zhao } from './testing-desk.ts'
import { photoOf, pictureOf, samples } from './testing-files.ts'

const use = ({ house }: RoomsHouse, about: string, sha256: string, more = {}) =>
  house.store.db.transaction().execute((tx) =>
    useFile(tx, about, {
      sha256,
      name: '用.png',
      by: 'officer/x',
      at: house.clock(),
      known: true,
      ...more,
    }),
  )

test('a file is read by whom it is for, and nobody else is told that it is there', async (given) => {
  const { house } = given
  const [mine, others, nobody] = [
    asked(given, await signedIn(given.web, house, { name: li })),
    asked(given, await signedIn(given.web, house, { name: wang })),
    asked(given, await signedIn(given.web, house, { name: zhao })),
  ]
  const stranger = asked(given, null)
  const { sha256 } = await upload(mine, 'a.png', await pictureOf('png'))
  const path = `/files/${sha256}/a.png`
  const own = await mine(path)
  assert.deepEqual([own.status, own.headers.get('cache-control')], [200, 'private, no-cache'])
  for (const ask of [others, nobody, stranger]) assert.equal((await ask(path)).status, 404)
  assert.equal((await stranger(`/pictures/${sha256}/160.webp`)).status, 404)
  await use(given, 'draft/1', sha256)
  assert.deepEqual(
    [(await others(path)).status, (await nobody(path)).status, (await stranger(path)).status],
    [200, 404, 404],
  )
  await use(given, 'article/1', sha256, { open: true })
  const open = await stranger(`/files/${sha256}/malware.exe`)
  assert.deepEqual(
    [open.status, open.headers.get('cache-control')],
    [200, 'public, max-age=31536000, immutable'],
  )
  assert.equal(
    open.headers.get('content-disposition'),
    `inline; filename="_.png"; filename*=UTF-8''%E7%94%A8.png`,
  )
  await use(given, 'article/1', sha256, { open: false })
  assert.equal((await stranger(path)).status, 404)
  for (const odd of [
    `/files/${sha256.toUpperCase()}/a.png`,
    `/files/${'0'.repeat(64)}/a`,
    '/files/..%2f..%2flantian.sqlite',
    '/files/x',
  ])
    assert.equal((await stranger(odd)).status, 404, odd)
})

test('pieces, marks and HEAD are answered as the standard has it', async (given) => {
  const ask = asked(given, await signedIn(given.web, given.house, { name: li }))
  const bytes = Buffer.concat([samples['a.mp4']!, randomBytes(5_000)])
  const { sha256 } = await upload(ask, 'a.mp4', bytes)
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    ask(`/files/${sha256}/a.mp4`, { headers, method })
  const whole = await get()
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes)
  assert.equal(whole.headers.get('etag'), `"${sha256}"`)
  const piece = await get({ range: 'bytes=10-29' })
  assert.deepEqual([piece.status, piece.headers.get('content-range')], [206, `bytes 10-29/${bytes.length}`])
  assert.deepEqual(Buffer.from(await piece.arrayBuffer()), bytes.subarray(10, 30))
  assert.equal((await get({ range: `bytes=${bytes.length}-` })).status, 416)
  assert.equal((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).status, 200)
  assert.equal((await get({ 'if-none-match': `"${sha256}"` })).status, 304)
  const head = await get({}, 'HEAD')
  assert.deepEqual(
    [head.headers.get('content-length'), (await head.arrayBuffer()).byteLength],
    [String(bytes.length), 0],
  )
})

test('nothing that was uploaded runs in a browser', async (given) => {
  const ask = asked(given, await signedIn(given.web, given.house, { name: li }))
  const script = Buffer.from('<script>alert(1)</script>')
  for (const [name, bytes] of [
    ['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a.html', script],
    ['a.xhtml', script],
    ['a.js', Buffer.from('alert(1)')],
    ['a.txt', script],
    ['a.pdf', samples['a.pdf']!],
    ['a.docx', samples['a.docx']!],
  ] as const) {
    const { sha256 } = await upload(ask, name, bytes)
    const { headers } = await ask(`/files/${sha256}/${name}`)
    assert.match(headers.get('content-disposition')!, /^attachment;/, name)
    assert.equal(headers.get('content-security-policy'), "sandbox; default-src 'none'", name)
    assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
    assert.doesNotMatch(headers.get('content-type')!, /html|svg|xml$|script/, name)
  }
  const { sha256 } = await upload(ask, 'a.png', await pictureOf('png'))
  assert.match(
    (await ask(`/files/${sha256}/a.png`)).headers.get('content-security-policy')!,
    /default-src 'none'.*sandbox/,
  )
})

test('pictures come in fixed sizes, upright, cut round the chosen point, without place or person', async (given) => {
  const ask = asked(given, await signedIn(given.web, given.house, { name: li }))
  const { sha256 } = await upload(ask, 'photo.jpg', await photoOf())
  const library = await sharp()
  const picture = async (name: string) => {
    const answer = await ask(`/pictures/${sha256}/${name}`)
    assert.equal(answer.status, 200, name)
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { answer, bytes, found: await library(bytes).metadata() }
  }
  for (const format of ['avif', 'webp', 'jpeg']) {
    const { answer, found } = await picture(`320.${format}`)
    assert.equal(answer.headers.get('content-type'), `image/${format}`)
    assert.deepEqual(
      [found.width, found.height, found.exif, found.xmp],
      [320, 180, undefined, undefined],
      format,
    )
  }
  assert.equal((await picture('1920.webp')).found.width, 1600, 'never larger than it is')
  const colour = async (name: string) => {
    const { data } = await library((await picture(name)).bytes)
      .resize(1, 1)
      .raw()
      .toBuffer({ resolveWithObject: true })
    return data[0]! > data[2]! ? 'red' : 'blue'
  }
  const left = `160-portrait-10-50.jpeg`
  assert.equal((await ask(`/pictures/${sha256}/${left}`)).status, 404, 'nobody chose that point')
  await use(given, 'article/1', sha256, { focal: { x: 0.1, y: 0.5 } })
  await use(given, 'article/2', sha256, { focal: { x: 0.9, y: 0.5 } })
  assert.deepEqual([await colour(left), await colour('160-portrait-90-50.jpeg')], ['red', 'blue'])
  const { found } = await picture('160-square-50-50.webp')
  assert.deepEqual([found.width, found.height], [160, 160])
  for (const none of [
    '100.webp',
    '2560.webp',
    '320.png',
    '320.svg',
    '0320.webp',
    '320-odd-50-50.webp',
    '320-wide-50-500.webp',
    'x',
  ])
    assert.equal((await ask(`/pictures/${sha256}/${none}`)).status, 404, none)
  const pdf = await upload(ask, 'a.pdf', samples['a.pdf']!)
  assert.equal((await ask(`/pictures/${pdf.sha256}/160.webp`)).status, 404)
})

test('a crowd that asks for a new picture has it made once', async (given) => {
  const ask = asked(given, await signedIn(given.web, given.house, { name: li }))
  const { sha256 } = await upload(ask, 'photo.jpg', await photoOf({ orientation: 6 }))
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(`/pictures/${sha256}/320.webp`)))
  const bodies = await Promise.all(
    answers.map(async (answer) => digestOf(new Uint8Array(await answer.arrayBuffer()))),
  )
  assert.equal(new Set(bodies).size, 1)
  const folder = `${madeOf(given.house)}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}`
  assert.deepEqual(existsSync(folder) && readdirSync(folder), [`${sha256}-320.webp`])
})
