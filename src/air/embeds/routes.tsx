import type { Hono } from 'hono'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { type Answer, type Ask, document } from '../../kit/web/pages.ts'
import { embedHeaders } from '../../kit/web/security.ts'
import { Badge, UnknownBadge } from './badge.tsx'
import { CardFault, CardPage } from './card-page.tsx'
import { chosen, languageOf, openHeaders, themes, unknownPlace } from './choices.ts'
import { placeAir } from './place-air.ts'

/** What other sites may show: a card in a frame, a badge as a picture. */
export function embedRoutes(web: Hono, house: House): void {
  document(web, house, '/embed/card/:place', (ask) => card(house, ask))
  document(web, house, '/badge/:file{.+\\.svg}', (ask) => badge(house, ask))
}

async function card(house: House, ask: Ask): Promise<Answer> {
  const scene = { ask, zone: house.settings.LANTIAN_ZONE }
  const headers = { ...embedHeaders, 'cache-control': 'public, max-age=120' }
  try {
    const language = languageOf(ask.query)
    const theme = chosen(ask.query, 'theme', themes, 'auto')
    const air = await placeAir(house, ask.params.place!, ask.at)
    if (!air) throw unknownPlace(ask.params.place!)
    const centre = house.centre.name[language]
    const body = <CardPage {...scene} language={language} theme={theme} air={air} centre={centre} />
    return { body, headers, depends: ['air/readings'] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const language = ask.query.get('lang') === 'en' ? 'en' : 'zh'
    const body = <CardFault {...scene} language={language} theme="auto" problem={error} />
    return { body, headers: embedHeaders, status: error.status === 404 ? 404 : 400 }
  }
}

const svg = 'image/svg+xml; charset=utf-8'
/** An SVG file that is opened by itself runs nothing and loads nothing. */
const badgeHeaders = {
  ...openHeaders,
  'content-security-policy': "default-src 'none'",
}

async function badge(house: House, ask: Ask): Promise<Answer> {
  const language = languageOf(ask.query)
  const key = ask.params.file!.slice(0, -'.svg'.length)
  const air = await placeAir(house, key, ask.at)
  if (!air)
    return {
      body: <UnknownBadge language={language} />,
      contentType: svg,
      status: 404,
      headers: badgeHeaders,
    }
  return {
    body: <Badge air={air} zone={house.settings.LANTIAN_ZONE} language={language} />,
    contentType: svg,
    depends: ['air/readings'],
    headers: { ...badgeHeaders, 'cache-control': 'public, max-age=120' },
  }
}
