import type { Hono } from 'hono'
import { dayTime } from '../../kit/html/day-time.ts'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayAt } from '../../kit/time.ts'
import { type DeskAsk, desk } from '../../kit/web/desk.tsx'
import { mayWrite } from '../duties.ts'
import {
  type BrokenLink,
  brokenLinks,
  factsOf,
  type RulesDb,
  type Untranslated,
  untranslated,
} from './facts.ts'
import { type ColumnFact, columnStanding, rulesOf, type SiteFacts, type Standing } from './rules.ts'
import { label, standingWords, words } from './words.ts'

/** Lines of a list that are shown; the number is in the rule above. */
const most = 50

/** `/desk/press/rules`: how the site stands against the rules of public websites. */
export function rulesRoutes(web: Hono, house: House): void {
  desk(web, house, '/desk/press/rules', mayWrite, async (ask) => {
    const db: RulesDb = house.store.db
    const at = house.clock().epochMilliseconds
    const [facts, links, waiting] = await Promise.all([
      factsOf(db, at),
      brokenLinks(db, most),
      untranslated(db, most),
    ])
    return { body: <RulesPage ask={ask} house={house} facts={facts} links={links} waiting={waiting} /> }
  })
}

interface RulesProps {
  ask: DeskAsk
  house: House
  facts: SiteFacts
  links: BrokenLink[]
  waiting: Untranslated[]
}

function RulesPage({ ask, house, facts, links, waiting }: RulesProps) {
  const { language } = ask
  const w = words[language]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.title}
      lead={w.lead}
      crumbs={[{ words: label('title') }]}
    >
      <section class="section">
        <DataTable
          caption={<span class="skip">{w.title}</span>}
          rows={rulesOf(facts)}
          empty=""
          columns={[
            { head: w.standing, cell: ({ standing }) => <Mark ask={ask} standing={standing} /> },
            { head: w.rule, cell: (rule) => rule.words[language] },
            { head: w.now, cell: ({ detail }) => detail[language] },
          ]}
        />
        <p class="small">{w.checked}</p>
      </section>
      <ColumnsSection ask={ask} house={house} facts={facts} />
      <LinksSection ask={ask} house={house} links={links} />
      <section class="section">
        <h2>{w.untranslated}</h2>
        <DataTable
          caption={<span class="skip">{w.untranslated}</span>}
          rows={waiting}
          empty={w.allTranslated}
          columns={[{ head: w.article, cell: (one) => <ArticleLink ask={ask} {...one} /> }]}
        />
      </section>
    </DeskPage>
  )
}

const Mark = ({ ask, standing }: { ask: DeskAsk; standing: Standing }) => (
  <span class={standing === 'good' ? 'nowrap' : 'flag nowrap'}>{standingWords[standing][ask.language]}</span>
)

const ArticleLink = ({ ask, article, title }: { ask: DeskAsk; article: number; title: string }) => (
  <a href={href(ask, `/desk/press/${article}`)}>{title}</a>
)

function ColumnsSection({ ask, house, facts }: Pick<RulesProps, 'ask' | 'house' | 'facts'>) {
  const { language } = ask
  const w = words[language]
  const zone = house.settings.LANTIAN_ZONE
  const date = (at: number | null) =>
    at === null ? '—' : <span class="nowrap">{dayAt(Temporal.Instant.fromEpochMilliseconds(at), zone)}</span>
  const limit = ({ limitDays }: ColumnFact) => (limitDays === null ? '—' : w.days(limitDays))
  return (
    <section class="section">
      <h2>{w.columns}</h2>
      <DataTable
        caption={<span class="skip">{w.columns}</span>}
        rows={facts.columns}
        empty={w.noColumns}
        columns={[
          {
            head: w.column,
            cell: ({ name, slug }) => <a href={href(ask, `/columns/${slug}`)}>{name[language]}</a>,
          },
          { head: w.newestZh, cell: ({ newest }) => date(newest.zh) },
          { head: w.newestEn, wideOnly: true, cell: ({ newest }) => date(newest.en) },
          { head: w.limit, cell: limit },
          { head: w.standing, cell: (one) => <Mark ask={ask} standing={columnStanding(one, facts.at)} /> },
        ]}
      />
    </section>
  )
}

function LinksSection({ ask, house, links }: Pick<RulesProps, 'ask' | 'house' | 'links'>) {
  const w = words[ask.language]
  const since = (at: number | null) =>
    at !== null &&
    w.since(dayTime(Temporal.Instant.fromEpochMilliseconds(at), house.settings.LANTIAN_ZONE, ask.language))
  return (
    <section class="section">
      <h2>{w.links}</h2>
      <DataTable
        caption={<span class="skip">{w.links}</span>}
        rows={links}
        empty={w.noBrokenLinks}
        columns={[
          { head: w.link, cell: ({ url }) => <code>{url}</code> },
          {
            head: w.said,
            cell: ({ detail, since: from }) => [detail, since(from)].filter(Boolean).join(' · '),
          },
          {
            head: w.article,
            cell: (one) => (
              <>
                <ArticleLink ask={ask} {...one} /> {one.uses > 1 && w.more(one.uses - 1)}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
