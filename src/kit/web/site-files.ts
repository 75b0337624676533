import type { Hono } from 'hono'
import { href } from '../html/layout.tsx'
import { iconPng } from '../picture/picture.ts'
import type { House } from '../room.ts'
import { tagOf } from '../words.ts'
import { notFound } from './not-found.ts'
import { type Answer, document, page } from './pages.ts'

const text = 'text/plain; charset=utf-8'

/** What browsers, home screens and search engines look for at fixed addresses. */
export function siteFiles(web: Hono, house: House): void {
  document(web, house, '/robots.txt', ({ base }) => ({
    body: robots(base),
    contentType: text,
    depends: ['site'],
    fresh: 3600,
  }))
  page(web, house, '/manifest.webmanifest', ({ language }) => ({
    body: JSON.stringify(manifest(house, language)),
    contentType: 'application/manifest+json; charset=utf-8',
    depends: ['site'],
    fresh: 3600,
  }))
  document(web, house, '/.well-known/security.txt', ({ base, at }): Answer => {
    const contact = contactUri(house.settings.LANTIAN_CONTACT)
    if (!contact) throw notFound()
    return { body: securityText(contact, base, at), contentType: text, depends: ['site'], fresh: 3600 }
  })
  icons(web)
}

/** Everything may be read; what only sets a cookie or watches the house is no page. */
const robots = (base: string) =>
  [
    'User-agent: *',
    'Disallow: /preferences',
    'Disallow: /healthz',
    'Disallow: /metrics',
    'Disallow: /embed/card/',
    '',
    `Sitemap: ${base}/sitemap.xml`,
    '',
  ].join('\n')

const manifest = (house: House, language: 'zh' | 'en') => ({
  name: `${house.centre.city[language]} · 蓝天 Lantian`,
  short_name: language === 'zh' ? '蓝天' : 'Lantian',
  lang: tagOf(language),
  start_url: href({ language }, '/'),
  scope: '/',
  display: 'minimal-ui',
  background_color: '#fbfdff',
  theme_color: '#1d6fb8',
  icons: [
    { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
    { src: '/icon-192.png', type: 'image/png', sizes: '192x192' },
    { src: '/icon-512.png', type: 'image/png', sizes: '512x512' },
    { src: '/apple-touch-icon.png', type: 'image/png', sizes: '180x180', purpose: 'maskable' },
  ],
})

/** A contact as RFC 9116 wants it; null for a name or anything else that nobody could follow. */
export function contactUri(contact: string | undefined): string | null {
  const given = contact?.trim() ?? ''
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(given)) return `mailto:${given}`
  return /^(https:\/\/|mailto:|tel:)[\x21-\x7e]+$/.test(given) ? given : null
}

/** Half a year: RFC 9116 asks for less than one. */
const securityDays = 180

function securityText(contact: string, base: string, at: Temporal.Instant): string {
  // By the day, so that the file is the same for everybody who asks today.
  const today = at.toZonedDateTimeISO('UTC').startOfDay()
  const expires = today.add({ days: securityDays }).toInstant().toString({ smallestUnit: 'second' })
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: zh, en',
    `Canonical: ${base}/.well-known/security.txt`,
    '',
  ].join('\n')
}

/** Our mark as pictures, each drawn once when it is first asked for. */
function icons(web: Hono): void {
  const drawn = new Map<string, Promise<Buffer>>()
  const serve = (path: string, type: string, draw: () => Promise<Buffer>) =>
    web.get(path, async (c) => {
      let icon = drawn.get(path)
      if (!icon) {
        icon = draw()
        drawn.set(path, icon)
        icon.catch(() => drawn.delete(path))
      }
      return c.body(new Uint8Array(await icon), 200, {
        'content-type': type,
        'cache-control': 'public, max-age=86400',
      })
    })
  const png = 'image/png'
  serve('/apple-touch-icon.png', png, () => iconPng(180, { filled: true }))
  serve('/icon-192.png', png, () => iconPng(192, { filled: false }))
  serve('/icon-512.png', png, () => iconPng(512, { filled: false }))
  serve('/favicon.ico', 'image/x-icon', async () => ico(await iconPng(32, { filled: false }), 32))
}

/** One PNG in the frame of an ICO file. */
export function ico(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.writeUInt8(size % 256, 6)
  head.writeUInt8(size % 256, 7)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, png])
}
