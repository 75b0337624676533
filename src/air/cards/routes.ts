import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { CardStore } from '../../kit/picture/card-store.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import type { Language } from '../../kit/words.ts'
import { languageOf, openHeaders, unknownPlace } from '../embeds/choices.ts'
import { cityAir, districtAir, type PlaceAir, stationAir } from '../embeds/place-air.ts'
import { drawCard } from './card.ts'

/** The address of a place's social card, for `card` of a page. @param code of a station or district */
export const cardPath = {
  city: (language: Language) => `/cards/city.png?lang=${language}`,
  station: (code: string, language: Language) =>
    `/cards/station/${encodeURIComponent(code)}.png?lang=${language}`,
  district: (code: string, language: Language) =>
    `/cards/district/${encodeURIComponent(code)}.png?lang=${language}`,
}

/** The social cards: PNG, 1200 × 630. */
export function cardRoutes(web: Hono, house: House): void {
  const store = new CardStore()
  const serve = (path: string, air: (code: string) => Promise<PlaceAir | null>) =>
    web.get(path, async (c) => {
      const file = c.req.param('file') ?? 'city.png'
      const code = file.slice(0, -'.png'.length)
      const language = languageOf(new URL(c.req.url).searchParams)
      const found = await air(code)
      if (!found) throw unknownPlace(code)
      return answer(house, c, store, found, language)
    })
  serve('/cards/city.png', () => cityAir(house, house.clock()))
  serve('/cards/station/:file{.+\\.png}', (code) => stationAir(house, code, house.clock()))
  serve('/cards/district/:file{.+\\.png}', (code) => districtAir(house, code, house.clock()))
}

async function answer(house: House, c: Context, store: CardStore, air: PlaceAir, language: Language) {
  const told = { air, city: house.centre.city, zone: house.settings.LANTIAN_ZONE, language }
  // The same words make the same picture: a reader who has it is told so before anything is drawn.
  const key = createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22)
  const headers = { ...openHeaders, etag: `"${key}"`, 'cache-control': 'public, max-age=300' }
  if (c.req.header('if-none-match')?.includes(`"${key}"`)) return c.body(null, 304, headers)
  const png = await store
    .get(key, () => drawCard(told))
    .catch((error: unknown) => {
      if (error instanceof Problem) c.header('retry-after', '10')
      throw error
    })
  return c.body(new Uint8Array(png), 200, { ...headers, 'content-type': 'image/png' })
}
