import { href } from '../../kit/html/layout.tsx'
import { Section } from '../../kit/html/parts.tsx'
import { sources } from '../sources/index.ts'
import { stationName } from '../stations.ts'
import type { StationScene } from './station-scene.ts'
import { placeWords } from './station-words.ts'
import { dayWords, words } from './words.ts'

/** What the station is, and where its words come from. */
export function StationAbout({ ask, house, view }: StationScene) {
  const { language } = ask
  const zh = language === 'zh'
  const p = placeWords[language]
  const { station, source, names } = view
  const district = house.centre.districts.find(({ code }) => code === station.district)
  const licence = station.licence ?? source?.licence
  return (
    <Section title={p.about}>
      <dl class="defs">
        <dt>{zh ? '名称' : 'Name'}</dt>
        <dd>
          {stationName(station, language)}
          {' · '}
          <span lang={zh ? 'en' : 'zh-CN'}>{stationName(station, zh ? 'en' : 'zh')}</span>
        </dd>
        <dt>{zh ? '代码' : 'Code'}</dt>
        <dd>
          <code>{station.code}</code>
        </dd>
        <dt>{p.type}</dt>
        <dd>
          {p.types[station.type]}
          {zh ? '，' : ', '}
          {station.evaluated ? p.evaluated : p.notEvaluated}
        </dd>
        <dt>{zh ? '数据性质' : 'Kind'}</dt>
        <dd>{words[language].kinds[station.kind]}</dd>
        <dt>{words[language].district}</dt>
        <dd>
          {district ? (
            <a href={href(ask, `/air/districts/${district.code}`)}>{district.name[language]}</a>
          ) : zh ? (
            '未注明'
          ) : (
            'not stated'
          )}
        </dd>
        <dt>{zh ? '坐标' : 'Coordinates'}</dt>
        <dd>
          {coordinates(station.lat, station.lon, zh)}
          {zh ? '（未说明坐标系）' : ' (datum not stated)'}
        </dd>
        <dt>{zh ? '数据来源' : 'Source'}</dt>
        <dd>
          {source ? (
            <>
              <a href={source.url || undefined} rel="external">
                {sources.get(source.name)?.title[language] ?? source.name}
              </a>
              {source.attribution && <span class="small"> {source.attribution}</span>}
            </>
          ) : (
            words[language].noData
          )}
        </dd>
        <dt>{zh ? '许可' : 'Licence'}</dt>
        <dd>{licence || (zh ? '未声明' : 'none stated')}</dd>
        {names.length > 0 && (
          <>
            <dt>{zh ? '曾用名与别名' : 'Other names'}</dt>
            <dd>{names.map((name) => nameWords(name, zh)).join(zh ? '、' : ', ')}</dd>
          </>
        )}
      </dl>
    </Section>
  )
}

const coordinates = (lat: number, lon: number, zh: boolean) => {
  const ns = lat >= 0 ? (zh ? '北纬' : 'N') : zh ? '南纬' : 'S'
  const ew = lon >= 0 ? (zh ? '东经' : 'E') : zh ? '西经' : 'W'
  const [y, x] = [Math.abs(lat).toFixed(4), Math.abs(lon).toFixed(4)]
  return zh ? `${ns} ${y}°，${ew} ${x}°` : `${y}° ${ns}, ${x}° ${ew}`
}

function nameWords(name: { alias: string; first_day: string | null; last_day: string | null }, zh: boolean) {
  const language = zh ? 'zh' : 'en'
  const { alias, first_day: first, last_day: last } = name
  if (!first && !last) return alias
  const from = first ? (zh ? `${dayWords(first, language)}起` : `from ${dayWords(first, language)}`) : ''
  const to = last ? (zh ? `至${dayWords(last, language)}` : `to ${dayWords(last, language)}`) : ''
  return zh ? `${alias}（${from}${to}）` : `${alias} (${[from, to].filter(Boolean).join(' ')})`
}

/** Its readings as files, its page on other pages. */
export function StationData({ ask, view }: StationScene) {
  const zh = ask.language === 'zh'
  const code = encodeURIComponent(view.station.code)
  return (
    <Section title={placeWords[ask.language].data}>
      <ul class="links">
        <li>
          <a href={`/api/v1/readings?station=${code}&format=csv`}>
            {zh ? '小时值（CSV）' : 'Hourly values (CSV)'}
          </a>
        </li>
        <li>
          <a href={`/api/v1/readings?station=${code}`}>{zh ? '小时值（JSON）' : 'Hourly values (JSON)'}</a>
        </li>
        <li>
          <a href={href(ask, `/air/standards?place=${code}`)}>
            {zh ? '按六种标准看这里的空气' : 'This air by six standards'}
          </a>
        </li>
        <li>
          <a href={href(ask, `/embed?place=${code}`)}>{zh ? '嵌入到您的网页' : 'Put it on your own page'}</a>
        </li>
      </ul>
    </Section>
  )
}
