import { ColumnChart } from '../../kit/html/charts/columns.tsx'
import { IndexScale } from '../../kit/html/charts/index-scale.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Empty, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type AlertMessage, alertInForce } from '../alert/index.ts'
import { cardPath } from '../cards/routes.ts'
import { feedLinks } from '../feeds/routes.ts'
import { type Forecast, forecastFor } from '../forecast/index.ts'
import type { HourIndex } from '../hours.ts'
import { categoryOf, indexStandardOn, subIndexOf } from '../index/index.ts'
import { observationLd } from '../json-ld.ts'
import { advice, answer, groups, groupWords } from '../knowledge.ts'
import { type AirNow, airAt, type StationNow } from '../now.ts'
import { type Pollutant, pollutants, pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { stationName } from '../stations.ts'
import { AlertBar } from './alert-bar.tsx'
import { ForecastSection } from './forecast-parts.tsx'
import { Amount, IndexChip, KindNotice, Pollutants, scaleSteps } from './frame.tsx'
import { DistrictMap } from './map.tsx'
import { hourWords, lightOf, words } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  zone: string
}

/** The front page: one glance answers whether a child may play outside. */
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
        <lt-live id="now" src={href(ask, '/')} every="120">
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

function Hero({ ask, house, zone, air, day }: Scene & { air: AirNow; day: string }) {
  const w = words[ask.language]
  const when = hourWords(air.hour, zone, ask.language, air.stale)
  const index = air.city?.index ?? null
  const category = index === null ? null : categoryOf(indexStandardOn(day), index)
  return (
    <div class="hero">
      <div>
        <h1 class="hero-place">{house.centre.city[ask.language]}</h1>
        <p class="small">
          <time datetime={Temporal.Instant.fromEpochMilliseconds(air.hour * 3_600_000).toString()}>
            {when}
          </time>{' '}
          · {w.kinds[air.kind]}
        </p>
        {air.stale && <p class="hero-answer">{w.stale(when)}</p>}
        <p class="hero-index">
          <span class="hero-number">{index ?? '–'}</span>
          <span class="hero-word">
            <span class="small">{w.index}</span>
            <br />
            <strong class={`swatch level-${category?.level ?? 0}`}>
              {category?.name[ask.language] ?? w.noData}
            </strong>
          </span>
        </p>
        <IndexScale title={w.index} index={index} steps={scaleSteps(day, ask.language)} />
        {category && !air.stale && <p class="hero-answer">{answer[category.level - 1]![ask.language]}</p>}
        <p class="hero-facts">
          <span>
            {w.chief}
            {ask.language === 'zh' ? '：' : ': '}
            <Pollutants ask={ask} list={air.city?.chief ?? []} />
          </span>
          {air.trend && !air.stale && <span>{w.trend[air.trend]}</span>}
        </p>
      </div>
      {category && !air.stale && (
        <div>
          <dl class="groups">
            {groups.map((group) => (
              <>
                <dt>{groupWords[group][ask.language]}</dt>
                <dd>{advice[group][category.level - 1]![ask.language]}</dd>
              </>
            ))}
          </dl>
          {category.health && (
            <p class="small groups-note" lang={ask.language === 'zh' ? 'zh-CN' : 'en'}>
              {category.health[ask.language]}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function Day24({ ask, zone, air }: Scene & { air: AirNow }) {
  const zh = ask.language === 'zh'
  const title = zh ? '过去 24 小时' : 'The last 24 hours'
  const w = words[ask.language]
  const clock = (hour: number) => {
    const label =
      Temporal.Instant.fromEpochMilliseconds((hour - 1) * 3_600_000).toZonedDateTimeISO(zone).hour + 1
    return zh ? `${label}时` : `${String(label).padStart(2, '0')}:00`
  }
  const hours = air.last24.map((now, i) => ({ hour: air.hour - 23 + i, now }))
  const data = hours.map(({ hour, now }) => ({
    label: clock(hour),
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
  const standard = indexStandardOn(day)
  const sub =
    value === null ? null : subIndexOf(standard, `${pollutant}_${hourColumn(pollutant)}`, value).value
  const level = sub === null ? 0 : categoryOf(standard, sub).level
  return (
    <li class={`stat level-${level}`}>
      <a href={href(ask, `/air/pollutants/${pollutant}`)}>
        {symbols[pollutant]} {pollutantWords[pollutant][ask.language]}
      </a>
      <b>
        <Amount pollutant={pollutant} value={value} language={ask.language} />
        {value !== null && <small>{unitOf(pollutant)}</small>}
      </b>
      <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-fill" width={Math.min(100, (sub ?? 0) / 3)} height="4" />
      </svg>
      <span class="small">
        {sub === null ? '' : `${ask.language === 'zh' ? '分指数' : 'sub-index'} ${sub}`}
      </span>
    </li>
  )
}

const hourColumn = (pollutant: Pollutant) => (pollutant === 'pm25' || pollutant === 'pm10' ? '24h' : '1h')

function Districts({ ask, house, air }: Scene & { air: AirNow }) {
  const zh = ask.language === 'zh'
  const w = words[ask.language]
  const rows = air.districts.filter(({ now }) => now !== null)
  return (
    <Section
      title={zh ? '各区空气' : 'District by district'}
      note={zh ? '区内站点均值' : 'mean of the stations in each'}
    >
      <div class="columns columns-7-5">
        <DistrictMap ask={ask} districts={air.districts} approval={house.settings.LANTIAN_MAP_APPROVAL} />
        <DataTable
          caption={zh ? '由好到差' : 'The cleanest first'}
          rows={rows.toSorted((a, b) => (a.now!.index ?? 999) - (b.now!.index ?? 999))}
          empty={w.noData}
          columns={[
            { head: w.district, cell: ({ district }) => district.name[ask.language] },
            {
              head: w.index,
              numeric: true,
              cell: ({ now }) => <IndexChip index={now!.index} level={now!.level} language={ask.language} />,
            },
            { head: w.chief, cell: ({ now }) => <Pollutants ask={ask} list={now!.chief} /> },
          ]}
        />
      </div>
    </Section>
  )
}

function Stations({ ask, air }: Scene & { air: AirNow }) {
  const zh = ask.language === 'zh'
  const w = words[ask.language]
  const value = (pollutant: Pollutant) => ({
    head: symbols[pollutant],
    unit: unitOf(pollutant),
    numeric: true,
    cell: ({ now }: StationNow) => (
      <Amount pollutant={pollutant} value={now?.values[pollutant]} language={ask.language} />
    ),
  })
  const rows = air.stations.filter(({ now }) => now !== null)
  const silent = air.stations.length - rows.length
  return (
    <Section
      title={zh ? '各站点' : 'Station by station'}
      note={zh ? '小时平均浓度' : 'hourly means'}
      id="stations"
    >
      <DataTable
        caption={`${w.kinds[air.kind]} · ${rows.length}`}
        rows={rows}
        empty={w.noData}
        columns={[
          {
            head: w.station,
            cell: ({ station }) => (
              <a href={href(ask, `/air/stations/${encodeURIComponent(station.code)}`)}>
                {stationName(station, ask.language)}
              </a>
            ),
          },
          {
            head: w.index,
            numeric: true,
            cell: ({ now }) => (
              <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={ask.language} />
            ),
          },
          ...pollutants.map(value),
        ]}
      />
      <p class="small after">
        {silent > 0 &&
          (zh
            ? `另有 ${silent} 个站点这一小时没有数据。`
            : `${silent} more stations said nothing this hour. `)}
        <a href={href(ask, '/air/stations')}>{zh ? '全部站点' : 'All stations'}</a>
      </p>
    </Section>
  )
}
