import { href, Page } from '../../kit/html/layout.tsx'
import { Chip, DataTable, Empty, Section, Tabs } from '../../kit/html/parts.tsx'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { type Day, dayOf } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type MonthRow, months } from '../days.ts'
import { hourSubIndex } from '../hours.ts'
import { knowledge } from '../knowledge.ts'
import { type AirNow, airAt } from '../now.ts'
import { type Pollutant, pollutants, pollutantWords, printed, symbols, unitOf } from '../pollutants.ts'
import { stationName } from '../stations.ts'
import { type AirStore, cityOf } from '../tables.ts'
import { Amount, IndexChip, KindNotice } from './frame.tsx'
import { LimitTables } from './limit-tables.tsx'
import { HourTime, stationPath } from './place-parts.tsx'
import { Last24, Year } from './pollutant-charts.tsx'
import { Sensitive } from './pollutant-sensitive.tsx'
import { hourWords, words } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  zone: string
  pollutant: Pollutant
  air: AirNow | null
  year: MonthRow[]
  today: Day
}

/** One pollutant: what it is and does, how much of it is in the air, and what every standard says of it. */
export async function pollutantPage(house: House, ask: Ask): Promise<Answer> {
  const name = ask.params.pollutant ?? ''
  const pollutant = pollutants.find((one) => one === name.toLowerCase())
  if (!pollutant) throw unknown(name)
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const air = await airAt(house, ask.at)
  const today = ask.at.toZonedDateTimeISO(zone).toPlainDate()
  const last = today.toPlainYearMonth()
  const year = air
    ? await months(db, cityOf(air.kind), last.subtract({ months: 11 }).toString(), last.toString())
    : []
  const own = { ...ask, path: `/air/pollutants/${pollutant}` }
  const scene = { ask: own, house, zone, pollutant, air, year, today: today.toString() }
  return { body: <PollutantBody {...scene} />, depends: ['air/readings', 'air/days'] }
}

function unknown(name: string): Problem {
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name
  return new Problem(
    'unknown-pollutant',
    {
      zh: `没有名为“${shown}”的污染物。可以查看：${pollutants.join('、')}。`,
      en: `There is no pollutant called "${shown}". There are: ${pollutants.join(', ')}.`,
    },
    404,
  )
}

function PollutantBody(scene: Scene) {
  const { ask, house, pollutant, air } = scene
  const { language } = ask
  const zh = language === 'zh'
  const name = pollutantWords[pollutant]
  const known = knowledge[pollutant]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={`${name[language]} ${symbols[pollutant]}`}
      description={known.what[language]}
      crumbs={[
        { words: { zh: '污染物', en: 'Pollutants' }, path: '/air/pollutants' },
        { words: { zh: `${name.zh} ${symbols[pollutant]}`, en: `${name.en} ${symbols[pollutant]}` } },
      ]}
      notices={air && <KindNotice ask={ask} kind={air.kind} />}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>
            {name[language]} {symbols[pollutant]}
          </h1>
          <p class="lead">{known.what[language]}</p>
        </div>
        <Tabs
          label={zh ? '污染物' : 'Pollutants'}
          items={pollutants.map((one) => ({
            label: symbols[one],
            path: href(ask, `/air/pollutants/${one}`),
            current: one === pollutant,
          }))}
        />
        <div class="columns columns-7-5">
          <Now {...scene} />
          <About {...scene} />
        </div>
        {air && <Last24 {...scene} air={air} />}
        <div class="columns columns-7-5">
          <Ranking {...scene} />
          <Sensitive ask={ask} pollutant={pollutant} day={scene.today} />
        </div>
        <Year {...scene} />
        <LimitTables ask={ask} pollutant={pollutant} />
      </div>
    </Page>
  )
}

/** The city's value of the hour. */
function Now({ ask, house, zone, pollutant, air }: Scene) {
  const { language } = ask
  const w = words[language]
  if (!air)
    return (
      <div>
        <Empty>{w.noReadings}</Empty>
      </div>
    )
  const value = air.city?.values[pollutant] ?? null
  const sub = value === null ? null : hourSubIndex(pollutant, value, dayOf(air.hour, zone))
  return (
    <div>
      <p class="small">
        {w.city(house.centre.city[language])} ·{' '}
        <HourTime hour={air.hour} zone={zone} language={language} withYear={air.stale} /> ·{' '}
        {w.kinds[air.kind]}
      </p>
      {air.stale && <p class="lead">{w.stale(hourWords(air.hour, zone, language, true))}</p>}
      <p class="six-value">
        <b>
          <Amount pollutant={pollutant} value={value} language={language} />
        </b>
        {value !== null && (
          <span>
            {unitOf(pollutant)}
            {sub && (
              <>
                {language === 'zh' ? '，分指数 ' : ', sub-index '}
                <Chip level={sub.level}>{sub.index}</Chip>
              </>
            )}
          </span>
        )}
      </p>
    </div>
  )
}

function About({ ask, pollutant }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const known = knowledge[pollutant]
  return (
    <dl class="about">
      <dt>{zh ? '从哪里来' : 'Where it comes from'}</dt>
      <dd>{known.from[language]}</dd>
      <dt>{zh ? '有什么影响' : 'What it does'}</dt>
      <dd>{known.does[language]}</dd>
      <dt>{zh ? '什么时候高' : 'When it is high'}</dt>
      <dd>{known.season[language]}</dd>
    </dl>
  )
}

/** The stations of the hour, the highest first. */
function Ranking({ ask, zone, pollutant, air }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const w = words[language]
  if (!air) return null
  const day = dayOf(air.hour, zone)
  const rows = air.stations
    .flatMap(({ station, now }) => {
      const value = now?.values[pollutant] ?? null
      return value === null ? [] : [{ station, value, sub: hourSubIndex(pollutant, value, day) }]
    })
    .toSorted((a, b) => b.value - a.value)
  const silent = air.stations.length - rows.length
  const most = rows[0]?.value || 1
  return (
    <Section
      title={zh ? '各站点' : 'Station by station'}
      note={`${hourWords(air.hour, zone, language)}${zh ? '，由高到低' : ', the highest first'}`}
    >
      <DataTable
        caption={`${w.kinds[air.kind]} · ${unitOf(pollutant)}`}
        rows={rows}
        empty={w.noData}
        columns={[
          {
            head: w.station,
            cell: ({ station }) => (
              <a href={href(ask, stationPath(station.code))}>{stationName(station, language)}</a>
            ),
          },
          {
            head: symbols[pollutant],
            unit: unitOf(pollutant),
            numeric: true,
            cell: ({ value }) => printed(pollutant, value),
          },
          {
            head: zh ? '分指数' : 'Sub-index',
            numeric: true,
            cell: ({ sub }) => (
              <IndexChip index={sub?.index ?? null} level={sub?.level ?? null} language={language} />
            ),
          },
          { head: zh ? '高低' : 'Compared', cell: ({ value }) => <Bar share={value / most} /> },
        ]}
      />
      {silent > 0 && (
        <p class="small after">
          {zh ? `另有 ${silent} 个站点这一小时没有数据。` : `${silent} more stations said nothing this hour.`}
        </p>
      )}
    </Section>
  )
}

/** A value as a part of the highest: for the eye only, the number stands beside it. */
const Bar = ({ share }: { share: number }) => (
  <svg class="rankbar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect width={Math.round(Math.max(0, share) * 1000) / 10} height="8" />
  </svg>
)
