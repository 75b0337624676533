import type { Hono } from 'hono'
import { dayTime } from '../../html/day-time.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable, Tabs } from '../../html/parts.tsx'
import { anyOfficer, type Officer } from '../../people/officer.ts'
import type { House, TodayLine } from '../../room.ts'
import { type DeskAsk, desk } from '../../web/desk.tsx'
import { procedureOf } from '../case.ts'
import { stateOf } from '../declare.ts'
import { type Counts, type InboxLine, inbox, inboxCounts, type Tab, tabs } from '../inbox.ts'
import { label, words } from '../words.ts'
import { dueWords } from './shown.ts'

const perPage = 50

function Inbox(props: {
  ask: DeskAsk
  house: House
  tab: Tab
  lines: InboxLine[]
  more: boolean
  counts: Counts
}) {
  const { ask, house, tab, lines, more, counts } = props
  const { language } = ask
  const w = words[language]
  const path = (query: Record<string, string>) => `${href(ask, '/desk/inbox')}?${new URLSearchParams(query)}`
  const count: Partial<Record<Tab, number>> = { todo: counts.todo, read: counts.read }
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.inbox}
      crumbs={[{ words: label('inbox') }]}
      lead={w.lead(counts.todo, counts.overdue)}
    >
      <Tabs
        label={w.inbox}
        items={tabs.map((each) => ({
          label: count[each] ? `${w.tabs[each]} ${count[each]}` : w.tabs[each],
          path: path({ tab: each }),
          current: each === tab,
        }))}
      />
      <Lines {...props} />
      {more && (
        <p class="pager">
          <a rel="next" href={path({ tab, after: lines.at(-1)!.key })}>
            {w.more}
          </a>
        </p>
      )}
    </DeskPage>
  )
}

function Lines({ ask, house, tab, lines }: { ask: DeskAsk; house: House; tab: Tab; lines: InboxLine[] }) {
  const { language } = ask
  const w = words[language]
  const zone = house.settings.LANTIAN_ZONE
  const of = (line: InboxLine) => procedureOf(house.desk.procedures, line)
  const late = ({ due, open }: InboxLine) => open && due !== null && Temporal.Instant.compare(due, ask.at) < 0
  return (
    <DataTable
      caption={<span class="skip">{w.tabs[tab]}</span>}
      rows={lines}
      empty={w.none[tab]}
      columns={[
        {
          head: w.title,
          cell: (line) => (
            <>
              {line.urgent && <strong class="flag">{w.urgent}</strong>}{' '}
              <a href={href(ask, `/desk/cases/${line.case}`)}>{line.title[language]}</a>
              {line.behalf && <span class="small"> {w.forWhom(line.behalf[language])}</span>}
              {tab === 'read' && line.open && <span class="small"> {w.unread}</span>}
              {tab === 'todo' && line.urged && <span class="small"> {w.urged}</span>}
            </>
          ),
        },
        { head: w.state, cell: (line) => stateOf(of(line), line.state).words[language] },
        ...(tab === 'todo'
          ? [
              {
                head: w.due,
                cell: (line: InboxLine) =>
                  line.due && (
                    <>
                      {dueWords(line.due, zone, language)}
                      {late(line) && <strong class="field-error"> {w.overdue}</strong>}
                    </>
                  ),
              },
            ]
          : []),
        { head: w.procedure, wideOnly: true, cell: (line) => of(line).words[language] },
        { head: w.starter, wideOnly: true, cell: ({ starter }) => starter[language] },
        { head: w.at[tab], wideOnly: tab === 'todo', cell: ({ at }) => dayTime(at, zone, language) },
      ]}
    />
  )
}

/** The one inbox of all procedures. */
export function inboxRoutes(web: Hono, house: House): void {
  desk(web, house, '/desk/inbox', anyOfficer, async (ask) => {
    const tab = tabs.find((each) => each === ask.query.get('tab')) ?? 'todo'
    const asked = { officer: ask.officer.id, tab, after: ask.query.get('after') ?? undefined }
    const lines = await inbox(house.store.db, { ...asked, limit: perPage + 1 })
    const counts = await inboxCounts(house.store.db, ask.officer.id, ask.at)
    const more = lines.length > perPage
    const body = (
      <Inbox ask={ask} house={house} tab={tab} lines={lines.slice(0, perPage)} more={more} counts={counts} />
    )
    return { body }
  })
}

/** What waits for an officer, for the desk's first page. */
export async function inboxToday(house: House, officer: Officer): Promise<TodayLine[]> {
  const { todo, overdue, read } = await inboxCounts(house.store.db, officer.id, house.clock())
  const lines: TodayLine[] = []
  const both = (say: 'waits' | 'late' | 'unreadLine', n: number) => ({
    zh: words.zh[say](n),
    en: words.en[say](n),
  })
  if (todo > 0)
    lines.push({
      words: both('waits', todo),
      path: '/desk/inbox',
      urgent: true,
      ...(overdue > 0 && { detail: both('late', overdue) }),
    })
  if (read > 0) lines.push({ words: both('unreadLine', read), path: '/desk/inbox?tab=read' })
  return lines
}
