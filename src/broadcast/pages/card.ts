import { readFile } from 'node:fs/promises'
import type { Hono } from 'hono'
import { drawing } from '../../kit/picture/fonts.ts'
import { openPicture } from '../../kit/picture/picture.ts'
import { isKnown } from '../../kit/web/etag.ts'
import { notFound } from '../../kit/web/not-found.ts'
import { type PublicEdition, posterOf, type Shelf } from './public-edition.ts'

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
    const etag = `"card-${stored.file.sha256}"`
    const headers = { etag, 'cache-control': 'public, max-age=86400', 'access-control-allow-origin': '*' }
    if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    const card = cards.get(etag) ?? cut(stored.path)
    cards.delete(etag)
    cards.set(etag, card)
    if (cards.size > kept) cards.delete(cards.keys().next().value!)
    card.catch(() => cards.delete(etag))
    return c.body(new Uint8Array(await card), 200, { ...headers, 'content-type': 'image/png' })
  })
}

/** Fills the card; what is too much is cut from both sides alike. */
async function cut(path: string): Promise<Buffer> {
  const { loadImage } = await drawing()
  const picture = await loadImage(await readFile(path))
  const { context, png } = await openPicture(width, height)
  const scale = Math.max(width / picture.width, height / picture.height)
  const [w, h] = [picture.width * scale, picture.height * scale]
  context.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h)
  return png()
}
