import type { Child } from 'hono/jsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Notice, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { now } from '../api/now.ts'
import { resourceRoot } from '../api/resource.ts'
import { allSources, type SourceRow } from '../source-register.ts'
import type { AirStore } from '../tables.ts'
import { Command, Resources } from './data-resources.tsx'
import { words } from './data-words.ts'
import { datasetLd } from './json-ld.ts'
import { words as airWords } from './words.ts'

interface Scene {
  ask: Ask
  house: House
}

/** What may be taken away and how: made from the declarations that also answer. */
export async function dataPage(house: House, ask: Ask): Promise<Answer> {
  const sources = await allSources((house.store as AirStore).db)
  const sample = await sampleOf(house, ask)
  const dataset = await datasetLd(house, ask)
  return {
    body: <Data ask={ask} house={house} sources={sources} sample={sample} dataset={dataset} />,
    depends: ['air/readings'],
    fresh: 600,
  }
}

function Data(props: Scene & { sources: readonly SourceRow[]; sample: string | null; dataset: object }) {
  const { ask, house, sources, sample, dataset } = props
  const w = words[ask.language]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title}
      description={w.description}
      crumbs={[{ words: { zh: words.zh.title, en: words.en.title } }]}
      jsonLd={[dataset]}
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
