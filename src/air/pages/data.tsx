import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Notice, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { now } from '../api/now.ts'
import type { Parameter } from '../api/parameter.ts'
import { type Format, type Resource, resourceRoot } from '../api/resource.ts'
import { resources } from '../api/resources.ts'
import { allSources, type SourceRow } from '../source-register.ts'
import type { AirStore } from '../tables.ts'
import { type FieldLine, fieldLines } from './data-fields.ts'
import { words } from './data-words.ts'
import { words as airWords } from './words.ts'

interface Scene {
  ask: Ask
  house: House
}

/** What may be taken away and how: made from the declarations that also answer. */
export async function dataPage(house: House, ask: Ask): Promise<Answer> {
  const sources = await allSources((house.store as AirStore).db)
  const sample = await sampleOf(house, ask)
  return {
    body: <Data ask={ask} house={house} sources={sources} sample={sample} />,
    depends: ['air/readings'],
    fresh: 600,
  }
}

function Data({
  ask,
  house,
  sources,
  sample,
}: Scene & { sources: readonly SourceRow[]; sample: string | null }) {
  const w = words[ask.language]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title}
      description={w.description}
      crumbs={[{ words: { zh: words.zh.title, en: words.en.title } }]}
      jsonLd={[catalogue(ask, house, sources)]}
    >
      <div class="wrap data">
        <div class="pagehead">
          <h1>{w.title}</h1>
          <p class="lead">{w.lead}</p>
        </div>
        <Quick ask={ask} sample={sample} />
        <div class="columns columns-6-6">
          <Who ask={ask} />
          <Bulk ask={ask} house={house} />
        </div>
        <Licences ask={ask} sources={sources} />
        <Rules ask={ask} house={house} />
        <Resources ask={ask} />
        <More ask={ask} />
      </div>
    </Page>
  )
}

const catalogue = ({ base, language }: Ask, { centre }: House, sources: readonly SourceRow[]) => ({
  '@context': 'https://schema.org',
  '@type': 'DataCatalog',
  name: words[language].title,
  description: words[language].description,
  url: `${base}${href({ language }, '/data')}`,
  publisher: { '@type': 'GovernmentOrganization', name: centre.name[language] },
  dataset: resources.map(({ path, title, about, formats }) => ({
    '@type': 'Dataset',
    name: title[language],
    description: about[language],
    isAccessibleForFree: true,
    license: [...new Set(sources.map(({ licence }) => licence))],
    distribution: formats.map((format) => ({
      '@type': 'DataDownload',
      encodingFormat: format,
      contentUrl: `${base}${resourceRoot}${path}?format=${format}`,
    })),
  })),
})

function Quick({ ask, sample }: { ask: Ask; sample: string | null }) {
  const w = words[ask.language]
  const { year } = ask.at.toZonedDateTimeISO('UTC')
  const queries = [
    '/now',
    `/days?from=${year - 1}-01-04&to=${year - 1}-01-10&format=csv`,
    `/readings?from=2013-01-01&to=${year}-12-31&format=csv`,
  ]
  return (
    <Section title={w.quick} id="quick">
      <p class="lead">{w.quickNote}</p>
      <div class="columns columns-7-5 after">
        <ol class="quick">
          {queries.map((query, i) => (
            <li>
              <p>
                <a href={`${resourceRoot}${query}`}>{w.first[i]}</a>
              </p>
              <Command address={`${ask.base}${resourceRoot}${query}`} file={query.includes('csv')} />
            </li>
          ))}
        </ol>
        {sample && (
          <figure>
            <figcaption class="small">{w.sample}</figcaption>
            <pre>
              <code>{sample}</code>
            </pre>
          </figure>
        )}
      </div>
    </Section>
  )
}

/** What `/now` really answers at this moment, shortened to the city; null while there are no data. */
async function sampleOf(house: House, { at, base }: Ask): Promise<string | null> {
  const scene = { house, at, zone: house.settings.LANTIAN_ZONE, base, format: 'json' as const }
  const answer = await now.answer(scene, new URLSearchParams())
  let text = ''
  for await (const piece of answer.text) text += piece
  const { kind, period, sources, data } = JSON.parse(text)
  if (data.length === 0) return null
  const { place, end, index, category, chief, values } = data[0]
  const [{ name = null, licence = null, attribution = null } = {}] = sources
  return shortened({
    kind,
    period,
    sources: [{ name, licence, attribution }, ...sources.slice(1)],
    data: [{ place, end, index, category, chief, values }, ...data.slice(1)],
  })
}

/** JSON with the first two levels one member a line, of lists the first only: as short as can still be read. */
function shortened(object: Record<string, unknown>): string {
  const lines = (one: object, indent: string) =>
    Object.entries(one)
      .map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n')
  const members = Object.entries(object).map(([name, value]) =>
    Array.isArray(value)
      ? `  ${JSON.stringify(name)}: [{\n${lines(value[0], '    ')}\n  }${value.length > 1 ? ', …' : ''}]`
      : `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  )
  return `{\n${members.join(',\n')}\n}`
}

/** A line for a terminal; it may break on the screen, and is still copied as one. */
const Command = ({ address, file }: { address: string; file?: boolean }) => (
  <pre>
    <code>{`curl ${file ? '-OJ ' : ''}'${address}'`}</code>
  </pre>
)

const Prose = ({ texts, children }: { texts: readonly string[]; children?: Child }) => (
  <div class="prose">
    {texts.map((text) => (
      <p>{text}</p>
    ))}
    {children}
  </div>
)

function Who({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  return (
    <Section title={w.who} id="who">
      <Prose texts={w.whoText} />
    </Section>
  )
}

function Bulk({ ask, house }: Scene) {
  const w = words[ask.language]
  return (
    <Section title={w.bulk} id="bulk">
      <Prose
        texts={[
          ...w.bulkText,
          `${w.limitText(house.settings.LANTIAN_RATE_LIMIT)}${ask.language === 'zh' ? '' : ' '}${w.cors}`,
        ]}
      />
    </Section>
  )
}

function Licences({ ask, sources }: { ask: Ask; sources: readonly SourceRow[] }) {
  const w = words[ask.language]
  const heads = w.licenceColumns
  return (
    <Section title={w.licences} id="licences">
      <DataTable
        caption={<a href={`${resourceRoot}/sources`}>{w.licencesNote}</a>}
        rows={sources}
        empty={w.noSources}
        columns={[
          { head: heads.name, cell: ({ name, url }) => (url ? <a href={url}>{name}</a> : name) },
          { head: heads.kind, cell: ({ kind }) => airWords[ask.language].kinds[kind] },
          { head: heads.licence, cell: ({ licence }) => licence },
          { head: heads.attribution, cell: ({ attribution }) => attribution },
        ]}
      />
      {sources.some(({ kind }) => kind === 'simulated') && <Notice inline>{w.simulatedNote}</Notice>}
    </Section>
  )
}

function Rules({ ask, house }: Scene) {
  const w = words[ask.language]
  return (
    <Section title={w.rules} id="rules">
      <dl class="defs">
        {w.rulesList.map(([term, text]) => (
          <>
            <dt>{term}</dt>
            <dd>{text(house.settings.LANTIAN_ZONE)}</dd>
          </>
        ))}
      </dl>
    </Section>
  )
}

const anchorOf = ({ path }: Resource) => path.slice(1).replaceAll('/', '-')

function Resources({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  return (
    <Section title={w.resources} note={w.resourcesNote(resources.length)} id="resources">
      <ul class="contents">
        {resources.map((one) => (
          <li>
            <a href={`#${anchorOf(one)}`}>{one.title[ask.language]}</a> <code>{one.path}</code>
          </li>
        ))}
      </ul>
      {resources.map((one) => (
        <OneResource ask={ask} one={one} />
      ))}
    </Section>
  )
}

function OneResource({ ask, one }: { ask: Ask; one: Resource }) {
  const w = words[ask.language]
  const { language } = ask
  return (
    <article class="resource" id={anchorOf(one)}>
      <header>
        <h3>{one.title[language]}</h3>
        <p>
          <code>{`${resourceRoot}${one.path}`}</code>
        </p>
        <p class="small">
          {one.formats.map((format, i) => (
            <>
              {i > 0 && ' · '}
              <a href={addressOf(one, format)}>{w.formats[format]}</a>
            </>
          ))}
        </p>
      </header>
      <div>
        <p>{one.about[language]}</p>
        {one.examples.map(({ query, words: said }) => (
          <div class="example">
            <p class="small">{said[language]}</p>
            <Command
              address={`${ask.base}${resourceRoot}${one.path}${query && `?${query}`}`}
              file={query.includes('csv')}
            />
          </div>
        ))}
        <Parameters ask={ask} one={one} />
        <div>
          <details>
            <summary>{w.fields}</summary>
            <Fields ask={ask} lines={fieldLines(one.row, language)} caption={w.fields} />
            <Envelope ask={ask} one={one} />
          </details>
          {one.columns.length > 0 && (
            <details>
              <summary>{w.columns}</summary>
              <p class="small">{w.columnsNote}</p>
              <p class="names">
                {one.columns.map((name) => (
                  <>
                    <code>{name}</code>{' '}
                  </>
                ))}
              </p>
            </details>
          )}
        </div>
      </div>
    </article>
  )
}

const addressOf = (one: Resource, format: Format) =>
  `${resourceRoot}${one.path}${format === 'json' ? '' : `?format=${format}`}`

function Parameters({ ask, one }: { ask: Ask; one: Resource }) {
  const w = words[ask.language]
  const heads = w.parameterColumns
  const { language } = ask
  return (
    <DataTable<[string, Parameter]>
      caption={<span class="skip">{w.parameters}</span>}
      rows={Object.entries(one.parameters)}
      empty=""
      columns={[
        { head: heads.name, cell: ([name]) => <code>{name}</code> },
        { head: heads.meaning, cell: ([, { words: said }]) => said[language] },
        {
          head: heads.allowed,
          cell: ([, { allowed, choices }]) => choices?.join(' | ') ?? allowed[language],
        },
        { head: heads.fallback, cell: ([, { fallback }]) => fallback[language] },
      ]}
    />
  )
}

function Envelope({ ask, one }: { ask: Ask; one: Resource }) {
  const lines = fieldLines(one.schemas.json ?? z.never(), ask.language, ['data'])
  return lines.length === 0 ? null : <Fields ask={ask} lines={lines} caption={words[ask.language].envelope} />
}

function Fields({ ask, lines, caption }: { ask: Ask; lines: FieldLine[]; caption: string }) {
  const heads = words[ask.language].fieldColumns
  return (
    <DataTable
      caption={caption}
      rows={lines}
      empty=""
      columns={[
        { head: heads.name, cell: ({ name }) => <code>{name}</code> },
        { head: heads.type, cell: ({ type }) => <span class="small">{type}</span> },
        { head: heads.meaning, cell: ({ meaning }) => meaning },
      ]}
    />
  )
}

function More({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  const openapi = `${resourceRoot}/openapi.json`
  return (
    <Section title={w.openapi} id="openapi">
      <Prose texts={[]}>
        <p>
          {w.openapiText}
          <a href={openapi}>{openapi}</a>
        </p>
        <p>
          {w.feeds}
          {ask.language === 'zh' ? '：' : ': '}
          <a href="/feeds/days.rss">RSS</a> · <a href="/feeds/days.atom">Atom</a> ·{' '}
          <a href="/feeds/days.json">JSON Feed</a> · <a href="/cap/alerts.atom">CAP</a>
        </p>
        <p>
          <a href={href(ask, '/air/quality')}>{w.quality}</a>
        </p>
      </Prose>
    </Section>
  )
}
