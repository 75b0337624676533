import { href, Page } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { hourSubIndex } from '../hours.ts'
import { knowledge } from '../knowledge.ts'
import { type AirNow, airAt } from '../now.ts'
import { type Pollutant, pollutants, pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { Amount, IndexChip, KindNotice } from './frame.tsx'
import { observationLd } from './json-ld.ts'
import { HourTime } from './place-parts.tsx'
import { words } from './words.ts'

const title = { zh: '六项污染物', en: 'The six pollutants' }
const lead = {
  zh: '空气质量指数由六项污染物决定：哪一项最差，指数就听哪一项的。',
  en: 'Six pollutants make the air quality index: the worst of them decides it.',
}

/** What the index is made of, and how much of each is in the air now. */
export async function pollutantsPage(house: House, ask: Ask): Promise<Answer> {
  const air = await airAt(house, ask.at)
  const { language } = ask
  const zone = house.settings.LANTIAN_ZONE
  const body = (
    <Page
      ask={ask}
      centre={house.centre}
      title={title[language]}
      description={lead[language]}
      crumbs={[{ words: { zh: '污染物', en: 'Pollutants' } }]}
      jsonLd={air ? observationLd(house, ask, air) : []}
      notices={air && <KindNotice ask={ask} kind={air.kind} />}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{title[language]}</h1>
          <p class="lead">{lead[language]}</p>
          <p class="small after">
            {air ? (
              <>
                {words[language].city(house.centre.city[language])} ·{' '}
                <HourTime hour={air.hour} zone={zone} language={language} withYear={air.stale} /> ·{' '}
                {words[language].kinds[air.kind]}
              </>
            ) : (
              words[language].noReadings
            )}
          </p>
        </div>
        <ul class="cards after">
          {pollutants.map((pollutant) => (
            <Card ask={ask} pollutant={pollutant} air={air} zone={zone} />
          ))}
        </ul>
      </div>
    </Page>
  )
  return { body, depends: ['air/readings'] }
}

function Card(props: { ask: Ask; pollutant: Pollutant; air: AirNow | null; zone: string }) {
  const { ask, pollutant, air, zone } = props
  const { language } = ask
  const value = air && !air.stale ? (air.city?.values[pollutant] ?? null) : null
  const sub = value === null ? null : hourSubIndex(pollutant, value, dayOf(air!.hour, zone))
  return (
    <li>
      <h2>
        <a href={href(ask, `/air/pollutants/${pollutant}`)}>{symbols[pollutant]}</a>{' '}
        <small>{pollutantWords[pollutant][language]}</small>
      </h2>
      <p class="six-value">
        <b>
          <Amount pollutant={pollutant} value={value} language={language} />
        </b>
        {value !== null && (
          <span>
            {unitOf(pollutant)}
            {language === 'zh' ? '，分指数 ' : ', sub-index '}
            <IndexChip index={sub?.index ?? null} level={sub?.level ?? null} language={language} />
          </span>
        )}
      </p>
      <p class="six-note">{knowledge[pollutant].what[language]}</p>
    </li>
  )
}
