import { IndexScale } from '../../kit/html/charts/index-scale.tsx'
import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { advice, answer, groups, groupWords } from '../knowledge.ts'
import type { AirNow } from '../now.ts'
import { Pollutants, scaleSteps } from './frame.tsx'
import { HourTime } from './place-parts.tsx'
import { hourWords, words } from './words.ts'

/** The air of the city at a glance: its index, what it means, and who should do what. */
export function Hero(props: { ask: Ask; house: House; zone: string; air: AirNow; day: string }) {
  const { ask, house, zone, air, day } = props
  const w = words[ask.language]
  const when = hourWords(air.hour, zone, ask.language, air.stale)
  const index = air.city?.index ?? null
  const category = index === null ? null : categoryOf(indexStandardOn(day), index)
  return (
    <div class="hero">
      <div>
        <h1 class="hero-place">{house.centre.city[ask.language]}</h1>
        <p class="small">
          <HourTime hour={air.hour} zone={zone} language={ask.language} withYear={air.stale} /> ·{' '}
          {w.kinds[air.kind]}
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
