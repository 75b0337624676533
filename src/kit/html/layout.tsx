import type { Child } from 'hono/jsx'
import type { Centre } from '../centre.ts'
import type { MenuItem } from '../room.ts'
import type { Ask } from '../web/pages.ts'
import { type Preferences, preferenceChoices } from '../web/preferences.ts'
import { languages, tagOf, type Words } from '../words.ts'
import { assetUrl } from './assets.ts'
import { Logo } from './logo.tsx'
import { FootMenu, MainMenu, placeOf, SectionMenu } from './menu.tsx'
import { SearchBox } from './search-box.tsx'
import { words } from './words.ts'

export interface Crumb {
  words: Words
  /** Path without the language; the last crumb has none. */
  path?: string
}

export interface PageProps {
  ask: Ask
  centre: Centre
  title: string
  description: string
  /** From below Home down to this page. */
  crumbs?: Crumb[]
  /** Above everything else: what the reader must know, such as that readings are simulated. */
  notices?: Child
  /** Full-width head of the page, under the breadcrumbs' own colour. */
  hero?: Child
  /** Classes of the hero's ground, such as `sky sky-2 sky-noon`. */
  sky?: string
  /** schema.org data of the page. */
  jsonLd?: object[]
  /** Feeds that belong to the page. */
  feeds?: { type: string; title: string; path: string }[]
  /** Address of the picture for social cards. */
  card?: string
  /** Kept out of search engines: error pages and what only machines embed. */
  noIndex?: boolean
  /** Path of the page in each language that has it; without it the page has the same path in every language. */
  paths?: Partial<Words>
  /** What stands in the second row of the menu where only the page knows it. */
  sections?: readonly MenuItem[]
  /** Open Graph's kind of the page. */
  kind?: 'website' | 'article'
  children?: Child
}

/** A path of our site in the reader's language. */
export const href = (ask: Pick<Ask, 'language'>, path: string) =>
  ask.language === 'zh' ? path : path === '/' ? '/en/' : `/en${path}`

/** JSON inside a script element: a `<` could end the element, so it is written as an escape. */
const scriptJson = (data: object) => JSON.stringify(data).replaceAll('<', '\\u003c')

/** A whole page of the public site. */
export function Page(props: PageProps) {
  const { ask, centre, title, description, sky } = props
  const { theme, type, palette } = ask.preferences
  const query = ask.query.size > 0 ? `?${ask.query}` : ''
  const paths: Partial<Words> = props.paths ?? { zh: ask.path, en: ask.path }
  const own = (language: Ask['language']) =>
    `${ask.base}${href({ language }, paths[language] ?? ask.path)}${query}`
  const siteName = centre.city[ask.language]
  return (
    <html lang={tagOf(ask.language)} data-theme={theme} data-type={type} data-palette={palette}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${siteName} · 蓝天 Lantian`}</title>
        <meta name="description" content={description} />
        {props.noIndex && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={assetUrl('main.css')} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href={href(ask, '/manifest.webmanifest')} />
        <link rel="canonical" href={own(ask.language)} />
        {languages
          .filter((language) => paths[language] !== undefined)
          .map((language) => (
            <link rel="alternate" hreflang={tagOf(language)} href={own(language)} />
          ))}
        {paths.zh !== undefined && paths.en !== undefined && (
          <link rel="alternate" hreflang="x-default" href={own('zh')} />
        )}
        {props.feeds?.map((feed) => (
          <link rel="alternate" type={feed.type} title={feed.title} href={feed.path} />
        ))}
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <meta property="og:type" content={props.kind ?? 'website'} />
        <meta property="og:url" content={own(ask.language)} />
        {props.card && <meta property="og:image" content={`${ask.base}${props.card}`} />}
        {props.card && <meta property="og:image:width" content="1200" />}
        {props.card && <meta property="og:image:height" content="630" />}
        {props.card && <meta property="og:image:alt" content={title} />}
        {props.card && <meta name="twitter:card" content="summary_large_image" />}
        {props.jsonLd?.map((data) => (
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(data) }} />
        ))}
        <script type="module" src={assetUrl('islands.js')} />
      </head>
      <body>
        <a class="skip" href="#main">
          {words[ask.language].skip}
        </a>
        <Masthead ask={ask} centre={centre} paths={paths} sections={props.sections} />
        <main id="main" tabindex={-1}>
          {ask.rehearsal && (
            <div class="notice">
              <div class="wrap">{words[ask.language].rehearsal}</div>
            </div>
          )}
          {props.notices}
          <div class={sky}>
            <div class="wrap">
              {ask.path !== '/' && <Crumbs ask={ask} crumbs={withSection(ask, props.crumbs ?? [])} />}
              {props.hero}
            </div>
          </div>
          {props.children}
        </main>
        <Foot ask={ask} centre={centre} />
      </body>
    </html>
  )
}

/** The way down to a page begins with its section, whoever made the page. */
function withSection(ask: Ask, crumbs: Crumb[]): Crumb[] {
  const { section } = placeOf(ask)
  if (!section || crumbs[0]?.path === section.path) return crumbs
  if (section.path === ask.path) return crumbs.length > 0 ? crumbs : [{ words: section.words }]
  return [{ words: section.words, path: section.path }, ...crumbs]
}

interface MastheadProps {
  ask: Ask
  centre: Centre
  paths: Partial<Words>
  sections: readonly MenuItem[] | undefined
}

function Masthead({ ask, centre, paths, sections }: MastheadProps) {
  const w = words[ask.language]
  const other = ask.language === 'zh' ? 'en' : 'zh'
  const query = ask.query.size > 0 ? `?${ask.query}` : ''
  // What is not there in the other language leads to that language's home page.
  const there = paths[other] === undefined ? '/' : `${paths[other]}${query}`
  return (
    <header class="masthead">
      <div class="wrap">
        <a class="brand" href={href(ask, '/')}>
          <Logo />
          <span>
            {ask.language === 'zh' ? '蓝天' : 'Lantian'} <small>{centre.city[ask.language]}</small>
          </span>
        </a>
        <MainMenu ask={ask} />
        <div class="tools">
          <SearchBox ask={ask} base="/search" />
          <Modes ask={ask} back={`${href(ask, ask.path)}${query}`} />
          <a href={href({ language: other }, there)} hreflang={tagOf(other)} lang={tagOf(other)}>
            {w.other}
          </a>
        </div>
      </div>
      <SectionMenu ask={ask} given={sections} />
    </header>
  )
}

/** Light and dark, type size, colours: plain links that set a cookie and come back. */
export function Modes({ ask, back }: { ask: Ask; back: string }) {
  const w = words[ask.language]
  return (
    <details class="modes">
      <summary>{w.modes}</summary>
      <div>
        {(Object.keys(preferenceChoices) as (keyof Preferences)[]).map((name) => (
          <>
            <strong>{w[name]}</strong>
            <ul>
              {preferenceChoices[name].map((choice) => (
                <li>
                  <a
                    href={`/preferences?${new URLSearchParams({ [name]: choice, back })}`}
                    aria-current={ask.preferences[name] === choice ? 'true' : undefined}
                    rel="nofollow"
                  >
                    {w.choices[choice]}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ))}
      </div>
    </details>
  )
}

/** "Position: Home > …", from the front page, or from another `home`, down to here. */
export function Crumbs(props: { ask: Ask; crumbs: Crumb[]; home?: { words: Words; path: string } }) {
  const { ask, crumbs } = props
  const w = words[ask.language]
  const home = props.home ?? { words: { zh: words.zh.home, en: words.en.home }, path: '/' }
  return (
    <nav class="crumbs" aria-label={w.position.replace(/[:：]\s*$/, '')}>
      <ol>
        <li>
          {w.position}
          {crumbs.length > 0 ? (
            <a href={href(ask, home.path)}>{home.words[ask.language]}</a>
          ) : (
            <span aria-current="page">{home.words[ask.language]}</span>
          )}
        </li>
        {crumbs.map(({ words: name, path }) => (
          <li>
            {path ? (
              <a href={href(ask, path)}>{name[ask.language]}</a>
            ) : (
              <span aria-current="page">{name[ask.language]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Foot({ ask, centre }: { ask: Ask; centre: Centre }) {
  const zh = ask.language === 'zh'
  return (
    <footer class="foot">
      <div class="wrap">
        <div>
          <p>
            {centre.name[ask.language]} · {centre.address[ask.language]}
          </p>
          <p>
            {zh
              ? '所有时间均为中心所在时区的时间，数值为小时或日平均浓度。实时数据未经审核。'
              : "All times are the centre's own, values are hourly or daily means. Real-time data are not validated."}
          </p>
          <FootLinks ask={ask} />
          <Identifiers ask={ask} centre={centre} />
        </div>
        <FootMenu ask={ask} />
      </div>
    </footer>
  )
}

/** What every page offers besides the menu, such as telling of an error on it. */
const FootLinks = ({ ask }: { ask: Ask }) =>
  ask.menu
    .filter(({ foot }) => foot)
    .map(({ path, words: name, foot }) => {
      const query = foot === 'of-page' ? `?${new URLSearchParams({ page: href(ask, ask.path) })}` : ''
      return (
        <p>
          <a href={`${href(ask, path)}${query}`} rel="nofollow">
            {name[ask.language]}
          </a>
        </p>
      )
    })

/** Records and numbers that the law gives a site; a centre that has none shows none. */
const Identifiers = ({ ask, centre }: { ask: Ask; centre: Centre }) =>
  centre.identifiers.length > 0 && (
    <p>
      {centre.identifiers.map(({ words: name, url }, i) => (
        <>
          {i > 0 && ' · '}
          {url === undefined ? name[ask.language] : <a href={url}>{name[ask.language]}</a>}
        </>
      ))}
    </p>
  )
