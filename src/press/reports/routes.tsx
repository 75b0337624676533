import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { FormFault, Input, Select, TextArea } from '../../kit/html/form.tsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { hasMail, isMailAddress } from '../../kit/mail/mail.ts'
import { startCase } from '../../kit/procedure/procedure.ts'
import type { House } from '../../kit/room.ts'
import { email, fault, writing } from '../../kit/web/asked.ts'
import { callerOf, networkOf } from '../../kit/web/caller.ts'
import { openAct, openPage } from '../../kit/web/desk.tsx'
import { type Faults, type Form, readForm } from '../../kit/web/form.ts'
import { tooMany } from '../../kit/web/limit.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { ownPath } from '../../kit/web/preferences.ts'
import { RateLimit } from '../../kit/web/rate.ts'
import { type FaultKind, faultKinds, reportProcedure } from './report.procedure.ts'
import { label, words } from './words.ts'

const kinds = Object.keys(faultKinds) as FaultKind[]
const asked = z.object({
  kind: z.enum(kinds),
  text: writing(2000),
  email: email.refine(isMailAddress, fault('不是邮箱地址', 'is not an e-mail address')).optional(),
})

/** Reports that one network may send in a minute; a reader who finds more errors than that may wait. */
const perMinute = 6

/** `/tell`: every reader may tell of an error on a page; an editor finds it in his inbox. */
export function reportRoutes(web: Hono, house: House): void {
  const limit = new RateLimit(perMinute)
  openPage(web, house, '/tell', (ask) => ({ body: <TellPage ask={ask} house={house} /> }))
  openAct(web, house, '/tell', async (ask, form, c) => {
    slowDown(c, limit, house)
    // A field that no person sees: whoever fills it in is a program.
    if (form.text('website') !== '') return { to: `${href(ask, '/tell')}?sent=0` }
    const read = readForm(asked, form)
    if (!read.ok)
      return { body: <TellPage ask={ask} house={house} form={form} faults={read.faults} />, status: 422 }
    const { kind, text, email: to = '' } = read.data
    const data = { kind, text, email: to, language: ask.language, page: pageOf(ask), answer: '' }
    const one = await house.store.db
      .transaction()
      .execute((tx) => startCase(house, tx, { of: reportProcedure, data, officer: null }))
    return { to: `${href(ask, '/tell')}?${new URLSearchParams({ sent: String(one.id), page: data.page })}` }
  })
}

function slowDown(c: Context, limit: RateLimit, house: House): void {
  const { wait } = limit.take(networkOf(callerOf(house, c)), house.clock().epochMilliseconds)
  if (wait > 0) throw tooMany(c, wait)
}

/** The page of ours that it is about; an address of elsewhere is none. */
const pageOf = (ask: Ask) => ownPath(ask.query.get('page')).slice(0, 300)

interface TellProps {
  ask: Ask
  house: House
  form?: Form
  faults?: Faults
}

function TellPage(props: TellProps) {
  const { ask, house } = props
  const w = words[ask.language]
  const sent = /^\d{1,15}$/.exec(ask.query.get('sent') ?? '')?.[0]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.title}
      description={w.lead}
      crumbs={[{ words: label('title') }]}
      hero={<h1>{w.title}</h1>}
      noIndex
    >
      <div class="wrap section">
        {sent === undefined ? <TellForm {...props} /> : <Thanks ask={ask} number={Number(sent)} />}
      </div>
    </Page>
  )
}

const Thanks = ({ ask, number }: { ask: Ask; number: number }) => (
  <>
    <p role="status">
      <strong>{words[ask.language].thanks(number)}</strong> {words[ask.language].thanksLead}
    </p>
    <p>
      <a href={pageOf(ask)}>{words[ask.language].back}</a>
    </p>
  </>
)

function TellForm({ ask, house, form, faults = {} }: TellProps) {
  const { language } = ask
  const w = words[language]
  const page = pageOf(ask)
  const field = (name: 'text' | 'email') => ({
    language,
    name,
    label: label(name),
    help: label(`${name}Help`),
    fault: faults[name],
    value: form?.text(name) ?? '',
  })
  return (
    <>
      <p class="lead">
        {w.lead} {hasMail(house) && w.answered}
      </p>
      {Object.keys(faults).length > 0 && <FormFault>{w.wrong}</FormFault>}
      <form class="form" method="post" action={`${href(ask, '/tell')}?${new URLSearchParams({ page })}`}>
        <p>
          {w.page} <a href={page}>{page}</a>
        </p>
        <Select
          language={language}
          name="kind"
          label={label('kind')}
          fault={faults.kind}
          value={form?.text('kind')}
          options={kinds.map((kind) => ({ value: kind, words: faultKinds[kind] }))}
        />
        <TextArea {...field('text')} required max={2000} rows={6} />
        {hasMail(house) && <Input {...field('email')} type="email" autocomplete="email" />}
        <p hidden>
          <input name="website" tabindex={-1} autocomplete="off" />
        </p>
        <button type="submit">{w.send}</button>
      </form>
    </>
  )
}
