import { href, Page } from '../../kit/html/layout.tsx'
import { Empty } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf } from '../../kit/time.ts'
import { notFound } from '../../kit/web/not-found.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { feedLinks } from '../feeds.ts'
import type { ShapeName } from '../shape.ts'
import { cardPath } from './card.ts'
import { shapeAsked, versionAsked } from './choices.ts'
import { Below, Facts, Labels, More, Notices } from './edition-parts.tsx'
import { videoLd } from './json-ld.ts'
import { Player, ShapeTabs, Transcript } from './player.tsx'
import { type EditionLine, filmOf, type PublicEdition, type Shelf } from './public-edition.ts'
import { longDay, words } from './words.ts'

/** What the broadcast's pages are made from. */
export const depends = ['broadcast']

/** The newest evening edition; a centre that never made one says so. */
export async function broadcastPage(house: House, shelf: Shelf, ask: Ask): Promise<Answer> {
  const shape = shapeAsked(ask.query)
  const [edition, more] = await Promise.all([
    shelf.newest('evening'),
    shelf.list({ kind: null, day: null, from: 0, count: 7 }),
  ])
  const body = edition ? (
    <EditionPage house={house} ask={ask} edition={edition} shape={shape} more={more} front />
  ) : (
    <NoEdition house={house} ask={ask} more={more} />
  )
  return { body, depends }
}

/** One edition, in its current version or the one asked for. */
export async function editionPage(house: House, shelf: Shelf, ask: Ask): Promise<Answer> {
  const shape = shapeAsked(ask.query)
  const [edition, more] = await Promise.all([
    shelf.one(ask.params.edition!, versionAsked(ask.query)),
    shelf.list({ kind: null, day: null, from: 0, count: 7 }),
  ])
  if (!edition) throw notFound()
  return {
    body: <EditionPage house={house} ask={ask} edition={edition} shape={shape} more={more} />,
    depends,
  }
}

interface Frame {
  house: House
  ask: Ask
  more: readonly EditionLine[]
}

function NoEdition({ house, ask, more }: Frame) {
  const w = words[ask.language]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.programme(house.centre.city[ask.language])}
      description={w.about}
      crumbs={[{ words: { zh: words.zh.name, en: words.en.name } }]}
      feeds={feedLinks(house, ask)}
    >
      <div class="wrap pagehead">
        <h1>{w.programme(house.centre.city[ask.language])}</h1>
        <Empty>
          {w.none} {w.noneHow} <a href={href(ask, '/air')}>{w.now}</a>{' '}
          <a href={href(ask, '/screen')}>{w.screen}</a>
        </Empty>
        {more.length > 0 && <More ask={ask} more={more} />}
      </div>
    </Page>
  )
}

interface EditionProps extends Frame {
  edition: PublicEdition
  shape: ShapeName
  /** The room's front page, not the edition's own. */
  front?: boolean
}

function EditionPage({ house, ask, edition, shape, more, front = false }: EditionProps) {
  const w = words[ask.language]
  const { title, air } = edition.rundown.edition
  const zone = house.settings.LANTIAN_ZONE
  const seen = { ask, edition, shape }
  const named = `${title[ask.language]}${ask.language === 'zh' ? '，' : ', '}${longDay(edition.day, ask.language)}`
  const room = { words: { zh: words.zh.name, en: words.en.name } }
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={edition.signed ? named : `${named} · ${w.unsigned}`}
      description={
        edition.signed ? w.about : `${w.unsignedAbout}${ask.language === 'zh' ? '' : ' '}${w.about}`
      }
      crumbs={
        front
          ? [room]
          : [
              { ...room, path: '/broadcast' },
              { words: { zh: longDay(edition.day, 'zh'), en: longDay(edition.day, 'en') } },
            ]
      }
      notices={<Notices ask={ask} edition={edition} />}
      sky={`sky sky-${air.now?.level ?? 0} sky-${lightOf(edition.rundown.edition.at)}`}
      card={cardPath(edition)}
      jsonLd={[videoLd(house, ask, edition, shape)]}
      feeds={feedLinks(house, ask)}
      noIndex={edition.newer !== null}
      hero={
        <div class="film-head">
          <h1>{title[ask.language]}</h1>
          <Facts ask={ask} edition={edition} zone={zone} />
          <Labels ask={ask} edition={edition} />
          {front && edition.day < dayOf(hourOf(ask.at), zone) && <p class="small">{w.stale}</p>}
        </div>
      }
    >
      <div class="wrap">
        <div class={`film-stage film-stage-${filmOf(edition, shape)?.shape ?? shape}`}>
          <div>
            <Player {...seen} />
            <ShapeTabs {...seen} />
          </div>
          <Transcript {...seen} />
        </div>
        <Below ask={ask} edition={edition} zone={zone} />
        <More ask={ask} more={more.filter(({ id }) => id !== edition.id).slice(0, 6)} />
      </div>
    </Page>
  )
}

/** The hour that is running: its natural day is today. */
const hourOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 3_600_000) + 1

/** The light of the sky at the edition's moment, told by its own clock. */
function lightOf(at: string): 'dawn' | 'noon' | 'dusk' | 'night' {
  const hour = Number(at.slice(11, 13))
  if (hour < 5 || hour >= 20) return 'night'
  if (hour < 8) return 'dawn'
  return hour < 17 ? 'noon' : 'dusk'
}
