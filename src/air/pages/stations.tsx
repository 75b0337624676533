import type { District } from '../../kit/centre.ts'
import { href, Page } from '../../kit/html/layout.tsx'
import { Chip, Empty, Field, Missing, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf, hourEndedBy } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type Kind, kinds } from '../pollutants.ts'
import { staleAfterHours } from '../readings.ts'
import { stationName } from '../stations.ts'
import { allHeard, type Heard } from '../stations-now.ts'
import type { AirStore } from '../tables.ts'
import { DotMap, type MapDot } from './dot-map.tsx'
import { Pollutants } from './frame.tsx'
import { districtOrder } from './map.tsx'
import { outlinesFor } from './outline-map.tsx'
import { clockWords, colon, stationPath } from './place-parts.tsx'
import { type Chosen, choose, stationTypes } from './station-filter.ts'
import { placeWords } from './station-words.ts'
import { dayWords, hourWords, words } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  zone: string
  outlines: Awaited<ReturnType<typeof outlinesFor>>
}

/** All stations, each kind by itself, by district; what the reader looks for, and their places. */
export async function stationsPage(house: House, ask: Ask): Promise<Answer> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const [all, outlines] = await Promise.all([
    allHeard(db, hourEndedBy(ask.at), zone),
    outlinesFor(house.centre.districts, house.settings.LANTIAN_MAP_APPROVAL),
  ])
  const chosen = choose(ask.query, all.filter(listed))
  const scene = { ask, house, zone, outlines }
  return { body: <Stations {...scene} chosen={chosen} />, depends: ['air/readings'] }
}

/** The centre's own stations are always listed; others once they have said something. */
const listed = ({ station, reading }: Heard) => station.kind === 'reference' || reading !== null

function Stations({ chosen, ...scene }: Scene & { chosen: Chosen }) {
  const { ask, house } = scene
  const { language } = ask
  const zh = language === 'zh'
  const title = placeWords[language].stations
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={title}
      description={
        zh
          ? '全市监测站、微型传感器和模型点的最新空气质量指数，按区列出。'
          : 'The newest air quality index of every station, low-cost sensor and model point, district by district.'
      }
      crumbs={[{ words: { zh: placeWords.zh.stations, en: placeWords.en.stations } }]}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{title}</h1>
          <p class="lead">
            {zh
              ? '监测站、微型传感器、模型和模拟数据分开列出，从不混在一起平均。'
              : 'Monitoring stations, low-cost sensors, models and simulations stand apart and are never averaged together.'}
          </p>
        </div>
        <Filter ask={ask} chosen={chosen} />
        {chosen.found.length === 0 && (
          <Empty>
            {zh ? '没有符合条件的站点。' : 'No station is like that. '}
            <a href={href(ask, '/air/stations')}>{zh ? '看全部站点' : 'See all stations'}</a>
          </Empty>
        )}
        {inOrder(chosen).map((kind) => (
          <KindGroup
            {...scene}
            kind={kind}
            heard={chosen.found.filter(({ station }) => station.kind === kind)}
          />
        ))}
      </div>
    </Page>
  )
}

function Filter({ ask, chosen }: { ask: Ask; chosen: Chosen }) {
  const { language } = ask
  const zh = language === 'zh'
  const any = { value: '', label: zh ? '全部' : 'All' }
  const fault = (name: 'q' | 'kind' | 'type') => chosen.faults[name]?.[language]
  return (
    <form class="ask" action={href(ask, '/air/stations')} method="get">
      <Field
        name="q"
        type="search"
        label={zh ? '名称或代码' : 'Name or code'}
        value={chosen.q}
        error={fault('q')}
      />
      <Field
        name="kind"
        label={zh ? '数据性质' : 'Kind'}
        value={chosen.kind ?? ''}
        choices={[
          any,
          ...kinds.map((kind) => ({ value: kind, label: capital(words[language].kinds[kind]) })),
        ]}
        error={fault('kind')}
      />
      <Field
        name="type"
        label={placeWords[language].type}
        value={chosen.type ?? ''}
        choices={[
          any,
          ...stationTypes.map((type) => ({ value: type, label: capital(placeWords[language].types[type]) })),
        ]}
        error={fault('type')}
      />
      <button type="submit">{zh ? '查找' : 'Search'}</button>
    </form>
  )
}

interface Group {
  district: District | null
  heard: Heard[]
}

/** Districts in the reading order of the map, their stations from north to south; those of no known district last. */
function grouped(house: House, heard: readonly Heard[]): Group[] {
  const known = new Set(house.centre.districts.map(({ code }) => code))
  const byDistrict = Map.groupBy(heard, ({ station }) =>
    station.district && known.has(station.district) ? station.district : '',
  )
  const order: (District | null)[] = [...districtOrder(house.centre.districts), null]
  return order.flatMap((district) => {
    const inside = byDistrict.get(district?.code ?? '')
    return inside ? [{ district, heard: inside.toSorted((a, b) => b.station.lat - a.station.lat) }] : []
  })
}

/** Kinds that speak now come first; within that, reference before sensor before model. */
const inOrder = ({ found }: Chosen): Kind[] => {
  const speaks = (kind: Kind) => found.some(({ station, now }) => station.kind === kind && now !== null)
  return kinds.toSorted((a, b) => Number(speaks(b)) - Number(speaks(a)))
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function KindGroup(props: Scene & { kind: Kind; heard: Heard[] }) {
  const { ask, house, zone, kind, heard, outlines } = props
  const { language } = ask
  if (heard.length === 0) return null
  const zh = language === 'zh'
  const w = words[language]
  const groups = grouped(house, heard)
  const speaking = heard.filter(({ now }) => now !== null).length
  const newest = heard.flatMap(({ reading }) => (reading ? [reading.hour] : []))
  const note = zh
    ? `${heard.length} 个，${speaking} 个有最新数据`
    : `${heard.length}, ${speaking} with current data`
  return (
    <Section title={capital(w.kinds[kind])} note={note} id={kind}>
      <p class="small kindnote">
        {newest.length > 0
          ? w.kindNotice[kind]
          : zh
            ? '这些站点还没有任何读数。'
            : 'These stations have not sent any reading yet.'}
      </p>
      <div class="columns columns-6-6">
        <div class="beside">
          <DotMap
            title={zh ? `${w.kinds[kind]}分布图` : `Map: ${w.kinds[kind]}`}
            dots={groups.flatMap((group) => group.heard.map((one) => dotOf(ask, zone, one)))}
            language={language}
            outlines={outlines?.path}
          />
          <p class="small">
            {outlines
              ? outlines.approval[language]
              : zh
                ? '站点按经纬度标出，不绘边界；数字为空气质量指数，放不下的见列表。'
                : 'Stations by longitude and latitude, no boundaries. Numbers are the index; where they do not fit, see the list.'}
          </p>
        </div>
        <List
          ask={ask}
          zone={zone}
          groups={groups}
          caption={newest.length > 0 ? hourWords(Math.max(...newest), zone, language, true) : w.noData}
        />
      </div>
    </Section>
  )
}

function dotOf(ask: Ask, zone: string, { station, now, reading }: Heard): MapDot {
  const { language } = ask
  const name = stationName(station, language)
  const said = now?.index ?? words[language].noData
  const when = reading ? `, ${hourWords(reading.hour, zone, language)}` : ''
  return {
    name,
    lat: station.lat,
    lon: station.lon,
    index: now?.index ?? null,
    level: now?.level ?? null,
    title: `${name}${colon(language)}${said}${when}`,
    path: href(ask, stationPath(station.code)),
  }
}

function List(props: { ask: Ask; zone: string; groups: Group[]; caption: string }) {
  const { ask, zone, groups, caption } = props
  const w = words[ask.language]
  return (
    <div class="scroll" tabindex={0}>
      <table class="grouped">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{w.station}</th>
            <th scope="col" class="num">
              {ask.language === 'zh' ? '指数' : 'Index'}
            </th>
            <th scope="col">{w.chief}</th>
            <th scope="col">{w.hour}</th>
          </tr>
        </thead>
        {groups.map(({ district, heard }) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colspan={4}>
                {district ? (
                  <a href={href(ask, `/air/districts/${district.code}`)}>{district.name[ask.language]}</a>
                ) : ask.language === 'zh' ? (
                  '未注明所在区'
                ) : (
                  'District not stated'
                )}
              </th>
            </tr>
            {heard.map((one) => (
              <Row ask={ask} zone={zone} one={one} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Row({ ask, zone, one }: { ask: Ask; zone: string; one: Heard }) {
  const { language } = ask
  const { station, now, reading, age } = one
  return (
    <tr>
      <th scope="row">
        <a href={href(ask, stationPath(station.code))}>{stationName(station, language)}</a>{' '}
        <small>{placeWords[language].short[station.type]}</small>
      </th>
      <td class="num">
        {now?.index != null ? <Chip level={now.level}>{now.index}</Chip> : <Missing language={language} />}
      </td>
      <td>
        {now?.index != null ? <Pollutants ask={ask} list={now.chief} /> : <Missing language={language} />}
      </td>
      <td>
        {reading ? (
          <span class="nowrap">
            {age! > staleAfterHours
              ? dayWords(dayOf(reading.hour, zone), language)
              : clockWords(reading.hour, zone, language)}
          </span>
        ) : (
          <span class="none nowrap">{language === 'zh' ? '无读数' : 'never'}</span>
        )}
      </td>
    </tr>
  )
}
