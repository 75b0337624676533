import type { Hono } from 'hono'
import { dayTime } from '../../kit/html/day-time.ts'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Choices, Done, Select } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable, Notice, Section } from '../../kit/html/parts.tsx'
import { record } from '../../kit/journal/journal.ts'
import { signatureOf } from '../../kit/people/officer.ts'
import type { House } from '../../kit/room.ts'
import { type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { mayMail } from './duty.ts'
import { draftsOf, itemsOf, nextDue, prepareIssues, type Settings, sentOf, settingsOf } from './issues.ts'
import { leave } from './subscribe.ts'
import type { Issue, NewsletterDb } from './tables.ts'
import { type Counts, countReaders } from './tally.ts'
import { label, words } from './words.ts'

export const place = '/desk/newsletter'
const issuesShown = 50
const readersShown = 500

interface OverviewProps {
  ask: DeskAsk
  house: House
  drafts: (Issue & { count: number })[]
  sent: Issue[]
  settings: Settings
  counts: Counts
}

function Overview({ ask, house, drafts, sent, settings, counts }: OverviewProps) {
  const { language } = ask
  const w = words[language]
  const time = (ms: number) =>
    dayTime(Temporal.Instant.fromEpochMilliseconds(ms), house.settings.LANTIAN_ZONE, language)
  const stateOf = (issue: Issue) => {
    if (issue.due <= ask.at.epochMilliseconds) return w.overdue
    return issue.ready === 1 || settings.byItself ? w.willGo : w.willWait
  }
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.title} crumbs={[{ words: label('title') }]}>
      {ask.query.get('done') === 'saved' && <Done>{w.saved}</Done>}
      {!house.settings.LANTIAN_SMTP && <Notice inline>{w.noSmtp}</Notice>}
      <Section title={w.drafts}>
        <DataTable
          caption={<span class="skip">{w.drafts}</span>}
          rows={drafts}
          empty=""
          columns={[
            {
              head: w.rhythm,
              cell: ({ id, rhythm }) => <a href={href(ask, `${place}/${id}`)}>{w.rhythms[rhythm]}</a>,
            },
            { head: w.due, cell: ({ due }) => time(due) },
            { head: w.items, cell: ({ count }) => w.count(count) },
            { head: w.state, cell: (draft) => stateOf(draft) },
          ]}
        />
      </Section>
      <Section title={w.readers}>
        <p>
          {w.counts(counts)} <a href={href(ask, `${place}/readers`)}>{w.list}</a>
        </p>
      </Section>
      <SettingsForm ask={ask} settings={settings} />
      <Section title={w.archive}>
        <DataTable
          caption={<span class="skip">{w.archive}</span>}
          rows={sent}
          empty={w.noIssues}
          columns={[
            {
              head: w.sent,
              cell: ({ id, sent_at }) => <a href={href(ask, `/newsletter/${id}`)}>{time(sent_at!)}</a>,
            },
            { head: w.rhythm, cell: ({ rhythm }) => w.rhythms[rhythm] },
            { head: w.mails, numeric: true, cell: ({ mails }) => mails },
            { head: w.arrived, numeric: true, cell: ({ arrived }) => arrived ?? '…' },
            { head: w.refused, numeric: true, cell: ({ refused }) => refused ?? '…' },
          ]}
        />
      </Section>
    </DeskPage>
  )
}

function SettingsForm({ ask, settings }: { ask: DeskAsk; settings: Settings }) {
  const { language } = ask
  const days = words.zh.weekdays.map((zh, at) => ({
    value: String(at + 1),
    words: { zh, en: words.en.weekdays[at]! },
  }))
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    words: { zh: `${hour}:00`, en: `${hour}:00` },
  }))
  return (
    <Section title={words[language].settings}>
      <form class="form" method="post" action={href(ask, place)}>
        <Select
          language={language}
          name="hour"
          label={label('hour')}
          help={label('hourHelp')}
          value={String(settings.hour)}
          options={hours}
        />
        <Select
          language={language}
          name="weekday"
          label={label('weekday')}
          value={String(settings.weekday)}
          options={days}
        />
        <Choices
          language={language}
          name="byItself"
          label={label('byItself')}
          options={[{ value: 'yes', words: label('byItselfYes') }]}
          chosen={settings.byItself ? ['yes'] : []}
        />
        <button type="submit" class="quiet">
          {words[language].save}
        </button>
      </form>
    </Section>
  )
}

interface Reader {
  id: number
  email: string | null
  language: 'zh' | 'en'
  rhythm: 'daily' | 'weekly'
  joined_at: number
}

function Readers({ ask, house, readers }: { ask: DeskAsk; house: House; readers: Reader[] }) {
  const { language } = ask
  const w = words[language]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.readers}
      lead={w.readersLead}
      crumbs={[{ words: label('title'), path: place }, { words: label('readers') }]}
    >
      <DataTable
        caption={<span class="skip">{w.readers}</span>}
        rows={readers}
        empty={w.noReaders}
        columns={[
          { head: w.email, cell: ({ email }) => email },
          { head: w.language, cell: (one) => (one.language === 'zh' ? w.chinese : w.english) },
          { head: w.rhythm, cell: ({ rhythm }) => w.rhythms[rhythm] },
          {
            head: w.since,
            wideOnly: true,
            cell: ({ joined_at }) =>
              dayTime(
                Temporal.Instant.fromEpochMilliseconds(joined_at),
                house.settings.LANTIAN_ZONE,
                language,
              ),
          },
          {
            head: <span class="skip">{w.remove}</span>,
            cell: ({ id }) => (
              <form method="post" action={href(ask, `${place}/readers`)}>
                <button type="submit" name="reader" value={String(id)} class="plain">
                  {w.remove}
                </button>
              </form>
            ),
          },
        ]}
      />
    </DeskPage>
  )
}

/** The newsletter at the desk: what goes out next, what went out, who reads it. */
export function overviewRoutes(web: Hono, house: House): void {
  const db: NewsletterDb = house.store.db
  desk(web, house, place, mayMail, async (ask) => {
    await prepareIssues(house)
    const drafts = await draftsOf(db)
    const counted = drafts.map(async (issue) => ({
      ...issue,
      count: (await itemsOf(db, issue, ask.at)).filter(({ out }) => !out).length,
    }))
    const [settings, counts, sent] = await Promise.all([
      settingsOf(db),
      countReaders(db),
      sentOf(db, issuesShown),
    ])
    const props = { ask, house, settings, counts, sent, drafts: await Promise.all(counted) }
    return { body: <Overview {...props} /> }
  })
  deskAct(web, house, place, mayMail, async (ask, form) => {
    const within = (name: string, from: number, to: number) =>
      Math.min(to, Math.max(from, Number(/^\d{1,2}$/.exec(form.text(name))?.[0] ?? from)))
    const set = {
      hour: within('hour', 0, 23),
      weekday: within('weekday', 1, 7),
      by_itself: form.text('byItself') === 'yes' ? 1 : 0,
    }
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('press_newsletter').set(set).execute()
      // The hour of a draft is that of the settings under which it is looked at next.
      await redate(house, tx)
      await record(tx, {
        at: house.clock(),
        by: signatureOf(ask.officer),
        deed: 'newsletter.settings',
        about: 'newsletter',
        detail: set,
      })
    })
    return { to: `${href(ask, place)}?done=saved` }
  })
  readerRoutes(web, house)
}

async function redate(house: House, tx: NewsletterDb): Promise<void> {
  const settings = await settingsOf(tx)
  for (const { id, rhythm } of await draftsOf(tx)) {
    const due = nextDue(rhythm, settings, house.clock(), house.settings.LANTIAN_ZONE).epochMilliseconds
    await tx
      .updateTable('press_issue')
      .set({ due })
      .where('id', '=', id)
      .where('state', '=', 'draft')
      .execute()
  }
}

function readerRoutes(web: Hono, house: House): void {
  const db: NewsletterDb = house.store.db
  desk(web, house, `${place}/readers`, mayMail, async (ask) => {
    const readers = await db
      .selectFrom('press_subscriber')
      .select(['id', 'email', 'language', 'rhythm', 'joined_at'])
      .where('state', '=', 'active')
      .orderBy('id', 'desc')
      .limit(readersShown)
      .execute()
    return { body: <Readers ask={ask} house={house} readers={readers} /> }
  })
  deskAct(web, house, `${place}/readers`, mayMail, async (ask, form) => {
    const id = /^[1-9]\d{0,14}$/.exec(form.text('reader'))?.[0]
    if (id !== undefined) await leave(house, Number(id), signatureOf(ask.officer))
    return { to: href(ask, `${place}/readers`) }
  })
}
