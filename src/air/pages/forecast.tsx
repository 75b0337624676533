import { href, Page } from '../../kit/html/layout.tsx'
import { Empty, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { addDays, dayAt } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import {
  type DayScore,
  dayScores,
  type Forecast,
  type ForecastKind,
  type ForecastPunctuality,
  forecastFor,
  kindAt,
  type Overrule,
  overrules,
  punctualityOf,
  type ScoreSummary,
  scoreSummary,
} from '../forecast/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import type { AirStore } from '../tables.ts'
import {
  adviceOf,
  DayCards,
  levelWords,
  MadeBy,
  RangeFigure,
  rangeWords,
  SourceOf,
} from './forecast-parts.tsx'
import { Overrules, Past, Punctuality, punctualDays, Scores } from './forecast-score.tsx'
import { dayName, forecastWords } from './forecast-words.ts'
import { KindNotice } from './frame.tsx'
import { colon } from './place-parts.tsx'
import { lightOf } from './words.ts'

export { ForecastSection } from './forecast-parts.tsx'

/** Days of the chart of past forecasts, of the punctuality and of the list of forecasters' words. */
const pastDays = 60
const punctual = 7
const overruleDays = 30

interface Scene {
  ask: Ask
  house: House
  zone: string
  today: string
  kind: ForecastKind
  forecast: Forecast | null
  scored: DayScore[]
  summary: ScoreSummary
  onTime: ForecastPunctuality[]
  said: Overrule[]
}

/** The days ahead, who says so, how it is made, and how right it was. */
export async function forecastPage(house: House, ask: Ask): Promise<Answer> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const today = dayAt(ask.at, zone)
  const kind = await kindAt(db, ask.at)
  const [forecast, scored, summary, onTime, said] = await Promise.all([
    forecastFor(db, ask.at, zone),
    dayScores(db, kind, addDays(today, -pastDays), addDays(today, -1)),
    scoreSummary(db, kind, today),
    Promise.all(punctualDays(today, punctual).map((day) => punctualityOf(db, day, ask.at, zone))),
    overrules(db, addDays(today, -overruleDays), addDays(today, punctual)),
  ])
  const scene = { ask, house, zone, today, kind, forecast, scored, summary, onTime: sinceFirst(onTime), said }
  return { body: <ForecastPage {...scene} />, depends: ['air/forecast', 'air/readings'] }
}

/** From the first day that had a forecast on, newest first: before it nobody was there to be late. */
function sinceFirst(days: ForecastPunctuality[]): ForecastPunctuality[] {
  const first = days.findIndex(({ outAt }) => outAt !== null)
  return first < 0 ? [] : days.slice(first).toReversed()
}

function ForecastPage(scene: Scene) {
  const { ask, house, zone, today, forecast, kind } = scene
  const w = forecastWords[ask.language]
  const tomorrow = forecast?.days[0]
  const level = tomorrow ? categoryOf(indexStandardOn(tomorrow.day), tomorrow.mid).level : 0
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.pageTitle}
      description={w.description}
      crumbs={[{ words: { zh: forecastWords.zh.pageTitle, en: forecastWords.en.pageTitle } }]}
      sky={`sky sky-${level} sky-${lightOf(ask.at, zone)}`}
      notices={(forecast?.kind ?? kind) === 'simulated' && <KindNotice ask={ask} kind="simulated" />}
      hero={<Head {...scene} />}
    >
      <div class="wrap">
        {forecast && (
          <Section title={w.daysTitle} note={w.daysNote}>
            <DayCards ask={ask} forecast={forecast} zone={zone} />
            <RangeFigure ask={ask} forecast={forecast} zone={zone} />
          </Section>
        )}
        <Past ask={ask} scored={scene.scored} from={addDays(today, -pastDays)} to={addDays(today, -1)} />
        <Scores ask={ask} yesterday={addDays(today, -1)} scored={scene.scored} summary={scene.summary} />
        <Overrules ask={ask} zone={zone} list={scene.said.toReversed()} />
        <div class="columns columns-6-6">
          <How ask={ask} />
          <Punctuality ask={ask} zone={zone} days={scene.onTime} />
        </div>
      </div>
    </Page>
  )
}

/** Tomorrow in one sentence. */
function Head({ ask, house, zone, forecast }: Scene) {
  const { language } = ask
  const w = forecastWords[language]
  const first = forecast?.days[0]
  return (
    <div class="pagehead">
      <h1>
        {house.centre.city[language]}
        {language === 'zh' ? '' : ': '}
        {language === 'zh' ? w.pageTitle : w.pageTitle.toLowerCase()}
      </h1>
      {forecast && first ? (
        <>
          <p class="hero-answer">
            {dayName(first.day, language)}
            {colon(language)}
            {levelWords(first, language)}
            {language === 'zh' ? '，指数 ' : ', index '}
            {rangeWords(first)}
            {language === 'zh' ? '。' : '. '}
            {adviceOf(first, language)}
          </p>
          <p class="small after">
            <MadeBy ask={ask} forecast={forecast} zone={zone} /> <SourceOf ask={ask} forecast={forecast} />
          </p>
        </>
      ) : (
        <Empty>{w.none}</Empty>
      )}
    </div>
  )
}

function How({ ask }: { ask: Ask }) {
  const w = forecastWords[ask.language]
  const link = (path: string, text: string) => <a href={href(ask, path)}>{text}</a>
  return (
    <Section title={w.how} id="how">
      {ask.language === 'zh' ? (
        <div class="prose">
          <p>
            大气模型给出各区未来每个小时六项污染物的浓度。我们按 HJ 663 算出每个区的日均值和臭氧日最大 8
            小时平均，再求全市平均，按当天适用的 HJ 633 算出指数。与日报的算法完全一样。
          </p>
          <p>
            没有哪个模型是准的，所以给出范围而不是一个数。范围的宽度来自过去半年：同样提前几天的预报里，实况与预报中值之比的第
            10 至第 90 百分位。可检验的日子不足 30 天时，用固定宽度：明天上下各 25%，每往后一天再加
            5%。两端向外取到 5 的倍数（不因取整而跨入更好的级别），每侧至少 10。
          </p>
          <p>预报员可以订正任何一天，并写明理由。模型原来说了什么一直保留，两者分开检验。</p>
          <p>
            检验以每天 20:00 有效的预报为准，实况是
            {link('/air/history', '全市日报')}公布的指数。
          </p>
        </div>
      ) : (
        <div class="prose">
          <p>
            An atmospheric model gives the six pollutants of every hour ahead for each district. By HJ 663 we
            make the day means and the highest 8-hour ozone of each district, then the mean of the city, and
            its index by the HJ 633 of that day: exactly as the daily report is made.
          </p>
          <p>
            No model is right, so we give a range and not one number. Its width comes from the last half-year:
            the 10th to the 90th percentile of "what came ÷ middle of the forecast" among forecasts made the
            same number of days ahead. Where fewer than 30 days can be compared, the width is fixed: 25 % to
            either side for tomorrow, 5 % more for each day on. The ends open to a multiple of five (never
            into a better level by that alone), at least ten points to either side.
          </p>
          <p>
            A forecaster may change any day and gives the reason. What the model said is kept, and both are
            scored apart.
          </p>
          <p>
            Scored is the forecast that stood at 20:00. What came is the index published in the{' '}
            {link('/air/history', 'daily report')}.
          </p>
        </div>
      )}
    </Section>
  )
}
