import { LevelScale, Patch } from '../../kit/html/charts/level-scale.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { Empty, Field, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type Category, hexOf } from '../index/index.ts'
import type { Pollutant } from '../pollutants.ts'
import type { StandardView } from '../six-standards.ts'
import { type StandardsView, standardsView } from '../standards-view.ts'
import { stationName } from '../stations.ts'
import { KindNotice } from './frame.tsx'
import { colon, HourTime, stationPath } from './place-parts.tsx'
import { StandardsHistory, SubIndexTable, WhoTable } from './standards-tables.tsx'
import {
  gapWords,
  method,
  reasons,
  substanceWords,
  timesWords,
  whose,
  withheldWords,
} from './standards-words.ts'
import { hourWords, words } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  zone: string
  view: StandardsView
}

const title = { zh: '同一片空气，六种标准', en: 'The same air by six standards' }
const lead = {
  zh: '同样的浓度，在不同国家会得到不同的数字和说法。这里用同一组读数，按六种标准各算一遍。',
  en: 'The same concentrations get other numbers and other words in other countries. Here one set of readings is reckoned by six standards.',
}

/** The air of the city, or of a station, by six standards side by side. */
export async function standardsPage(house: House, ask: Ask): Promise<Answer> {
  const view = await standardsView(house, ask.query.get('place'), ask.at)
  const zone = house.settings.LANTIAN_ZONE
  const { language } = ask
  const body = (
    <Page
      ask={ask}
      centre={house.centre}
      title={title[language]}
      description={lead[language]}
      crumbs={[{ words: { zh: '六种标准', en: 'Six standards' } }]}
      notices={view && <KindNotice ask={ask} kind={view.kind} />}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{title[language]}</h1>
          <p class="lead">{lead[language]}</p>
        </div>
        {view ? (
          <Compared ask={ask} house={house} zone={zone} view={view} />
        ) : (
          <Empty>{words[language].noReadings}</Empty>
        )}
        <Reasons ask={ask} />
        <StandardsHistory ask={ask} />
      </div>
    </Page>
  )
  return { body, depends: ['air/readings'] }
}

function Compared(scene: Scene) {
  const { ask, view } = scene
  const { language } = ask
  const zh = language === 'zh'
  return (
    <>
      <Places {...scene} />
      <Place {...scene} />
      <ul class="six">
        {view.views.map((one) => (
          <StandardCard ask={ask} view={one} />
        ))}
        <WhoCard {...scene} />
      </ul>
      <Section
        title={zh ? '每项污染物怎么算' : 'Pollutant by pollutant'}
        note={zh ? '分指数或等级，及所用的平均浓度' : 'sub-index or level, and the mean it was read from'}
      >
        <div class="roomy">
          <SubIndexTable ask={ask} views={view.views} />
        </div>
      </Section>
      <Section
        title={zh ? '与世卫组织准则值相比' : 'Beside the WHO guidelines'}
        note={zh ? '2021 年版' : 'edition of 2021'}
      >
        <div class="roomy">
          <WhoTable ask={ask} lines={view.who} />
        </div>
      </Section>
    </>
  )
}

function Places({ ask, house, view }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const city = { value: '', label: words[language].city(house.centre.city[language]) }
  // The station shown can be chosen although it said nothing lately.
  const silent = view.station && !view.places.some(({ id }) => id === view.station!.id) ? [view.station] : []
  const choices = [...view.places, ...silent].map((station) => ({
    value: station.code,
    label:
      station.kind === 'reference'
        ? stationName(station, language)
        : `${stationName(station, language)} (${words[language].kinds[station.kind]})`,
  }))
  const unknown = view.unknown && (view.unknown.length > 40 ? `${view.unknown.slice(0, 40)}…` : view.unknown)
  return (
    <form class="ask" action={href(ask, '/air/standards')} method="get">
      <Field
        name="place"
        label={zh ? '地点' : 'Place'}
        value={view.station?.code ?? ''}
        choices={[city, ...choices]}
        error={
          unknown
            ? zh
              ? `没有名为“${unknown}”的站点，下面是全市的情况。`
              : `There is no station called "${unknown}". Below is the city.`
            : undefined
        }
      />
      <button type="submit">{zh ? '查看' : 'Show'}</button>
    </form>
  )
}

function Place({ ask, house, zone, view }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const { station, hour, stale } = view
  return (
    <>
      <h2 class="placeline">
        {station ? (
          <a href={href(ask, stationPath(station.code))}>{stationName(station, language)}</a>
        ) : (
          words[language].city(house.centre.city[language])
        )}{' '}
        <small>
          <HourTime hour={hour} zone={zone} language={language} withYear={stale} />
          {!station && (zh ? ' · 按每小时的全市均值计算' : " · from the city's hourly means")}
        </small>
      </h2>
      {stale && <p class="lead">{words[language].stale(hourWords(hour, zone, language, true))}</p>}
    </>
  )
}

const colourOf = (ask: Ask, category: Category) =>
  hexOf(ask.preferences.palette === 'assist' ? category.assist : category.rgb)

/** The place of an index on its scale, in steps: levels stand in the middle of their step. */
function placeOn({ standard, report }: StandardView): number | null {
  if (report.index === null || !report.category) return null
  const at = standard.categories.indexOf(report.category)
  if (standard.kind === 'levels') return at + 0.5
  const { from, to } = report.category
  const end = Number.isFinite(to) ? to : 500
  const start = Math.max(0, from - 1)
  return at + Math.min(1, (report.index - start) / (end - start))
}

function StandardCard({ ask, view }: { ask: Ask; view: StandardView }) {
  const { language } = ask
  const { standard, report, gaps } = view
  const { category } = report
  const name = standard.title[language]
  const withheld = withheldWords(view, language)
  const numbered = standard.kind !== 'levels' || standard.numbered
  return (
    <li>
      <h3>
        {whose[standard.name][language]} <small>{name}</small>
      </h3>
      <p class="six-value">
        <b class={numbered ? undefined : 'word'}>
          {report.index === null ? '–' : numbered ? report.index : category!.name[language]}
        </b>
        {category && (
          <span>
            <Patch colour={colourOf(ask, category)} />{' '}
            {numbered ? category.name[language] : category.levelName[language]}
            <small>
              {language === 'zh' ? '，' : ', '}
              {category.colour[language]}
            </small>
          </span>
        )}
      </p>
      <LevelScale
        title={`${name}${colon(language)}${report.index ?? words[language].noData}${category ? ` ${category.name[language]}` : ''}`}
        steps={standard.categories.map((step) => ({
          colour: colourOf(ask, step),
          title: `${step.levelName[language]} ${step.name[language]}`,
        }))}
        at={placeOn(view)}
      />
      {withheld && <p class="six-note">{withheld}</p>}
      <dl class="six-facts">
        <dt>{words[language].chief}</dt>
        <dd>
          {report.chief.map((one) => substanceWords(one, language)).join(language === 'zh' ? '、' : ', ') ||
            words[language].noChief}
        </dd>
        <dt>{language === 'zh' ? '用什么值' : 'What it reads'}</dt>
        <dd>{method[standard.name][language]}</dd>
        {gaps.length > 0 && (
          <>
            <dt>{language === 'zh' ? '缺什么' : 'What is missing'}</dt>
            <dd>{gaps.map((gap) => gapWords(gap, language)).join(language === 'zh' ? '；' : '; ')}</dd>
          </>
        )}
      </dl>
    </li>
  )
}

function WhoCard({ ask, view }: Scene) {
  const { language } = ask
  const zh = language === 'zh'
  const known = view.who.filter(({ times }) => times !== null)
  const over = known.filter(({ exceeds }) => exceeds)
  const worst = known.toSorted((a, b) => b.times! - a.times!)[0]
  const missing = view.who.filter(({ times }) => times === null).map(({ pollutant }) => pollutant)
  return (
    <li>
      <h3>
        {whose['WHO-2021'][language]}{' '}
        <small>{zh ? '全球空气质量准则（2021）' : 'Air quality guidelines (2021)'}</small>
      </h3>
      <p class="six-value">
        <b>{known.length === 0 ? '–' : `${over.length}/${known.length}`}</b>
        {known.length > 0 && <span>{zh ? '项超过准则值' : 'above their guideline'}</span>}
      </p>
      <p class="six-note">
        {worst
          ? zh
            ? `${name(worst.pollutant, zh)}最高，是准则值的 ${timesWords(worst.times!)} 倍。`
            : `${name(worst.pollutant, zh)} is the worst, at ${timesWords(worst.times!)} times its guideline.`
          : words[language].noData}
      </p>
      <dl class="six-facts">
        <dt>{zh ? '用什么值' : 'What it reads'}</dt>
        <dd>{method['WHO-2021'][language]}</dd>
        {missing.length > 0 && (
          <>
            <dt>{zh ? '缺什么' : 'What is missing'}</dt>
            <dd>
              {zh ? '小时数不足：' : 'too few hours of '}
              {missing.map((one) => name(one, zh)).join(zh ? '、' : ', ')}
            </dd>
          </>
        )}
      </dl>
    </li>
  )
}

const name = (pollutant: Pollutant, zh: boolean) => substanceWords(pollutant, zh ? 'zh' : 'en')

function Reasons({ ask }: { ask: Ask }) {
  const zh = ask.language === 'zh'
  return (
    <Section title={zh ? '为什么不一样' : 'Why they differ'}>
      <ul class="cards">
        {reasons.map(({ title: head, text }) => (
          <li>
            <h3>{head[ask.language]}</h3>
            <p>{text[ask.language]}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
