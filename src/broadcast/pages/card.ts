import { readFile } from 'node:fs/promises'
import type { Hono } from 'hono'
import { type Context, drawing } from '../../kit/picture/fonts.ts'
import { block, openPicture } from '../../kit/picture/picture.ts'
import { fitted, widthOf, write } from '../../kit/picture/type.ts'
import { isKnown } from '../../kit/web/etag.ts'
import { notFound } from '../../kit/web/not-found.ts'
import { type PublicEdition, posterOf, type Shelf } from './public-edition.ts'
import { words } from './words.ts'

/** What social networks ask for, in pixels. */
const width = 1200
const height = 630
/** Cards in memory; some hundred kilobytes each. */
const kept = 32

/** The address of an edition's social card. */
export const cardPath = ({ id, version }: Pick<PublicEdition, 'id' | 'version'>) =>
  `/cards/broadcast/${encodeURIComponent(id)}/${version}.png`

/** The poster of an edition, cut to the shape of a card. */
export function cardRoutes(web: Hono, shelf: Shelf): void {
  const cards = new Map<string, Promise<Buffer>>()
  web.get('/cards/broadcast/:edition/:file{[1-9][0-9]{0,8}\\.png}', async (c) => {
    const version = Number.parseInt(c.req.param('file'), 10)
    const edition = await shelf.one(c.req.param('edition'), version)
    const poster = edition && posterOf(edition, 'wide')
    const stored = poster && (await shelf.file(edition.id, version, poster.name))
    if (!stored) throw notFound()
    const { signed } = edition
    const etag = `"card-${stored.file.sha256}${signed ? '' : '-unsigned'}"`
    const headers = { etag, 'cache-control': 'public, max-age=86400', 'access-control-allow-origin': '*' }
    if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    const card = cards.get(etag) ?? cut(stored.path, signed)
    cards.delete(etag)
    cards.set(etag, card)
    if (cards.size > kept) cards.delete(cards.keys().next().value!)
    card.catch(() => cards.delete(etag))
    return c.body(new Uint8Array(await card), 200, { ...headers, 'content-type': 'image/png' })
  })
}

/** Fills the card; what is too much is cut from both sides alike. Across what nobody signed that is written. */
async function cut(path: string, signed: boolean): Promise<Buffer> {
  const { loadImage } = await drawing()
  const picture = await loadImage(await readFile(path))
  const { context, png } = await openPicture(width, height)
  const scale = Math.max(width / picture.width, height / picture.height)
  const [w, h] = [picture.width * scale, picture.height * scale]
  context.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h)
  if (!signed) drawUnsigned(context)
  return png()
}

/** Networks show the card without the page's words: it must say by itself that nobody signed. */
function drawUnsigned(context: Context) {
  const band = { x: 0, y: height - 68, width, height: 68 }
  block(context, band, '#f0c674')
  const text = `${words.zh.unsigned} · ${words.en.unsigned}`
  const size = fitted(context, text, 34, 600, width - 80)
  const x = (width - widthOf(context, text, size, 600)) / 2
  write(context, text, x, band.y + 46, { size, weight: 600, colour: '#2a1f05' })
}
