import { Strip } from '../../kit/html/charts/strip.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Empty, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { addDays, dayAt, dayOf } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import { levelOf } from '../day-index.ts'
import { hourIndices } from '../hours.ts'
import { pollutantsIn } from '../index/index.ts'
import { nearNames } from '../near-names.ts'
import { symbols } from '../pollutants.ts'
import { monthDays, stationView } from '../station-view.ts'
import { stationName, stationsOf } from '../stations.ts'
import type { AirStore } from '../tables.ts'
import { categoryName, IndexChip, KindNotice, Pollutants } from './frame.tsx'
import { placeLd } from './json-ld.ts'
import { colon, HourTime, IndexHours, PlaceHero, SixLines, seriesOf, stationPath } from './place-parts.tsx'
import { StationAbout, StationData } from './station-about.tsx'
import { StationHonesty } from './station-honesty.tsx'
import type { StationScene } from './station-scene.ts'
import { placeWords } from './station-words.ts'
import { dayWords, hourWords, lightOf, words } from './words.ts'

/** One station: what it is, its air now and lately, and how far it may be trusted. */
export async function stationPage(house: House, ask: Ask): Promise<Answer> {
  const name = ask.params.code ?? ''
  const view = await stationView(house, name, ask.at)
  if (!view) throw await unknown(house, name)
  // Found by another of its names, the page still has one address.
  const own = { ...ask, path: stationPath(view.station.code) }
  const scene = { ask: own, house, zone: house.settings.LANTIAN_ZONE, view }
  return { body: <Station {...scene} />, depends: ['air/readings', 'air/days'] }
}

async function unknown(house: House, name: string): Promise<Problem> {
  const { db }: AirStore = house.store
  const near = nearNames(name, await stationsOf(db))
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name
  const zh = near.map((station) => `${station.name_zh}（${station.code}）`).join('、')
  const en = near.map((station) => `${station.name_en} (${station.code})`).join(', ')
  return new Problem(
    'unknown-station',
    {
      zh: `没有代码为“${shown}”的站点。${zh ? `您要找的是不是：${zh}？` : ''}全部站点见 /air/stations。`,
      en: `There is no station with the code "${shown}". ${en ? `Did you mean ${en}? ` : ''}All stations are at /en/air/stations.`,
    },
    404,
  )
}

function Station(scene: StationScene) {
  const { ask, house, zone, view } = scene
  const { language } = ask
  const p = placeWords[language]
  const { station, now, end } = view
  const name = stationName(station, language)
  const series = seriesOf(
    hourIndices(
      view.week.filter(({ hour }) => hour > end - 24),
      zone,
    ),
    end,
  )
  const level = now?.level ?? 0
  const charts = { ask, zone, end, hours: series, kind: station.kind }
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={titleOf(scene, name)}
      description={`${name} (${station.code}) · ${p.types[station.type]}`}
      crumbs={[
        { words: { zh: placeWords.zh.stations, en: placeWords.en.stations }, path: '/air/stations' },
        { words: { zh: station.name_zh, en: station.name_en } },
      ]}
      jsonLd={[placeLd(house, ask, station)]}
      sky={`sky sky-${level} sky-${lightOf(ask.at, zone)}`}
      notices={<KindNotice ask={ask} kind={station.kind} />}
      hero={<StationHero {...scene} name={name} />}
    >
      <div class="wrap">
        {view.reading ? (
          <>
            <Section title={p.last24} note={view.now ? undefined : hourWords(end, zone, language, true)}>
              <IndexHours {...charts} />
            </Section>
            <Section title={p.six} note={p.sixNote}>
              <SixLines {...charts} />
            </Section>
            <Month {...scene} />
            <StationHonesty {...scene} />
          </>
        ) : (
          <Empty>{p.neverHeard}</Empty>
        )}
        <StationAbout {...scene} />
        <Nearest {...scene} />
        <StationData {...scene} />
      </div>
    </Page>
  )
}

function titleOf({ ask, zone, view }: StationScene, name: string) {
  const { now } = view
  if (now?.index == null) return `${name} · ${words[ask.language].noData}`
  return `${name}${colon(ask.language)}${categoryName(now.index, dayOf(now.hour, zone), ask.language)} ${now.index}`
}

function StationHero({ ask, zone, view, name }: StationScene & { name: string }) {
  const { language } = ask
  const p = placeWords[language]
  const { station, reading, now, end } = view
  const silence = !reading
    ? p.neverHeard
    : now
      ? p.noIndex
      : p.silentSince(hourWords(reading.hour, zone, language, true))
  const note = (
    <>
      {reading && (
        <>
          <HourTime hour={end} zone={zone} language={language} withYear={!now} /> ·{' '}
        </>
      )}
      {words[language].kinds[station.kind]} · {p.types[station.type]}
    </>
  )
  return (
    <PlaceHero
      ask={ask}
      zone={zone}
      name={name}
      note={note}
      hour={reading ? end : null}
      now={now}
      silence={silence}
    />
  )
}

function Month({ ask, zone, view }: StationScene) {
  const { language } = ask
  const p = placeWords[language]
  const w = words[language]
  const last = dayOf(view.end, zone)
  const today = dayAt(ask.at, zone)
  const byDay = new Map(view.month.map((row) => [row.day, row]))
  const all = Array.from({ length: monthDays }, (_, i) => addDays(last, i + 1 - monthDays))
  const rows = all.map((day) => ({ day, row: byDay.get(day), index: byDay.get(day)?.idx ?? null }))
  const cells = rows.map(({ day, index }) => ({
    label: shortDay(day, language),
    value: index,
    level: index === null ? null : levelOf(index, day),
    title: `${dayWords(day, language)}${colon(language)}${index ?? w.noData}`,
  }))
  const title = language === 'zh' ? '每日空气质量指数' : 'Air quality index by the day'
  const table = (
    <DataTable
      caption={title}
      rows={rows.toReversed()}
      empty={w.noData}
      columns={[
        { head: language === 'zh' ? '日期' : 'Day', cell: ({ day }) => dayWords(day, language) },
        {
          head: w.index,
          numeric: true,
          cell: ({ day, index }) => (
            <IndexChip
              index={index}
              level={index === null ? null : levelOf(index, day)}
              language={language}
            />
          ),
        },
        {
          head: w.chief,
          cell: ({ row }) =>
            row
              ? pollutantsIn(row.chief)
                  .map((one) => symbols[one])
                  .join(' ') || '–'
              : '–',
        },
      ]}
    />
  )
  return (
    <Section title={p.days30} note={last === today ? p.notOver : undefined}>
      <Figure language={language} title={title} table={table}>
        <Strip title={title} cells={cells} wide />
        <Strip title={title} cells={cells} />
      </Figure>
    </Section>
  )
}

/** "12/20" and "20 Dec". */
function shortDay(day: string, language: Language) {
  const date = Temporal.PlainDate.from(day)
  if (language === 'zh') return `${date.month}/${date.day}`
  return `${date.day} ${date.toLocaleString('en-GB', { month: 'short' })}`
}

function Nearest({ ask, view }: StationScene) {
  const { language } = ask
  const p = placeWords[language]
  const w = words[language]
  if (view.nearest.length === 0) return null
  return (
    <Section title={p.nearest} note={language === 'zh' ? '同类站点' : 'of the same kind'}>
      <DataTable
        caption={language === 'zh' ? '由近到远' : 'The nearest first'}
        rows={view.nearest}
        empty={w.noData}
        columns={[
          {
            head: w.station,
            cell: ({ station }) => (
              <a href={href(ask, stationPath(station.code))}>{stationName(station, language)}</a>
            ),
          },
          {
            head: language === 'zh' ? '距离' : 'Distance',
            unit: 'km',
            numeric: true,
            cell: ({ km }) => km.toFixed(1),
          },
          {
            head: w.index,
            numeric: true,
            cell: ({ now }) => (
              <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={language} />
            ),
          },
          {
            head: w.chief,
            cell: ({ now }) =>
              now ? <Pollutants ask={ask} list={now.chief} /> : <Missing language={language} />,
          },
        ]}
      />
    </Section>
  )
}
