import type { Child } from 'hono/jsx'
import { ColumnChart } from '../../kit/html/charts/columns.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Chip } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { alertInForce } from '../alert/index.ts'
import { cardPath } from '../cards/routes.ts'
import { type DayForecast, forecastFor } from '../forecast/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { answer } from '../knowledge.ts'
import { type AirNow, airAt } from '../now.ts'
import { AlertBar } from './alert-bar.tsx'
import { KindNotice, Pollutants } from './frame.tsx'
import { observationLd } from './json-ld.ts'
import { clockWords, HourTime } from './place-parts.tsx'
import { hourWords, lightOf, words } from './words.ts'

/** What the head of the site's home page needs of the air. */
export interface AirFront {
  /** Classes of the sky. */
  sky: string
  /** 0 … 6. */
  level: number
  /** One sentence for search engines: the index and its word. */
  said: string
  notices: Child
  hero: Child
  card: string
  jsonLd: object[]
}

/** What `airFront` is made from. */
export const airFrontDepends = ['air/readings', 'air/forecast', 'air/alert']

interface Seen {
  ask: Ask
  house: House
  zone: string
  air: AirNow
  ahead: readonly DayForecast[]
}

/** The air of the city at the head of the home page. */
export async function airFront(house: House, ask: Ask): Promise<AirFront> {
  const zone = house.settings.LANTIAN_ZONE
  const { db } = house.store
  const [air, forecast, alert] = await Promise.all([
    airAt(house, ask.at),
    forecastFor(db, ask.at, zone),
    alertInForce(db, ask.at),
  ])
  const light = lightOf(ask.at, zone)
  const bar = <AlertBar ask={ask} alert={alert} zone={zone} />
  const card = cardPath.city(ask.language)
  const city = house.centre.city[ask.language]
  const w = words[ask.language]
  if (!air)
    return {
      ...{ sky: `sky sky-0 sky-${light}`, level: 0, said: w.noReadings, notices: bar, card, jsonLd: [] },
      hero: <NoAir ask={ask} city={city} />,
    }
  const category = categoryNow(air, zone)
  const level = air.stale ? 0 : (category?.level ?? 0)
  return {
    sky: `sky sky-${level} sky-${light}`,
    level,
    said: category
      ? `${city} · ${w.index} ${air.city!.index} · ${category.name[ask.language]}`
      : `${city} · ${w.noData}`,
    notices: (
      <>
        <KindNotice ask={ask} kind={air.kind} />
        {bar}
      </>
    ),
    hero: (
      <lt-live id="front-air" src={href(ask, '/')} every="120">
        <FrontHero {...{ ask, house, zone, air }} ahead={forecast?.days.slice(0, 3) ?? []} />
      </lt-live>
    ),
    card,
    jsonLd: observationLd(house, ask, air),
  }
}

const categoryNow = (air: AirNow, zone: string) =>
  air.city?.index == null ? null : categoryOf(indexStandardOn(dayOf(air.hour, zone)), air.city.index)

const NoAir = ({ ask, city }: { ask: Ask; city: string }) => (
  <div class="front-air">
    <div>
      <h1 class="front-place">{city}</h1>
      <p class="front-answer">{words[ask.language].noReadings}</p>
    </div>
  </div>
)

/** One number, one word, one sentence, the hour; beside it the day behind and the days ahead. */
function FrontHero(props: Seen) {
  const { ask, house, zone, air } = props
  const w = words[ask.language]
  const zh = ask.language === 'zh'
  const category = categoryNow(air, zone)
  return (
    <div class="front-air">
      <div class="front-now">
        <h1 class="front-place">
          <a href={href(ask, '/air')}>
            {zh ? `${house.centre.city.zh}空气` : `The air of ${house.centre.city.en}`}
          </a>
        </h1>
        <p class="small">
          <HourTime hour={air.hour} zone={zone} language={ask.language} withYear={air.stale} /> ·{' '}
          {w.kinds[air.kind]}
        </p>
        <p class="front-index">
          <span class="hero-number">{air.city?.index ?? '–'}</span>
          <span class="hero-word">
            <span class="small">{w.index}</span>
            <br />
            <strong class={`swatch level-${category?.level ?? 0}`}>
              {category?.name[ask.language] ?? w.noData}
            </strong>
          </span>
        </p>
        {air.stale && <p class="front-answer">{w.stale(hourWords(air.hour, zone, ask.language, true))}</p>}
        {category && !air.stale && <p class="front-answer">{answer[category.level - 1]![ask.language]}</p>}
        {!air.stale && (
          <p class="hero-facts">
            <span>
              {w.chief}
              {zh ? '：' : ': '}
              <Pollutants ask={ask} list={air.city?.chief ?? []} />
            </span>
            {air.trend && <span>{w.trend[air.trend]}</span>}
          </p>
        )}
      </div>
      {!air.stale && <Aside {...props} />}
    </div>
  )
}

/** The last 24 hours and the next days, for who has ten seconds more. */
function Aside({ ask, zone, air, ahead }: Seen) {
  const zh = ask.language === 'zh'
  const title = zh ? '过去 24 小时' : 'The last 24 hours'
  const data = air.last24.map((now, i) => ({
    label: clockWords(air.hour - 23 + i, zone, ask.language),
    value: now?.index ?? null,
    level: now?.level ?? null,
    title: `${hourWords(air.hour - 23 + i, zone, ask.language)}: ${now?.index ?? words[ask.language].noData}`,
  }))
  return (
    <div class="front-aside">
      <p class="front-label">{title}</p>
      <ColumnChart title={title} data={data} hatched={air.kind !== 'reference'} />
      {ahead.length > 0 && (
        <ul class="front-ahead">
          {ahead.map((day) => (
            <Ahead ask={ask} day={day} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Ahead({ ask, day }: { ask: Ask; day: DayForecast }) {
  const { low, high } = day.categories
  const date = Temporal.PlainDate.from(day.day)
  const names =
    ask.language === 'zh'
      ? ['一', '二', '三', '四', '五', '六', '日']
      : ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const name = `${ask.language === 'zh' ? '周' : ''}${names[date.dayOfWeek - 1]}`
  return (
    <li>
      <a href={href(ask, '/air/forecast')}>
        <time datetime={day.day}>{name}</time>
        <b>
          {day.low}–{day.high}
        </b>
        <Chip level={high.level}>
          {low.level === high.level
            ? high.name[ask.language]
            : `${low.name[ask.language]}${ask.language === 'zh' ? '至' : ' – '}${high.name[ask.language]}`}
        </Chip>
      </a>
    </li>
  )
}
