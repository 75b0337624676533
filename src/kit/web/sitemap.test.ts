import assert from 'node:assert/strict'
import { test } from 'node:test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Hono } from 'hono'
import type { House, Room } from '../room.ts'
import { PageCache } from './cache.ts'
import { inFiles, sitemapRoutes, urlset } from './sitemap.ts'

const parse = (xml: string) => {
  assert.equal(XMLValidator.validate(xml), true)
  return new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'url' || name === 'sitemap',
  }).parse(xml)
}

const house = {
  settings: { LANTIAN_URL: 'https://air.example/' },
  clock: () => Temporal.Instant.from('2026-11-24T02:30:00Z'),
  cache: new PageCache(),
  menu: [],
} as unknown as House

const rooms = (count: number): Room[] => [
  { name: 'one', migrations: {}, sitemap: async () => [{ path: '/' }, { path: '/twice' }] },
  { name: 'none', migrations: {} },
  {
    name: 'two',
    migrations: {},
    sitemap: async () => [
      { path: '/twice', changed: '2026-11-23' },
      ...Array.from({ length: count }, (_, i) => ({ path: `/page/${i}` })),
    ],
  },
]

const site = (count: number, most?: number) => {
  const web = new Hono()
  sitemapRoutes(web, house, rooms(count), most)
  web.onError((_, c) => c.text('', 404))
  return web
}

test('every page stands there in each language and names the others', async () => {
  const { urlset: set } = parse(await (await site(1).request('/sitemap.xml')).text())
  assert.deepEqual(
    set.url.map(({ loc }: { loc: string }) => loc),
    ['/', '/en/', '/twice', '/en/twice', '/page/0', '/en/page/0'].map((path) => `https://air.example${path}`),
  )
  for (const url of set.url)
    assert.deepEqual(
      url['xhtml:link'].map((link: Record<string, string>) => link['@_hreflang']),
      ['zh-CN', 'en', 'x-default'],
    )
  assert.equal(set.url[2].lastmod, '2026-11-23')
})

test('too many pages for one file are parted, and a page keeps its languages together', async () => {
  const web = site(8, 6)
  const { sitemapindex } = parse(await (await web.request('/sitemap.xml')).text())
  assert.equal(sitemapindex.sitemap.length, 4)
  const all: string[] = []
  for (const { loc } of sitemapindex.sitemap) {
    const { urlset: set } = parse(await (await web.request(loc)).text())
    assert.ok(set.url.length <= 6 && set.url.length % 2 === 0)
    all.push(...set.url.map(({ loc: own }: { loc: string }) => own))
  }
  assert.equal(new Set(all).size, 20)
  for (const path of ['/sitemap-5.xml', '/sitemap-0.xml', '/sitemap-x.xml', '/sitemap-99999999.xml'])
    assert.equal((await web.request(path)).status, 404, path)
  assert.equal((await site(1).request('/sitemap-1.xml')).status, 404)
})

test('the limit of the format is kept', () => {
  const pages = Array.from({ length: 60_000 }, (_, i) => ({ path: `/p/${i}` }))
  assert.deepEqual(
    inFiles(pages).map(({ length }) => length),
    [25_000, 25_000, 10_000],
  )
  assert.deepEqual(inFiles([]), [[]])
})

test('an address with signs of XML stays an address', () => {
  const xml = urlset([{ path: `/a"b'c<d>&amp;\u0000`, changed: '<x>' }], 'https://air.example')
  assert.equal(parse(xml).urlset.url[0].loc, `https://air.example/a"b'c<d>&amp;`)
})
