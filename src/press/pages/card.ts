import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { CardStore } from '../../kit/picture/card-store.ts'
import { skyOf } from '../../kit/picture/colours.ts'
import { block, drawLogo, fillSky, openPicture } from '../../kit/picture/picture.ts'
import { broken, widthOf, write } from '../../kit/picture/type.ts'
import type { House } from '../../kit/room.ts'
import { isKnown } from '../../kit/web/etag.ts'
import { notFound } from '../../kit/web/not-found.ts'
import { type Language, languages } from '../../kit/words.ts'
import type { LiveRow } from '../publish.ts'
import { columnsOf, nameOf } from '../shelves.ts'
import type { PressDb } from '../tables.ts'
import { dayName } from './words.ts'

/** The size that social networks ask for. */
const size = { width: 1200, height: 630 }
const edge = 72

/** Address of a text's card, for sharing. */
export const articleCardPath = ({ article, language }: Pick<LiveRow, 'article' | 'language'>) =>
  `/cards/articles/${article}-${language}.png`

interface CardTold {
  title: string
  /** Above the title: its column. */
  over: string
  /** Below it: the centre, the day. */
  under: string
  language: Language
}

/** The cards of texts: PNG, 1200 × 630. */
export function articleCards(web: Hono, house: House): void {
  const store = new CardStore()
  web.get('/cards/articles/:file{[1-9][0-9]{0,14}-(?:zh|en)\\.png}', async (c) => {
    const [article, language] = c.req.param('file').slice(0, -'.png'.length).split('-')
    const told = await toldOf(house, Number(article), languages.find((each) => each === language)!)
    if (!told) throw notFound()
    const key = createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22)
    const headers = {
      etag: `"${key}"`,
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    }
    if (isKnown(c.req.header('if-none-match'), `"${key}"`)) return c.body(null, 304, headers)
    const png = await store.get(key, () => drawCard(told))
    return c.body(new Uint8Array(png), 200, { ...headers, 'content-type': 'image/png' })
  })
}

async function toldOf(house: House, article: number, language: Language): Promise<CardTold | null> {
  const db: PressDb = house.store.db
  const live = await db
    .selectFrom('press_live')
    .select(['title', 'column_id', 'published_at', 'down_reason'])
    .where('article', '=', article)
    .where('language', '=', language)
    .executeTakeFirst()
  if (!live || live.down_reason !== null) return null
  const column = (await columnsOf(db)).find(({ id }) => id === live.column_id)
  const day = dayName(live.published_at, house.settings.LANTIAN_ZONE, language)
  return {
    title: live.title,
    over: column ? nameOf(column, language) : '',
    under: `${house.centre.name[language]} · ${day}`,
    language,
  }
}

/** A clear sky over three rows of hills, and the headline. */
async function drawCard({ title, over, under, language }: CardTold): Promise<Buffer> {
  const { context, png } = await openPicture(size.width, size.height)
  const sky = skyOf(1, 'noon')
  fillSky(context, { x: 0, y: 0, ...size }, sky)
  for (const [i, colour] of [
    'oklch(0.83 0.05 235)',
    'oklch(0.72 0.07 238)',
    'oklch(0.58 0.09 242)',
  ].entries()) {
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(0, size.height)
    for (let x = 0; x <= size.width; x += 8) {
      const wave = Math.sin(x / (190 - 34 * i) + i * 2.1) * 26 + Math.sin(x / (61 + 13 * i) + i) * 9
      context.lineTo(x, 530 + i * 34 - wave)
    }
    context.lineTo(size.width, size.height)
    context.fill()
  }
  const brand = language === 'zh' ? '蓝天' : 'Lantian'
  await drawLogo(context, size.width - edge - widthOf(context, brand, 32, 600) - 60, 60, 44)
  write(context, brand, size.width - edge, 93, { size: 32, weight: 600, colour: sky.ink, align: 'right' })
  write(context, over, edge, 98, { size: 32, weight: 600, colour: sky.soft, most: 800 })
  const most = size.width - 2 * edge
  const type = [72, 60, 50].find((each) => broken(context, title, each, 600, most).length <= 3) ?? 44
  const lines = broken(context, title, type, 600, most)
  for (const [i, line] of lines.slice(0, 4).entries()) {
    const last = i === 3 && lines.length > 4
    write(context, last ? `${line.slice(0, -1)}…` : line, edge, 200 + (i + 0.3) * type * 1.3, {
      size: type,
      weight: 600,
      colour: sky.ink,
      most,
    })
  }
  block(context, { x: 0, y: size.height - 74, width: size.width, height: 74 }, 'oklch(0.3 0.07 245)')
  write(context, under, edge, size.height - 27, { size: 28, colour: 'oklch(0.97 0.01 235)', most })
  return png()
}
