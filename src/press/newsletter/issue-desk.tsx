import type { Hono } from 'hono'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Choices, Done, FormFault, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable, Empty, Notice } from '../../kit/html/parts.tsx'
import { record } from '../../kit/journal/journal.ts'
import { letterHtml } from '../../kit/mail/mail.ts'
import { signatureOf } from '../../kit/people/officer.ts'
import type { House } from '../../kit/room.ts'
import { type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import type { Form } from '../../kit/web/form.ts'
import { notFound } from '../../kit/web/not-found.ts'
import { type Language, languages } from '../../kit/words.ts'
import { columnsOf } from '../shelves.ts'
import { place } from './desk.tsx'
import { mayMail } from './duty.ts'
import { editIssue, type Item, issueOf, itemsOf, unplaced } from './issues.ts'
import { issueLetter, sendIssue, sendTest } from './send.ts'
import type { Issue, NewsletterDb } from './tables.ts'
import { label, titleOf, words } from './words.ts'

interface EditProps {
  ask: DeskAsk
  house: House
  issue: Issue
  items: readonly Item[]
  behind?: boolean
}

function Edit({ ask, house, issue, items, behind = false }: EditProps) {
  const { language } = ask
  const w = words[language]
  const done = ask.query.get('done')
  const title = titleOf(house, issue.rhythm, Temporal.Instant.fromEpochMilliseconds(issue.due))
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={title[language]}
      lead={w.issueLead}
      crumbs={[{ words: label('title'), path: place }, { words: title }]}
    >
      {done === 'saved' && <Done>{w.saved}</Done>}
      {done === 'tested' && <Done>{w.tested}</Done>}
      {behind && <FormFault>{w.behind}</FormFault>}
      {!house.settings.LANTIAN_SMTP && <Notice inline>{w.noSmtp}</Notice>}
      <form class="form" method="post" action={href(ask, `${place}/${issue.id}`)}>
        <input type="hidden" name="revision" value={String(issue.revision)} />
        {languages.map((each) => (
          <ItemTable ask={ask} of={each} items={items.filter((item) => item.language === each)} />
        ))}
        {languages.map((each) => (
          <TextArea
            language={language}
            name={`intro-${each}`}
            label={{ zh: words.zh.intro[each], en: words.en.intro[each] }}
            help={label('introHelp')}
            value={each === 'zh' ? issue.intro_zh : issue.intro_en}
            rows={3}
            max={2000}
          />
        ))}
        <Choices
          language={language}
          name="ready"
          label={label('due')}
          options={[{ value: 'yes', words: label('ready') }]}
          chosen={issue.ready === 1 ? ['yes'] : []}
        />
        <p class="acts">
          <button type="submit" name="act" value="save">
            {w.save}
          </button>
          <button type="submit" name="act" value="test" class="quiet">
            {w.test}
          </button>
          <button type="submit" name="act" value="now" class="quiet">
            {w.now}
          </button>
          <span class="small">{w.nowHelp}</span>
        </p>
      </form>
      <p>
        {w.preview}:{' '}
        {languages.map((each) => (
          <>
            <a href={`${href({ language: each }, `${place}/${issue.id}/preview`)}`}>
              {each === 'zh' ? w.chinese : w.english}
            </a>{' '}
          </>
        ))}
      </p>
    </DeskPage>
  )
}

function ItemTable({ ask, of, items }: { ask: DeskAsk; of: Language; items: readonly Item[] }) {
  const w = words[ask.language]
  const name = of === 'zh' ? w.chinese : w.english
  return (
    <section class="section">
      <h2>{name}</h2>
      {items.length === 0 ? (
        <Empty>{w.nothing}</Empty>
      ) : (
        <DataTable
          caption={<span class="skip">{name}</span>}
          rows={items.map((item, at) => ({ ...item, at: at + 1 }))}
          empty=""
          columns={[
            { head: w.heading, cell: ({ title }) => title },
            {
              head: w.place,
              cell: ({ text_id, at, title }) => (
                <input
                  type="number"
                  name={`place-${text_id}`}
                  value={String(at)}
                  min="1"
                  max="999"
                  aria-label={`${w.place}: ${title}`}
                />
              ),
            },
            {
              head: w.out,
              cell: ({ text_id, out, title }) => (
                <span class="choices">
                  <input
                    type="checkbox"
                    name={`out-${text_id}`}
                    value="yes"
                    checked={out}
                    aria-label={`${w.out}: ${title}`}
                  />
                </span>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

const editOf = (form: Form, items: readonly Item[]) => ({
  revision: Number(/^\d{1,9}$/.exec(form.text('revision'))?.[0] ?? 0),
  intro: { zh: form.text('intro-zh').slice(0, 2000), en: form.text('intro-en').slice(0, 2000) },
  ready: form.text('ready') === 'yes',
  items: items.map(({ text_id }) => ({
    text_id,
    place: Number(/^\d{1,3}$/.exec(form.text(`place-${text_id}`))?.[0] ?? unplaced),
    out: form.text(`out-${text_id}`) === 'yes',
  })),
})

/** One issue before it goes out. */
export function issueDeskRoutes(web: Hono, house: House): void {
  const db: NewsletterDb = house.store.db
  const one = async ({ params, at }: DeskAsk) => {
    const id = /^[1-9]\d{0,14}$/.exec(params.id ?? '')?.[0]
    const issue = id === undefined ? undefined : await issueOf(db, Number(id))
    if (issue?.state !== 'draft') throw notFound()
    return { issue, items: await itemsOf(db, issue, at) }
  }
  desk(web, house, `${place}/:id`, mayMail, async (ask) => ({
    body: <Edit ask={ask} house={house} {...(await one(ask))} />,
  }))
  deskAct(web, house, `${place}/:id`, mayMail, async (ask, form) => {
    const { issue, items } = await one(ask)
    const { id } = issue
    const by = signatureOf(ask.officer)
    const kept = await db.transaction().execute(async (tx) => {
      const done = await editIssue(tx, id, editOf(form, items))
      if (done) await record(tx, { at: ask.at, by, deed: 'newsletter.edit', about: `newsletter/${id}` })
      return done
    })
    if (!kept) return { body: <Edit ask={ask} house={house} {...(await one(ask))} behind />, status: 409 }
    if (form.text('act') === 'now') {
      await sendIssue(house, id, by)
      return { to: href(ask, place) }
    }
    if (form.text('act') !== 'test') return { to: `${href(ask, `${place}/${id}`)}?done=saved` }
    await sendTest(house, (await one(ask)).issue, ask.officer.email)
    return { to: `${href(ask, `${place}/${id}`)}?done=tested` }
  })
  desk(web, house, `${place}/:id/preview`, mayMail, async (ask) => {
    const { issue, items } = await one(ask)
    const { language, at } = ask
    const own = items.filter((item) => item.language === language && !item.out)
    const letter = issueLetter(house, issue, {
      language,
      items: own,
      columns: await columnsOf(db as never),
      at,
    })
    return new Response(letterHtml(letter, house, language), { headers: previewHeaders })
  })
}

/** The mail's own styles stand in its text; it may do nothing else. */
const previewHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
}
