import { LineChart } from '../../kit/html/charts/lines.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Empty, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { dayOf, labelOf } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type DistrictView, districtView } from '../district-view.ts'
import type { StationNow } from '../now.ts'
import { pollutants, symbols, unitOf } from '../pollutants.ts'
import { stationName } from '../stations.ts'
import { Amount, categoryName, IndexChip, KindNotice } from './frame.tsx'
import { districtOrder } from './map.tsx'
import { clockWords, colon, HourTime, IndexHours, PlaceHero, SixLines, stationPath } from './place-parts.tsx'
import { placeWords } from './station-words.ts'
import { hourWords, lightOf, words } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  zone: string
  view: DistrictView
}

/** One district: the mean of its stations, beside the city. */
export async function districtPage(house: House, ask: Ask): Promise<Answer> {
  const code = ask.params.code ?? ''
  const view = await districtView(house, code, ask.at)
  if (view === undefined) throw unknown(house, code)
  const zone = house.settings.LANTIAN_ZONE
  const body = view ? (
    <DistrictBody ask={ask} house={house} zone={zone} view={view} />
  ) : (
    <NoAir ask={ask} house={house} code={code} />
  )
  return { body, depends: ['air/readings'] }
}

function unknown(house: House, code: string): Problem {
  const shown = code.length > 40 ? `${code.slice(0, 40)}…` : code
  const known = (language: 'zh' | 'en') =>
    house.centre.districts
      .map((one) => `${one.name[language]} ${one.code}`)
      .join(language === 'zh' ? '、' : ', ')
  return new Problem(
    'unknown-district',
    {
      zh: `没有代码为“${shown}”的区。各区代码：${known('zh')}。`,
      en: `There is no district with the code "${shown}". The districts are: ${known('en')}.`,
    },
    404,
  )
}

const crumbs = (name: { zh: string; en: string }) => [
  { words: { zh: placeWords.zh.stations, en: placeWords.en.stations }, path: '/air/stations' },
  { words: name },
]

function NoAir({ ask, house, code }: { ask: Ask; house: House; code: string }) {
  const w = words[ask.language]
  const { name } = house.centre.districts.find((one) => one.code === code)!
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={name[ask.language]}
      description={w.noReadings}
      crumbs={crumbs(name)}
    >
      <div class="wrap pagehead">
        <h1>{name[ask.language]}</h1>
        <Empty>{w.noReadings}</Empty>
      </div>
    </Page>
  )
}

function DistrictBody(scene: Scene) {
  const { ask, house, zone, view } = scene
  const { language } = ask
  const { district, air, own } = view
  const p = placeWords[language]
  const name = district.name[language]
  const now = air.stale ? null : own.now
  const charts = { ask, zone, end: air.hour, hours: view.hours, kind: air.kind }
  const said =
    now?.index != null ? `${categoryName(now.index, dayOf(air.hour, zone), language)} ${now.index}` : null
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={said ? `${name}${colon(language)}${said}` : `${name} · ${words[language].noData}`}
      description={
        language === 'zh'
          ? `${name}的空气质量，按区内站点平均。`
          : `The air of ${name}: the mean of its stations.`
      }
      crumbs={crumbs(district.name)}
      sky={`sky sky-${now?.level ?? 0} sky-${lightOf(ask.at, zone)}`}
      notices={<KindNotice ask={ask} kind={air.kind} />}
      hero={<Hero {...scene} name={name} />}
    >
      <div class="wrap">
        {view.hours.some(Boolean) && (
          <>
            <Compare {...scene} />
            <Section title={p.last24}>
              <IndexHours {...charts} />
            </Section>
            <Section title={p.six} note={p.sixNote}>
              <SixLines {...charts} />
            </Section>
          </>
        )}
        <Stations {...scene} />
        <Others {...scene} />
      </div>
    </Page>
  )
}

function Hero({ ask, zone, view, name }: Scene & { name: string }) {
  const { language } = ask
  const { air, own, stations } = view
  const zh = language === 'zh'
  const w = words[language]
  const note = (
    <>
      <HourTime hour={air.hour} zone={zone} language={language} withYear={air.stale} /> · {w.kinds[air.kind]}{' '}
      ·{' '}
      {zh ? `${own.stations} 个站点平均` : `mean of ${own.stations} station${own.stations === 1 ? '' : 's'}`}
    </>
  )
  const silence =
    stations.length === 0
      ? zh
        ? '这个区没有站点。'
        : 'There is no station in this district.'
      : air.stale
        ? w.stale(hourWords(air.hour, zone, language, true))
        : zh
          ? '区内站点这一小时没有数据。'
          : 'Its stations sent nothing this hour.'
  return (
    <PlaceHero
      ask={ask}
      zone={zone}
      name={name}
      note={note}
      hour={air.hour}
      now={air.stale ? null : own.now}
      silence={silence}
    />
  )
}

/** The district and the city on one scale, and the difference in one sentence. */
function Compare({ ask, house, zone, view }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const w = words[language]
  const { air, district, hours } = view
  const city = house.centre.city[language]
  const title = zh ? `${district.name.zh}与全市` : `${district.name.en} and the city`
  const series = [
    { name: district.name[language], values: hours.map((now) => now?.index ?? null) },
    { name: zh ? '全市' : city, values: air.last24.map((now) => now?.index ?? null) },
  ]
  const first = air.hour - 23
  const marks = hours.flatMap((_, at) =>
    labelOf(first + at, zone) % 3 === 0 ? [{ at, label: clockWords(first + at, zone, language) }] : [],
  )
  const rows = hours.map((own, i) => ({ hour: first + i, own, all: air.last24[i] ?? null })).toReversed()
  const table = (
    <DataTable
      caption={title}
      rows={rows}
      empty={w.noData}
      columns={[
        { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, language) },
        {
          head: district.name[language],
          numeric: true,
          cell: ({ own }) => own?.index ?? <Missing language={language} />,
        },
        { head: city, numeric: true, cell: ({ all }) => all?.index ?? <Missing language={language} /> },
      ]}
    />
  )
  return (
    <Section title={title} note={w.index}>
      <p class="lead">{differenceWords(hours.at(-1)?.index ?? null, air.city?.index ?? null, zh)}</p>
      <Figure language={language} title={title} table={table}>
        <LineChart title={title} series={series} marks={marks} wide />
        <LineChart title={title} series={series} marks={marks} />
      </Figure>
    </Section>
  )
}

/** Less than a tenth, or ten points, is no difference worth a word. */
export function differenceWords(own: number | null, city: number | null, zh: boolean): string {
  if (own === null || city === null)
    return zh ? '这一小时无法与全市比较。' : 'This hour cannot be compared with the city.'
  const more = own - city
  if (Math.abs(more) < Math.max(10, city / 10)) return zh ? '与全市相近。' : 'About as in the whole city.'
  const points = Math.abs(more)
  if (zh) return `指数比全市${more > 0 ? '高' : '低'} ${points}。`
  return `The index is ${points} ${more > 0 ? 'above' : 'below'} the city's.`
}

function Stations({ ask, view }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const w = words[language]
  return (
    <Section title={zh ? '区内站点' : 'Its stations'} note={zh ? '小时平均浓度' : 'hourly means'}>
      <DataTable
        caption={`${w.kinds[view.air.kind]} · ${view.stations.length}`}
        rows={view.stations}
        empty={zh ? '这个区没有站点。' : 'There is no station in this district.'}
        columns={[
          {
            head: w.station,
            cell: ({ station }) => (
              <a href={href(ask, stationPath(station.code))}>{stationName(station, language)}</a>
            ),
          },
          {
            head: w.index,
            numeric: true,
            cell: ({ now }) => (
              <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={language} />
            ),
          },
          ...pollutants.map((pollutant) => ({
            head: symbols[pollutant],
            unit: unitOf(pollutant),
            numeric: true,
            cell: ({ now }: StationNow) => (
              <Amount pollutant={pollutant} value={now?.values[pollutant]} language={language} />
            ),
          })),
        ]}
      />
    </Section>
  )
}

function Others({ ask, house, view }: Scene) {
  const { language } = ask
  const byCode = new Map(view.air.districts.map((one) => [one.district.code, one.now]))
  return (
    <Section title={language === 'zh' ? '其他各区' : 'The other districts'}>
      <ul class="chips">
        {districtOrder(house.centre.districts)
          .filter(({ code }) => code !== view.district.code)
          .map((district) => {
            const now = byCode.get(district.code) ?? null
            return (
              <li>
                <a href={href(ask, `/air/districts/${district.code}`)}>{district.name[language]}</a>{' '}
                <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={language} />
              </li>
            )
          })}
      </ul>
    </Section>
  )
}
