import type { Child } from 'hono/jsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Section } from '../../kit/html/parts.tsx'
import { publishedHeads } from '../../kit/journal/journal.ts'
import type { House } from '../../kit/room.ts'
import { hourEndedBy } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { flagNames, flagWords } from '../flags.ts'
import { FieldReader } from '../history-fields.ts'
import { validities } from '../pollutants.ts'
import { type Capture, findingsDays } from '../quality.ts'
import { stationName } from '../stations.ts'
import { findAll, type Scene } from './quality-found.ts'
import { Corrections, Jobs, Journal, Late, Sources } from './quality-parts.tsx'
import { flagMeans, methods, words } from './quality-words.ts'
import { hourWords, words as shared } from './words.ts'

/** How we know: everything behind the numbers. */
export async function qualityPage(house: House, ask: Ask): Promise<Answer> {
  const reader = new FieldReader(ask.query)
  const before = correctionField(reader)
  const found = await findAll(house, ask.at, before)
  return {
    body: (
      <Quality
        ask={ask}
        house={house}
        found={found}
        fault={reader.errors.before?.[ask.language]}
        before={before}
      />
    ),
    status: reader.isSound ? 200 : 400,
    depends: ['air'],
    fresh: 60,
  }
}

/** The number of the correction below which the list goes on. */
function correctionField(reader: FieldReader): number | null {
  const text = reader.text('before')
  if (text === '') return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  return reader.fail('before', { zh: words.zh.wrong(text), en: words.en.wrong(text) })
}

/** The published heads as `lantian verify --heads FILE` reads them. */
export async function headsDocument(house: House): Promise<Answer> {
  const heads = await publishedHeads(house.store, 3660)
  return {
    body: JSON.stringify({ heads }, null, 1),
    contentType: 'application/json; charset=utf-8',
    depends: ['journal/heads'],
    fresh: 300,
  }
}

function Quality(scene: Scene) {
  const { ask, house } = scene
  const w = words[ask.language]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title}
      description={w.lead}
      crumbs={[{ words: { zh: words.zh.title, en: words.en.title } }]}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{w.title}</h1>
          <p class="lead">{w.lead}</p>
        </div>
        <Sources {...scene} />
        <Stations {...scene} />
        <Flags {...scene} />
        <Validity {...scene} />
        <Late {...scene} />
        <Corrections {...scene} />
        <Journal {...scene} />
        <Jobs {...scene} />
        <Methods ask={ask} />
      </div>
    </Page>
  )
}

function Stations({ ask, house, found }: Scene) {
  const w = words[ask.language]
  const now = hourEndedBy(ask.at)
  const zone = house.settings.LANTIAN_ZONE
  const kinds = new Set(found.stations.map(({ station }) => station.kind))
  return (
    <Section title={w.stations} note={w.stationsNote} id="stations">
      <DataTable
        caption={[...kinds].map((kind) => shared[ask.language].kinds[kind]).join(' · ')}
        rows={found.stations}
        empty={w.noStations}
        columns={[
          {
            head: w.station,
            cell: ({ station }) => (
              <a href={href(ask, `/air/stations/${encodeURIComponent(station.code)}`)}>
                {stationName(station, ask.language)}
              </a>
            ),
          },
          ...(kinds.size > 1
            ? [{ head: w.kind, cell: ({ station }: Capture) => shared[ask.language].kinds[station.kind] }]
            : []),
          {
            head: w.newest,
            cell: ({ newest }) =>
              newest === null ? (
                w.never
              ) : (
                <span class="nowrap">
                  {hourWords(newest, zone, ask.language, now - newest > 8000)}{' '}
                  <span class="small">{w.ago(now - newest)}</span>
                </span>
              ),
          },
          { head: w.lastDay, numeric: true, cell: ({ day }) => w.share(day) },
          { head: w.last30, numeric: true, cell: ({ month }) => w.share(month) },
        ]}
      />
    </Section>
  )
}

function Flags({ ask, found }: Scene) {
  const w = words[ask.language]
  const { flags, hours } = found.findings
  return (
    <Section title={w.flags} note={w.flagsNote(findingsDays, hours)} id="flags">
      <DataTable
        caption={<span class="skip">{w.flagsNote(findingsDays, hours)}</span>}
        rows={flagNames}
        empty={w.noHours}
        columns={[
          { head: w.flag, cell: (name) => flagWords[name][ask.language] },
          { head: w.count, numeric: true, cell: (name) => flags[name] },
          { head: w.means, cell: (name) => flagMeans[name][ask.language] },
        ]}
      />
    </Section>
  )
}

function Validity({ ask, found }: Scene) {
  const w = words[ask.language]
  const { validity, hours } = found.findings
  return (
    <Section title={w.validity} note={w.flagsNote(findingsDays, hours)} id="validity">
      <p class="lead">{w.validityLead}</p>
      <dl class="defs after">
        {validities.map((name) => (
          <Definition term={w.validities[name]}>
            {validity[name]} {w.hours}
          </Definition>
        ))}
      </dl>
    </Section>
  )
}

const Definition = ({ term, children }: { term: string; children?: Child }) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
)

function Methods({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  return (
    <Section title={w.methods} note={w.methodsNote} id="methods">
      <dl class="methods">
        {methods.map(({ title, text, clause }) => (
          <div>
            <dt>{title[ask.language]}</dt>
            <dd>
              {text[ask.language]} <span class="small">{clause}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
