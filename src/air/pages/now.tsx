import { ColumnChart } from '../../kit/html/charts/columns.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Empty, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type AlertMessage, alertInForce } from '../alert/index.ts'
import { cardPath } from '../cards/routes.ts'
import { feedLinks } from '../feeds/routes.ts'
import { type Forecast, forecastFor } from '../forecast/index.ts'
import { type HourIndex, hourSubIndex } from '../hours.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { answer } from '../knowledge.ts'
import { type AirNow, airAt } from '../now.ts'
import { type Pollutant, pollutants, pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { AlertBar } from './alert-bar.tsx'
import { ForecastSection } from './forecast-parts.tsx'
import { Amount, KindNotice } from './frame.tsx'
import { observationLd } from './json-ld.ts'
import { Hero } from './now-hero.tsx'
import { Districts, Stations } from './now-places.tsx'
import { clockWords } from './place-parts.tsx'
import { hourWords, lightOf, words } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  zone: string
}

/** The air now: one glance answers whether a child may play outside. */
export async function nowPage(house: House, ask: Ask): Promise<Answer> {
  const zone = house.settings.LANTIAN_ZONE
  const { db } = house.store
  const [air, forecast, alert] = await Promise.all([
    airAt(house, ask.at),
    forecastFor(db, ask.at, zone),
    alertInForce(db, ask.at),
  ])
  const scene = { ask, house, zone }
  const body = air ? <Now {...scene} air={air} forecast={forecast} alert={alert} /> : <NoAir {...scene} />
  return { body, depends: ['air/readings', 'air/forecast', 'air/alert'] }
}

/** A centre that has not heard of any air yet says so and what to do. */
function NoAir({ ask, house }: Scene) {
  const w = words[ask.language]
  return (
    <Page ask={ask} centre={house.centre} title={w.index} description={w.noReadings}>
      <div class="wrap pagehead">
        <h1>{w.noData}</h1>
        <Empty>{w.noReadings}</Empty>
      </div>
    </Page>
  )
}

interface Seen {
  air: AirNow
  forecast: Forecast | null
  alert: AlertMessage | null
}

function Now(props: Scene & Seen) {
  const { ask, house, zone, air } = props
  const w = words[ask.language]
  const zh = ask.language === 'zh'
  const day = dayOf(air.hour, zone)
  const when = hourWords(air.hour, zone, ask.language)
  const category = air.city?.index != null ? categoryOf(indexStandardOn(day), air.city.index) : null
  const city = house.centre.city[ask.language]
  const title = category
    ? zh
      ? `${city}空气质量${category.name.zh}，指数 ${air.city!.index}`
      : `The air of ${city}: ${category.name.en}, index ${air.city!.index}`
    : `${city} · ${w.noData}`
  const level = air.stale ? 0 : (category?.level ?? 0)
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={title}
      description={`${when} · ${category ? answer[category.level - 1]![ask.language] : w.noData}`}
      sky={`sky sky-${level} sky-${lightOf(ask.at, zone)}`}
      card={cardPath.city(ask.language)}
      feeds={feedLinks(house, ask)}
      jsonLd={observationLd(house, ask, air)}
      notices={
        <>
          <KindNotice ask={ask} kind={air.kind} />
          <AlertBar ask={ask} alert={props.alert} zone={zone} />
        </>
      }
      hero={
        <lt-live id="now" src={href(ask, '/air')} every="120">
          <Hero {...props} day={day} />
        </lt-live>
      }
    >
      <div class="wrap">
        <Day24 {...props} />
        <Six ask={ask} now={air.city} day={day} />
        <Districts {...props} />
        <ForecastSection ask={ask} forecast={props.forecast} zone={zone} />
        <Stations {...props} />
      </div>
    </Page>
  )
}

function Day24({ ask, zone, air }: Scene & { air: AirNow }) {
  const zh = ask.language === 'zh'
  const title = zh ? '过去 24 小时' : 'The last 24 hours'
  const w = words[ask.language]
  const hours = air.last24.map((now, i) => ({ hour: air.hour - 23 + i, now }))
  const data = hours.map(({ hour, now }) => ({
    label: clockWords(hour, zone, ask.language),
    value: now?.index ?? null,
    level: now?.level ?? null,
    title: `${hourWords(hour, zone, ask.language)}: ${now?.index ?? w.noData}`,
  }))
  return (
    <Section title={title} note={w.index}>
      <Figure
        language={ask.language}
        title={zh ? '每小时空气质量指数' : 'Air quality index by the hour'}
        table={
          <DataTable
            caption={title}
            rows={hours}
            empty={w.noData}
            columns={[
              { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, ask.language) },
              {
                head: w.index,
                numeric: true,
                cell: ({ now }) => now?.index ?? <Missing language={ask.language} />,
              },
              { head: w.chief, cell: ({ now }) => now?.chief.map((one) => symbols[one]).join(' ') || '–' },
            ]}
          />
        }
      >
        <ColumnChart title={title} data={data} hatched={air.kind !== 'reference'} wide />
        <ColumnChart title={title} data={data} hatched={air.kind !== 'reference'} />
      </Figure>
    </Section>
  )
}

/** The six pollutants of the hour, each with the sub-index that its value gives. */
function Six({ ask, now, day }: { ask: Ask; now: HourIndex | null; day: string }) {
  const zh = ask.language === 'zh'
  return (
    <Section title={zh ? '六项污染物' : 'The six pollutants'} note={zh ? '小时平均浓度' : 'hourly means'}>
      <ul class="stats">
        {pollutants.map((pollutant) => (
          <PollutantStat ask={ask} pollutant={pollutant} value={now?.values[pollutant] ?? null} day={day} />
        ))}
      </ul>
    </Section>
  )
}

function PollutantStat(props: { ask: Ask; pollutant: Pollutant; value: number | null; day: string }) {
  const { ask, pollutant, value, day } = props
  const sub = value === null ? null : hourSubIndex(pollutant, value, day)
  return (
    <li class={`stat level-${sub?.level ?? 0}`}>
      <a href={href(ask, `/air/pollutants/${pollutant}`)}>
        {symbols[pollutant]} {pollutantWords[pollutant][ask.language]}
      </a>
      <b>
        <Amount pollutant={pollutant} value={value} language={ask.language} />
        {value !== null && <small>{unitOf(pollutant)}</small>}
      </b>
      <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-fill" width={Math.min(100, (sub?.index ?? 0) / 3)} height="4" />
      </svg>
      <span class="small">
        {sub === null ? '' : `${ask.language === 'zh' ? '分指数' : 'sub-index'} ${sub.index}`}
      </span>
    </li>
  )
}
