import type { Child } from 'hono/jsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { Empty, Field, Notice } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { type Day, dayOf, hourEndedBy, isDay } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import type { Words } from '../../kit/words.ts'
import { type DayStandard, type DayTold, dayStandards, dayTold, neighbours } from '../history-day.ts'
import { FieldReader, unknownDay, years } from '../history-fields.ts'
import { historyPlaces, type Place, placeField, speakerOf } from '../history-places.ts'
import type { AirStore } from '../tables.ts'
import { DayCorrections, DayHours, DayItems, DayStations } from './day-parts.tsx'
import { spaced, words } from './day-words.ts'
import { KindNotice, Pollutants } from './frame.tsx'
import { faultsIn, historyCrumb, placeChoices } from './history-frame.tsx'
import { dayWords, words as shared } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  place: Place
  places: readonly Place[]
  /** As it stands in the address; a day only where `errors` says nothing of it. */
  day: string
  today: Day
  errors: Record<string, Words>
}

/** One day of a place; a day that is none, or of which nobody said anything, is told so with a way on. */
export async function dayPage(house: House, ask: Ask): Promise<Answer> {
  const today = dayOf(hourEndedBy(ask.at) + 1, house.settings.LANTIAN_ZONE)
  const reader = new FieldReader(ask.query)
  // The form for another day names it as a field, links name it in the path.
  const day = (ask.params.day ?? reader.text('day')).slice(0, 40)
  const places = await historyPlaces(house)
  const place = placeField(reader, 'place', places)
  const standard = standardField(reader)
  const year = Number(day.slice(0, 4))
  if (!isDay(day) || year < years.first || year > years.last) reader.fail('day', unknownDay(day))
  const scene = { ask, house, place, places, day, today, errors: reader.errors }
  if (!reader.isSound)
    return { body: <Otherwise {...scene} said={null} />, status: reader.errors.day ? 404 : 400 }
  const told = day > today ? null : await dayTold(house, place, day, standard)
  if (told) return { body: <Told {...scene} told={told} />, depends: ['air/readings'], fresh: 600 }
  return noDay(scene)
}

function standardField(reader: FieldReader): DayStandard | null {
  const text = reader.text('standard')
  if (text === '') return null
  const found = dayStandards.find((name) => name === text.replace(' ', ''))
  if (found) return found
  return reader.fail('standard', {
    zh: words.zh.unknownStandard(text),
    en: words.en.unknownStandard(text),
  })
}

async function noDay(scene: Scene): Promise<Answer> {
  const { ask, house, place, day, today } = scene
  const w = words[ask.language]
  const said = dayWords(day, ask.language)
  const { number } = await speakerOf(house, place, '1950-01-01', today)
  const near = await neighbours((house.store as AirStore).db, number, day)
  const body = (
    <Otherwise
      {...scene}
      said={day >= today ? w.future(said) : w.none(place.name[ask.language], said)}
      near={[near.before, near.after].filter((one) => one !== null)}
    />
  )
  return { body, status: 404 }
}

/** The address of a day of the same place. */
const dayPath = ({ ask, place }: Pick<Scene, 'ask' | 'place'>, day: Day, standard = '') => {
  const query = new URLSearchParams()
  if (place.key !== 'city') query.set('place', place.key)
  if (standard) query.set('standard', standard)
  return href(ask, `/air/history/day/${day}${query.size > 0 ? `?${query}` : ''}`)
}

const crumbsOf = (day: string) => [
  historyCrumb,
  { words: isDay(day) ? { zh: dayWords(day, 'zh'), en: dayWords(day, 'en') } : { zh: day, en: day } },
]

/** What is wrong or missing, and a form for another day. */
function Otherwise(props: Scene & { said: string | null; near?: Day[] }) {
  const { ask, house, place, places, day, errors, said, near = [] } = props
  const w = words[ask.language]
  const fault = faultsIn(ask, errors)
  const heading = isDay(day) ? dayWords(day, ask.language) : day
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={heading}
      description={heading}
      crumbs={crumbsOf(day)}
      noIndex
    >
      <div class="wrap pagehead">
        <h1>{heading}</h1>
        {said && <Empty>{said}</Empty>}
        {fault('standard') && <p class="field-error">{fault('standard')}</p>}
        {near.length > 0 && (
          <p>
            {w.nearest}
            {near.map((one, i) => (
              <>
                {i > 0 && ' · '}
                <a href={dayPath(props, one)}>{dayWords(one, ask.language)}</a>
              </>
            ))}
          </p>
        )}
        <form class="ask" method="get" action={href(ask, '/air/history')}>
          <Field
            name="place"
            label={w.place}
            value={place.key}
            choices={placeChoices(ask, places)}
            error={fault('place')}
          />
          <Field
            name="day"
            label={w.choose}
            type={errors.day ? 'text' : 'date'}
            value={day}
            error={fault('day')}
          />
          <button type="submit">{w.show}</button>
        </form>
        <p>
          <a href={href(ask, '/air/history')}>{w.calendar}</a>
        </p>
      </div>
    </Page>
  )
}

function Told(scene: Scene & { told: DayTold }) {
  const { ask, house, place, today, told } = scene
  const w = words[ask.language]
  const name = place.name[ask.language]
  const said = dayWords(told.day, ask.language)
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title(name, said)}
      description={w.description(name, said)}
      crumbs={crumbsOf(told.day)}
      sky={`sky sky-${told.level ?? 0} sky-noon`}
      notices={
        <>
          <KindNotice ask={ask} kind={told.kind} />
          {told.day >= today && <Notice>{w.running}</Notice>}
        </>
      }
      hero={<Hero {...scene} />}
    >
      <div class="wrap">
        <Around {...scene} />
        <DayItems ask={ask} told={told} isCity={place.station === null} />
        <DayHours ask={ask} told={told} zone={house.settings.LANTIAN_ZONE} />
        <DayStations
          ask={ask}
          told={told}
          path={(code) => dayPath({ ask, place: { ...place, key: code } }, told.day)}
        />
        <DayCorrections ask={ask} told={told} zone={house.settings.LANTIAN_ZONE} />
      </div>
    </Page>
  )
}

function Hero(scene: Scene & { told: DayTold }) {
  const { ask, place, told } = scene
  const w = words[ask.language]
  const { report, level, standard, inForce } = told
  const weekday = w.weekdays[Temporal.PlainDate.from(told.day).dayOfWeek - 1]
  const retold = standard !== inForce
  return (
    <div class="day-head">
      <h1>
        {dayWords(told.day, ask.language)} <span class="small">{weekday}</span>
      </h1>
      <p class="small">{place.name[ask.language]}</p>
      <p class="day-hero">
        <span class="number">{level === null ? 'NA' : report.index}</span>
        <strong class={`word swatch level-${level ?? 0}`}>
          {level === null ? w.noIndex : report.category!.name[ask.language]}
        </strong>
      </p>
      <p class="hero-facts">
        <Fact label={shared[ask.language].chief} language={ask.language}>
          {level === null ? '–' : <Pollutants ask={ask} list={told.chief} />}
        </Fact>
        {!retold && <span>{w.judgedBy(spaced(inForce.name))}</span>}
      </p>
      {level === null && report.index !== null && <p class="lead">{w.withheld}</p>}
      {retold ? (
        <Notice inline>
          {w.retold(spaced(standard.name), spaced(inForce.name))}{' '}
          <a href={dayPath(scene, told.day)}>{w.back(spaced(inForce.name))}</a>
        </Notice>
      ) : (
        <p class="after">
          <a rel="nofollow" href={dayPath(scene, told.day, otherThan(inForce.name))}>
            {w.otherwise(spaced(otherThan(inForce.name)))}
          </a>
        </p>
      )}
    </div>
  )
}

const otherThan = (name: string) => dayStandards.find((other) => other !== name)!

const Fact = (props: { label: string; language: Ask['language']; children?: Child }) => (
  <span>
    {props.label}
    {props.language === 'zh' ? '：' : ': '}
    {props.children}
  </span>
)

function Around(scene: Scene & { told: DayTold }) {
  const { ask, told, place } = scene
  const w = words[ask.language]
  const at = place.key === 'city' ? '' : `?place=${encodeURIComponent(place.key)}`
  return (
    <nav class="around" aria-label={`${w.before} / ${w.after}`}>
      {told.before ? (
        <a rel="prev" href={dayPath(scene, told.before)}>
          ← {dayWords(told.before, ask.language)}
        </a>
      ) : (
        <span></span>
      )}
      <a href={href(ask, `/air/history${at}`)}>{w.calendar}</a>
      {told.after && told.after < scene.today ? (
        <a rel="next" href={dayPath(scene, told.after)}>
          {dayWords(told.after, ask.language)} →
        </a>
      ) : (
        <span></span>
      )}
    </nav>
  )
}
