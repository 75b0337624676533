import type { Hono } from 'hono'
import { z } from 'zod'
import { dayTime } from '../../../html/day-time.ts'
import { DeskPage } from '../../../html/desk-layout.tsx'
import { Done, FormFault, TextArea } from '../../../html/form.tsx'
import { href } from '../../../html/layout.tsx'
import { DataTable } from '../../../html/parts.tsx'
import { Problem } from '../../../problem.ts'
import type { House } from '../../../room.ts'
import { writing } from '../../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../../web/desk.tsx'
import { readForm } from '../../../web/form.ts'
import { signatureOf } from '../../officer.ts'
import { mayDecideOrganisations } from '../duties.ts'
import { decide, type Organisation, organisation, organisations } from '../organisations.ts'
import type { MemberDb } from '../tables.ts'
import { label, words } from './words.ts'

type Rows = Awaited<ReturnType<typeof organisations>>

/** Rows of the list; a centre with more finds the rest by name in a register to come. */
const mostRows = 500
const path = '/desk/organisations'

function List({ ask, house, rows }: { ask: DeskAsk; house: House; rows: Rows }) {
  const { language } = ask
  const w = words[language]
  const at = (ms: number) =>
    dayTime(Temporal.Instant.fromEpochMilliseconds(ms), house.settings.LANTIAN_ZONE, language)
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.desk}
      lead={w.deskLead}
      crumbs={[{ words: label('desk') }]}
    >
      <DataTable
        caption={<span class="skip">{w.desk}</span>}
        rows={rows}
        empty={w.none}
        columns={[
          { head: w.orgName, cell: ({ id, name }) => <a href={href(ask, `${path}/${id}`)}>{name}</a> },
          { head: w.kind, cell: ({ kind }) => w.kinds[kind] },
          { head: w.state, cell: ({ state }) => w.states[state] },
          { head: w.askedOn, cell: ({ asked_at }) => at(asked_at) },
        ]}
      />
    </DeskPage>
  )
}

function One({ ask, house, one, wrong }: { ask: DeskAsk; house: House; one: Organisation; wrong?: string }) {
  const { language } = ask
  const w = words[language]
  const when = dayTime(one.askedAt, house.settings.LANTIAN_ZONE, language)
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={one.name}
      lead={`${w.kinds[one.kind]} · ${w.states[one.state]} · ${w.askedOn} ${when}`}
      crumbs={[{ words: label('desk'), path }, { words: { zh: one.name, en: one.name } }]}
    >
      {ask.query.get('done') && <Done>{w.done.saved}</Done>}
      {wrong && <FormFault>{wrong}</FormFault>}
      <dl class="defs">
        <dt>{w.about}</dt>
        <dd>{one.about}</dd>
        <dt>{w.proof}</dt>
        <dd>{one.proof}</dd>
        <dt>{w.members}</dt>
        <dd>
          {one.seats.map(({ name, email, role }) => `${name} (${w.roles[role]}, ${email})`).join('; ') || '—'}
        </dd>
        {one.reason && <dt>{w.reason}</dt>}
        {one.reason && <dd>{one.reason}</dd>}
      </dl>
      {one.state !== 'closed' && <Decide ask={ask} one={one} wrong={wrong !== undefined} />}
    </DeskPage>
  )
}

function Decide({ ask, one, wrong }: { ask: DeskAsk; one: Organisation; wrong: boolean }) {
  const w = words[ask.language]
  return (
    <section class="section">
      <h2>{w.decide}</h2>
      <form class="form" method="post" action={href(ask, `${path}/${one.id}`)}>
        <TextArea
          language={ask.language}
          name="reason"
          label={label('reason')}
          help={label('reasonHelp')}
          fault={wrong ? label('reasonMissing') : undefined}
          rows={3}
          max={600}
        />
        <div class="acts">
          {one.state !== 'approved' && (
            <button type="submit" name="decision" value="approve">
              {w.approve}
            </button>
          )}
          {one.state !== 'refused' && (
            <button type="submit" name="decision" value="refuse" class="quiet">
              {w.refuse}
            </button>
          )}
        </div>
      </form>
    </section>
  )
}

/** Where officers decide which organisations are registered. */
export function organisationDeskRoutes(web: Hono, house: House): void {
  const db: MemberDb = house.store.db
  desk(web, house, path, mayDecideOrganisations, async (ask) => ({
    body: <List ask={ask} house={house} rows={await organisations(db, mostRows)} />,
  }))
  desk(web, house, `${path}/:id`, mayDecideOrganisations, async (ask) => ({
    body: <One ask={ask} house={house} one={await organisation(db, Number(ask.params.id))} />,
  }))
  deskAct(web, house, `${path}/:id`, mayDecideOrganisations, async (ask, form) => {
    const one = await organisation(db, Number(ask.params.id))
    const decision = form.text('decision')
    if (decision !== 'approve' && decision !== 'refuse') throw noDecision()
    const approved = decision === 'approve'
    const read = readForm(z.object({ reason: writing(600).optional() }), form)
    const reason = read.ok ? (read.data.reason ?? '') : ''
    if (!read.ok || (!approved && reason === '')) {
      const wrong = words[ask.language].notAccepted
      return { body: <One ask={ask} house={house} one={one} wrong={wrong} />, status: 422 }
    }
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    await db.transaction().execute((tx) => decide(tx, { id: one.id, approved, reason }, deed))
    return { to: `${href(ask, `${path}/${one.id}`)}?done=decided` }
  })
}

const noDecision = () =>
  new Problem('no-decision', { zh: '请选择通过或不通过。', en: 'Choose to approve or to refuse.' })
