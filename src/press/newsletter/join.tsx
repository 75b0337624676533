import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { Choices, FormFault, Input, Select } from '../../kit/html/form.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { Empty, Notice } from '../../kit/html/parts.tsx'
import { isMailAddress } from '../../kit/mail/mail.ts'
import type { House } from '../../kit/room.ts'
import { email, fault } from '../../kit/web/asked.ts'
import { callerOf, networkOf } from '../../kit/web/caller.ts'
import { openAct, openPage } from '../../kit/web/desk.tsx'
import { type Faults, type Form, readForm } from '../../kit/web/form.ts'
import { tooMany } from '../../kit/web/limit.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { RateLimit } from '../../kit/web/rate.ts'
import { languages } from '../../kit/words.ts'
import { columnsOf, type PublicColumn, type PublicTopic, topicsOf, wordsOf } from '../shelves.ts'
import { sentOf } from './issues.ts'
import { askFor } from './subscribe.ts'
import { type Issue, type NewsletterDb, rhythms } from './tables.ts'
import { label, titleOf, words } from './words.ts'

/** Forms that one network may send in a minute. */
const perMinute = 5
const place = '/newsletter'
const issuesShown = 50

const asked = z.object({
  email: email.refine(isMailAddress, fault('不是邮箱地址', 'is not an e-mail address')),
  language: z.enum(languages),
  rhythm: z.enum(rhythms),
})

interface Shelf {
  columns: readonly PublicColumn[]
  topics: readonly PublicTopic[]
}

async function shelfOf(db: NewsletterDb): Promise<Shelf> {
  const columns = await columnsOf(db as never)
  return { columns: columns.filter(({ kind }) => kind !== 'pages'), topics: await topicsOf(db as never) }
}

/** `/newsletter`: every reader may subscribe, and read what was sent. */
export function joinRoutes(web: Hono, house: House): void {
  const db: NewsletterDb = house.store.db
  const limit = new RateLimit(perMinute)
  const shown = async (ask: Ask, form?: Form, faults: Faults = {}) => (
    <Join
      ask={ask}
      house={house}
      shelf={await shelfOf(db)}
      issues={await sentOf(db, issuesShown)}
      form={form}
      faults={faults}
    />
  )
  openPage(web, house, place, async (ask) => ({ body: await shown(ask) }))
  openAct(web, house, place, async (ask, form, c) => {
    slowDown(c, limit, house)
    const read = readForm(asked, form)
    if (!read.ok) return { body: await shown(ask, form, read.faults), status: 422 }
    const { columns, topics } = await shelfOf(db)
    const chosen = (name: string, rows: readonly { id: number }[]) =>
      rows.map(({ id }) => Number(id)).filter((id) => form.all(name).includes(String(id)))
    // Nothing in the answer tells whether the address is known.
    if (house.settings.LANTIAN_SMTP)
      await askFor(house, read.data.email, {
        language: read.data.language,
        rhythm: read.data.rhythm,
        columns: chosen('columns', columns),
        topics: chosen('topics', topics),
      })
    return { to: `${href(ask, place)}?done=asked` }
  })
}

function slowDown(c: Context, limit: RateLimit, house: House): void {
  const { wait } = limit.take(networkOf(callerOf(house, c)), house.clock().epochMilliseconds)
  if (wait > 0) throw tooMany(c, wait)
}

interface JoinProps {
  ask: Ask
  house: House
  shelf: Shelf
  issues: readonly Issue[]
  form: Form | undefined
  faults: Faults
}

function Join(props: JoinProps) {
  const { ask, house, issues } = props
  const { language } = ask
  const w = words[language]
  const done = ask.query.get('done') === 'asked'
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title}
      description={w.lead}
      crumbs={[{ words: label('title') }]}
      hero={<h1>{w.title}</h1>}
    >
      <div class="wrap section">
        {done ? (
          <p role="status">
            <strong>{w.asked}</strong> {w.askedLead}
          </p>
        ) : (
          <>
            <p class="lead">{w.lead}</p>
            {house.settings.LANTIAN_SMTP ? <JoinForm {...props} /> : <Off ask={ask} />}
          </>
        )}
      </div>
      <section class="wrap section">
        <h2>{w.archive}</h2>
        {issues.length === 0 && <Empty>{w.noIssues}</Empty>}
        <ul class="attention">
          {issues.map(({ id, rhythm, sent_at }) => (
            <li>
              <a href={href(ask, `${place}/${id}`)}>
                {titleOf(house, rhythm, Temporal.Instant.fromEpochMilliseconds(sent_at!))[language]}
              </a>
              <span class="small">{w.rhythms[rhythm]}</span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

const Off = ({ ask }: { ask: Ask }) => (
  <Notice inline>
    {words[ask.language].off} <a href="/feeds.opml">{words[ask.language].feeds}</a>
  </Notice>
)

function JoinForm({ ask, shelf, form, faults }: JoinProps) {
  const { language } = ask
  const w = words[language]
  const options = (rows: readonly (PublicColumn | PublicTopic)[]) =>
    rows.map((row) => ({ value: String(row.id), words: wordsOf(row) }))
  return (
    <form class="form" method="post" action={href(ask, place)}>
      {Object.keys(faults).length > 0 && <FormFault>{w.wrong}</FormFault>}
      <Input
        language={language}
        name="email"
        type="email"
        autocomplete="email"
        label={label('email')}
        help={label('emailHelp')}
        value={form?.text('email')}
        fault={faults.email}
        max={254}
        required
      />
      <Select
        language={language}
        name="rhythm"
        label={label('rhythm')}
        value={form?.text('rhythm') || 'weekly'}
        fault={faults.rhythm}
        options={rhythms.map((value) => ({
          value,
          words: { zh: words.zh.rhythms[value], en: words.en.rhythms[value] },
        }))}
      />
      <Select
        language={language}
        name="language"
        label={label('language')}
        value={form?.text('language') || language}
        fault={faults.language}
        options={[
          { value: 'zh', words: label('chinese') },
          { value: 'en', words: label('english') },
        ]}
      />
      <Choices
        language={language}
        name="columns"
        label={label('columns')}
        help={label('columnsHelp')}
        options={options(shelf.columns)}
        chosen={form?.all('columns') ?? []}
      />
      {shelf.topics.length > 0 && (
        <Choices
          language={language}
          name="topics"
          label={label('topics')}
          options={options(shelf.topics)}
          chosen={form?.all('topics') ?? []}
        />
      )}
      <button type="submit">{w.subscribe}</button>
    </form>
  )
}
