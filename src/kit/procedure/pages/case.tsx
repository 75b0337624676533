import type { Hono } from 'hono'
import { dayTime } from '../../html/day-time.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { anyOfficer } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import { act } from '../act.ts'
import { movesOf, stateOf } from '../declare.ts'
import { sentenceOf, signed } from '../history.ts'
import { stillToSign } from '../tasks.ts'
import { addSigner, circulate, markRead, transfer, urge } from '../verbs.ts'
import { label, words } from '../words.ts'
import { Acts, Others } from './acts.tsx'
import { dueWords, fieldsOf, inputOf, reasonOf, type Shown, shownTo } from './shown.ts'

export interface CaseProps {
  ask: DeskAsk
  house: House
  shown: Shown
  /** What was sent and not done, and why. */
  form?: Form
  wrong?: Words
}

function CasePage(props: CaseProps) {
  const { ask, house, shown, wrong } = props
  const { language } = ask
  const { one, of } = shown
  const w = words[language]
  const time = (at: Temporal.Instant) => dayTime(at, house.settings.LANTIAN_ZONE, language)
  const lead = [
    w.case(one.id),
    of.words[language],
    stateOf(of, one.state).words[language],
    w.startedBy(signed(one.starter ?? 'public', { ...shown, language }), time(one.startedAt)),
    ...(one.endedAt ? [w.ended(time(one.endedAt))] : []),
  ]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={one.title[language]}
      crumbs={[{ words: label('inbox'), path: '/desk/inbox' }, { words: one.title }]}
      lead={
        <>
          {one.urgent && <strong class="flag">{w.urgent}</strong>} {lead.join(' · ')}
        </>
      }
    >
      {wrong && (
        <FormFault>
          <strong>{w.notAccepted}</strong>
          {wrong[language]}
        </FormFault>
      )}
      {ask.query.get('done') && <Done>{w.done}</Done>}
      <section class="section">
        <h2>{w.content}</h2>
        {of.page ? of.page(one, language, house) : <Content {...props} />}
      </section>
      {!one.endedAt && <Now {...props} />}
      <Acts {...props} />
      <Others {...props} />
      <History {...props} />
    </DeskPage>
  )
}

/** The fields of a case whose room has no page of its own for it. */
function Content({ ask, shown }: CaseProps) {
  const { language } = ask
  const say = (name: string): string => {
    const value = shown.one.data[name]
    const field = fieldsOf(shown.of)[name]!
    const one = (each: unknown): string => {
      if (field.kind === 'officer' || field.kind === 'officers') return signed(each, { ...shown, language })
      return (
        field.choices?.[String(each)]?.[language] ??
        String(each).replace('T', field.kind === 'moment' ? ' ' : 'T')
      )
    }
    if (value === undefined || value === null || value === '') return '—'
    if (Array.isArray(value)) return value.map(one).join(language === 'zh' ? '、' : ', ') || '—'
    return one(value)
  }
  return (
    <dl class="defs">
      {Object.entries(fieldsOf(shown.of)).map(([name, field]) => (
        <>
          <dt>{field.words[language]}</dt>
          <dd>{say(name)}</dd>
        </>
      ))}
    </dl>
  )
}

/** Whose turn it is, and until when. */
function Now({ ask, house, shown }: CaseProps) {
  const { language } = ask
  const w = words[language]
  const open = shown.tasks.filter(stillToSign)
  const late = (due: number) => due < ask.at.epochMilliseconds
  const name = (id: string) => signed(id, { ...shown, language })
  return (
    <section class="section">
      <h2>{w.now}</h2>
      {open.length === 0 && <p>{w.nobodyNow}</p>}
      <ul class="attention">
        {open.map(({ seat, holder, due, status }) => (
          <li>
            <span>
              {holder === null ? `${name(seat)}: ${w.vacant}` : name(holder)}
              {holder !== null && holder !== seat && ` (${w.forWhom(name(seat))})`}
              {status === 'waiting' && <span class="small"> {w.waiting}</span>}
            </span>
            {due !== null && status === 'open' && (
              <span class="small">
                {`${w.due} ${dueWords(Temporal.Instant.fromEpochMilliseconds(due), house.settings.LANTIAN_ZONE, language)}`}
                {late(due) && <strong class="field-error"> {w.overdue}</strong>}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function History({ ask, house, shown }: CaseProps) {
  const { language } = ask
  const w = words[language]
  const zone = house.settings.LANTIAN_ZONE
  const telling = { ...shown, zone, language }
  return (
    <section class="section">
      <h2>{w.history}</h2>
      <DataTable
        caption={<span class="skip">{w.history}</span>}
        rows={shown.history}
        empty=""
        columns={[
          { head: w.when, cell: ({ at }) => dayTime(at, zone, language) },
          { head: w.who, cell: ({ by }) => signed(by, telling) },
          {
            head: w.what,
            cell: (line) => (
              <>
                {sentenceOf(line, telling)}
                {line.detail.reason && <p class="small">{String(line.detail.reason)}</p>}
              </>
            ),
          },
        ]}
      />
      <p class="small case-seal">
        {shown.seal ? w.sealed(shown.seal.position, shown.seal.hash) : w.unsealed}
      </p>
      <p class="small case-screen">{w.print}</p>
    </section>
  )
}

type Deed = (ask: DeskAsk, form: Form, shown: Shown) => Promise<unknown>

/** A deed on a case; what stands in its way is said above the case as it stands now, and what was typed is kept. */
function caseAct(web: Hono, house: House, verb: string, deed: Deed): void {
  deskAct(web, house, `/desk/cases/:id/${verb}`, anyOfficer, async (ask, form): Promise<DeskAnswer> => {
    const shown = await shownTo(house, ask)
    try {
      await deed(ask, form, shown)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const now = await shownTo(house, ask)
      const status = error.status === 409 ? 409 : 422
      return {
        body: <CasePage ask={ask} house={house} shown={now} form={form} wrong={error.words} />,
        status,
      }
    }
    return { to: `${href(ask, `/desk/cases/${shown.one.id}`)}?done=1` }
  })
}

/** What every form on the page sends: which case, as it was seen, and why. */
const asked = ({ officer }: DeskAsk, form: Form, { one }: Shown, reason: string) => ({
  case: one.id,
  revision: /^[1-9]\d{0,8}$/.test(form.text('revision')) ? Number(form.text('revision')) : 0,
  officer,
  reason: reasonOf(form.text(reason)),
})

/** One case: what it is about, whose turn it is, what one may do, and its record. */
export function caseRoutes(web: Hono, house: House): void {
  desk(web, house, '/desk/cases/:id', anyOfficer, async (ask) => ({
    body: <CasePage ask={ask} house={house} shown={await shownTo(house, ask)} />,
  }))
  caseAct(web, house, 'act', async (ask, form, shown) => {
    const verb = form.text('verb')
    const move = movesOf(stateOf(shown.of, shown.one.state)).find(([name]) => name === verb)?.[1]
    const input = move ? inputOf(shown.of, move, form, shown) : {}
    await act(house, { ...asked(ask, form, shown, 'reason'), verb, input })
  })
  caseAct(web, house, 'transfer', (ask, form, shown) => {
    const seat = form.text('transfer-seat') || undefined
    return transfer(house, {
      ...asked(ask, form, shown, 'transfer-reason'),
      to: form.text('transfer-to'),
      seat,
    })
  })
  caseAct(web, house, 'add', (ask, form, shown) =>
    addSigner(house, { ...asked(ask, form, shown, 'add-reason'), to: form.text('add-to') }),
  )
  caseAct(web, house, 'circulate', (ask, form, shown) =>
    circulate(house, { ...asked(ask, form, shown, 'circulate-reason'), to: form.all('circulate-to') }),
  )
  caseAct(web, house, 'urge', (ask, form, shown) => urge(house, asked(ask, form, shown, 'urge-reason')))
  caseAct(web, house, 'read', (ask, _, { one }) => markRead(house, { case: one.id, officer: ask.officer }))
}
