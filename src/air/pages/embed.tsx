import type { Child } from 'hono/jsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { languages } from '../../kit/words.ts'
import { type Fetcher, fetcherOf } from '../collect.ts'
import { themes } from '../embeds/choices.ts'
import { placeAir } from '../embeds/place-air.ts'
import { feedLinks } from '../feeds/routes.ts'
import { type Embed, findEmbed } from '../sources/waqi.ts'
import { type Station, stationsOf } from '../stations.ts'
import type { AirStore } from '../tables.ts'
import { BadgeCode, Card, type Chosen } from './embed-code.tsx'
import { embedPageWords } from './embed-words.ts'

interface Scene extends Chosen {
  ask: Ask
  house: House
  stations: Station[]
}

const waqiWaitMs = 3_000
/** The live page's address changes hardly ever, and is no reading. */
const waqiFresh = 300

/** Builds the code of a card or badge, without script: the form asks the same page again. */
export async function embedPage(
  house: House,
  ask: Ask,
  fetcher: () => Fetcher = () => fetcherOf(house),
): Promise<Answer> {
  const { db }: AirStore = house.store
  const token = house.settings.LANTIAN_WAQI_TOKEN
  const [chosen, stations, waqi] = await Promise.all([
    chosenIn(house, ask),
    stationsOf(db),
    token ? liveEmbed(house, token, fetcher()) : null,
  ])
  const scene = { ask, house, stations, ...chosen }
  return {
    body: <Builder {...scene} waqi={waqi} />,
    depends: ['air/readings'],
    fresh: waqi ? waqiFresh : 60,
  }
}

async function chosenIn(house: House, ask: Ask): Promise<Chosen> {
  const wanted = ask.query.get('place')?.trim() || 'city'
  const found = await placeAir(house, wanted, ask.at)
  const place = found ?? (await placeAir(house, 'city', ask.at))!
  const lang = ask.query.get('lang')
  const theme = ask.query.get('theme')
  const knownLang = languages.find((one) => one === lang)
  const knownTheme = themes.find((one) => one === theme)
  return {
    place,
    lang: knownLang ?? ask.language,
    theme: knownTheme ?? 'auto',
    unknown: found ? null : wanted.slice(0, 60),
    wrong: { lang: Boolean(lang) && !knownLang, theme: Boolean(theme) && !knownTheme },
  }
}

type Live = { embed: Embed } | 'away'

async function liveEmbed(house: House, token: string, fetcher: Fetcher): Promise<Live> {
  try {
    const city = house.centre.city.en.toLowerCase()
    return { embed: await findEmbed(fetcher, city, token, AbortSignal.timeout(waqiWaitMs)) }
  } catch (error) {
    house.log.warn({ err: error }, 'the live page of WAQI could not be asked for')
    return 'away'
  }
}

function Builder(props: Scene & { waqi: Live | null }) {
  const { ask, house, waqi } = props
  const w = embedPageWords[ask.language]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title}
      description={w.lead}
      crumbs={[{ words: { zh: embedPageWords.zh.title, en: embedPageWords.en.title } }]}
      feeds={feedLinks(house, ask)}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{w.title}</h1>
          <p class="lead">{w.lead}</p>
        </div>
        <Choices {...props} />
        <Card {...props} />
        <BadgeCode {...props} />
        <Feeds ask={ask} house={house} />
        {waqi && <Waqi ask={ask} waqi={waqi} />}
        <Section title={w.terms}>
          <p>
            {w.termsText} <a href={href(ask, '/air/quality#sources')}>{w.sources}</a>
            {ask.language === 'zh' ? '。' : '.'}
          </p>
        </Section>
      </div>
    </Page>
  )
}

function Choices({ ask, house, stations, place, lang, theme, unknown, wrong }: Scene) {
  const w = embedPageWords[ask.language]
  const named = (station: Station) => (ask.language === 'zh' ? station.name_zh : station.name_en)
  return (
    <form class="ask" method="get" action={href(ask, '/embed')}>
      <Select name="place" label={w.place} error={unknown === null ? undefined : w.unknown(unknown)}>
        <option value="city" selected={place.key === 'city'}>
          {w.city(house.centre.city[ask.language])}
        </option>
        <optgroup label={w.districts}>
          {house.centre.districts.map(({ code, name }) => (
            <option value={code} selected={place.key === code}>
              {name[ask.language]}
            </option>
          ))}
        </optgroup>
        <optgroup label={w.stations}>
          {stations.map((station) => (
            <option value={station.code} selected={place.key === station.code}>
              {named(station)}
            </option>
          ))}
        </optgroup>
      </Select>
      <Select name="lang" label={w.lang} error={wrong.lang ? w.wrong : undefined}>
        {languages.map((one) => (
          <option value={one} selected={lang === one}>
            {w.langs[one]}
          </option>
        ))}
      </Select>
      <Select name="theme" label={w.theme} error={wrong.theme ? w.wrong : undefined}>
        {themes.map((one) => (
          <option value={one} selected={theme === one}>
            {w.themes[one]}
          </option>
        ))}
      </Select>
      <button class="button" type="submit">
        {w.show}
      </button>
    </form>
  )
}

function Select(props: { name: string; label: string; error?: string; children?: Child }) {
  const id = `field-${props.name}`
  const described = props.error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name} {...described}>
        {props.children}
      </select>
      {props.error && (
        <span class="field-error small" id={`${id}-error`}>
          {props.error}
        </span>
      )}
    </div>
  )
}

function Feeds({ ask, house }: Pick<Scene, 'ask' | 'house'>) {
  const w = embedPageWords[ask.language]
  const names = { 'application/rss+xml': 'RSS', 'application/atom+xml': 'Atom' } as Record<string, string>
  return (
    <Section title={w.feeds} id="feeds">
      <p>{w.feedsAbout}</p>
      <ul class="links after">
        {feedLinks(house, ask).map(({ type, title, path }) => (
          <li>
            <a href={path} type={type}>
              {title} · {names[type] ?? 'JSON Feed'}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Their licence allows a live view only, so nothing of theirs is shown but where it is and whom to name. */
function Waqi({ ask, waqi }: { ask: Ask; waqi: Live }) {
  const w = embedPageWords[ask.language]
  return (
    <Section title={w.waqi} id="waqi">
      <div class="prose">
        <p>{w.waqiAbout}</p>
        {waqi === 'away' ? (
          <p>{w.waqiOff}</p>
        ) : (
          <>
            <p>
              <a href={waqi.embed.url} rel="noopener">
                {waqi.embed.name}
              </a>
            </p>
            <p>
              {w.waqiBy}
              {waqi.embed.attributions.map(({ name, url }, i) => (
                <>
                  {i > 0 && ' · '}
                  <a href={url} rel="noopener">
                    {name}
                  </a>
                </>
              ))}
            </p>
          </>
        )}
      </div>
    </Section>
  )
}
