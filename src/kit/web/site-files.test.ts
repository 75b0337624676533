import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { beijing } from '../../beijing.ts'
import { type House, noDesk } from '../room.ts'
import { PageCache } from './cache.ts'
import { contactUri, siteFiles } from './site-files.ts'

const site = (contact?: string) => {
  const web = new Hono()
  siteFiles(web, {
    settings: { LANTIAN_URL: 'https://air.example', LANTIAN_CONTACT: contact },
    centre: beijing,
    clock: () => Temporal.Instant.from('2026-11-24T02:30:00Z'),
    cache: new PageCache(),
    menu: [],
    desk: noDesk,
  } as unknown as House)
  web.onError((_, c) => c.text('', 404))
  return web
}

test('robots may read all but what is no page, and are shown the map', async () => {
  const text = await (await site().request('/robots.txt')).text()
  assert.match(text, /^User-agent: \*\n/)
  assert.match(text, /\nDisallow: \/preferences\n/)
  assert.match(text, /\nSitemap: https:\/\/air\.example\/sitemap\.xml\n$/)
})

test('the manifest is in the language of the page and names icons that are there', async () => {
  for (const [path, lang, start] of [
    ['/manifest.webmanifest', 'zh-CN', '/'],
    ['/en/manifest.webmanifest', 'en', '/en/'],
  ] as const) {
    const answer = await site().request(path)
    assert.match(answer.headers.get('content-type')!, /^application\/manifest\+json/)
    const manifest = (await answer.json()) as {
      lang: string
      start_url: string
      icons: Record<string, string>[]
    }
    assert.deepEqual([manifest.lang, manifest.start_url], [lang, start])
    for (const { src, sizes, type } of manifest.icons) {
      if (type !== 'image/png') continue
      const png = Buffer.from(await (await site().request(src!)).arrayBuffer())
      assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes)
    }
  }
})

test('an old browser finds an icon', async () => {
  const answer = await site().request('/favicon.ico')
  const file = Buffer.from(await answer.arrayBuffer())
  assert.equal(answer.headers.get('content-type'), 'image/x-icon')
  assert.deepEqual([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)], [0, 1, 1])
  assert.equal(file.readUInt32LE(14), file.length - 22)
  assert.equal(file.subarray(23, 26).toString(), 'PNG')
})

test('security.txt is there only where somebody can be reached', async () => {
  assert.equal((await site().request('/.well-known/security.txt')).status, 404)
  assert.equal((await site('北京中心').request('/.well-known/security.txt')).status, 404)
  const text = await (await site('air@example.org').request('/.well-known/security.txt')).text()
  assert.match(text, /^Contact: mailto:air@example\.org\nExpires: 2027-05-23T00:00:00Z\n/)
  assert.match(text, /\nCanonical: https:\/\/air\.example\/\.well-known\/security\.txt\n/)
})

test('a contact is an address that can be followed, on one line', () => {
  assert.equal(contactUri('https://air.example/contact'), 'https://air.example/contact')
  assert.equal(contactUri(' a@b.cn '), 'mailto:a@b.cn')
  for (const wrong of [
    undefined,
    '',
    'somebody',
    'javascript:alert(1)',
    'a@b',
    'https://x\nEvil: 1',
    'a b@c.cn',
  ])
    assert.equal(contactUri(wrong), null)
})
