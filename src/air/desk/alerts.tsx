import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { FormFault } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Empty } from '../../kit/html/parts.tsx'
import { startCase } from '../../kit/procedure/procedure.ts'
import type { House } from '../../kit/room.ts'
import { dayAt } from '../../kit/time.ts'
import { fault, writing } from '../../kit/web/asked.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { type Form, readForm } from '../../kit/web/form.ts'
import { type AlertCase, alertProcedure } from '../alert/alert.procedure.ts'
import { type AlertMessage, tiers } from '../alert/index.ts'
import { Moment, TierChip } from '../pages/alert-bar.tsx'
import { ProposalSection } from '../pages/alert-proposal.tsx'
import { AlertForm, Further, liftPrefix } from './alert-forms.tsx'
import { mayForecast, maySignAlerts } from './duties.ts'
import { propose } from './propose.ts'
import { type Refused, unlessRefused } from './refused.ts'
import { type AlertsNow, alertsNow, suggested } from './suggested.ts'
import { Waiting } from './waiting.tsx'
import { words } from './words.ts'

/** A local time of the centre as a case keeps it, from the field of a form. */
const localMoment = z.string().transform((text, c) => {
  try {
    return Temporal.PlainDateTime.from(text).toString({ smallestUnit: 'minute' })
  } catch {
    c.addIssue({ code: 'custom', ...fault(words.notAMoment.zh, words.notAMoment.en) })
    return z.NEVER
  }
})

const said = {
  reason: writing(2000),
  text_zh: writing(4000).optional(),
  text_en: writing(4000).optional(),
}
type Said = { text_zh?: string | undefined; text_en?: string | undefined }

/** Words for the public are said in both languages or in none. */
function inBothLanguages({ text_zh, text_en }: Said, c: z.core.$RefinementCtx): void {
  if ((text_zh === undefined) === (text_en === undefined)) return
  c.addIssue({ code: 'custom', path: [text_zh === undefined ? 'text_zh' : 'text_en'] })
}

const times = { effective: localMoment.optional(), tier: z.enum(tiers) }
const issueForm = z
  .object({ ...times, expires: localMoment, exercise: z.literal('yes').optional(), ...said })
  .superRefine(inBothLanguages)
const changeForm = z
  .object({ ...times, tier: times.tier.optional(), expires: localMoment.optional(), ...said })
  .superRefine(inBothLanguages)
const liftForm = z.object(said).superRefine(inBothLanguages)

/** What a form said, as the case keeps it. */
function caseOf(
  about: Pick<AlertCase, 'deed' | 'alert'>,
  typed: Partial<z.output<typeof issueForm>>,
  exercise: boolean,
): Omit<AlertCase, 'by'> {
  return {
    ...about,
    exercise,
    tier: typed.tier ?? null,
    effective: typed.effective ?? null,
    expires: typed.expires ?? null,
    why: typed.reason ?? '',
    text_zh: typed.text_zh ?? '',
    text_en: typed.text_en ?? '',
  }
}

interface AlertsProps {
  ask: DeskAsk
  house: House
  now: AlertsNow
  refused?: Refused
}

function Alerts({ ask, house, now, refused }: AlertsProps) {
  const { language } = ask
  const zone = house.settings.LANTIAN_ZONE
  const today = dayAt(house.clock(), zone)
  const { inForce, proposed } = now
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={words.alerts[language]}
      crumbs={[{ words: words.alerts }]}
      lead={words.alertsLead[language]}
    >
      {refused && <FormFault>{refused.problem?.in(language) ?? words.notAccepted[language]}</FormFault>}
      <Waiting ask={ask} of={alertProcedure} cases={now.waiting} />
      <section class="section">
        <h2>{words.inForce[language]}</h2>
        {inForce.length === 0 && <Empty>{words.noneInForce[language]}</Empty>}
        {inForce.map((alert) => (
          <Standing ask={ask} alert={alert} zone={zone} />
        ))}
      </section>
      <ProposalSection ask={ask} proposal={proposed} today={today} />
      {mayForecast.holds(ask.officer, undefined) && (
        <>
          {suggested(now, today) && now.waiting.length === 0 && <DraftIt ask={ask} />}
          {inForce.length === 0 ? (
            <section class="section">
              <h2>{words.issue[language]}</h2>
              <AlertForm ask={ask} action="/desk/air/alerts" refused={refused} whole tier={proposed.tier} />
            </section>
          ) : (
            inForce.map(({ alert }) => <Further ask={ask} alert={alert} refused={refused} />)
          )}
        </>
      )}
    </DeskPage>
  )
}

const DraftIt = ({ ask }: { ask: DeskAsk }) => (
  <form class="acts" method="post" action={href(ask, '/desk/air/alerts/suggested')}>
    <button type="submit">{words.draftIt[ask.language]}</button>
  </form>
)

const Standing = ({ ask, alert, zone }: { ask: DeskAsk; alert: AlertMessage; zone: string }) => (
  <p class="acts">
    <TierChip ask={ask} tier={alert.tier} />
    <span>
      <Moment ask={ask} at={alert.effectiveAt} zone={zone} /> –{' '}
      <Moment ask={ask} at={alert.expiresAt} zone={zone} />
    </span>
    <span class="small">{alert.by}</span>
    <a href={href(ask, `/air/alerts/${alert.alert}`)}>{words.public[ask.language]}</a>
  </p>
)

/** Proposing to issue, change and lift alerts; they are sent by the second signature. */
export function alertDeskRoutes(web: Hono, house: House): void {
  const page = async (ask: DeskAsk, refused?: Refused): Promise<DeskAnswer> => {
    const now = await alertsNow(house)
    const body = <Alerts ask={ask} house={house} now={now} {...(refused ? { refused } : {})} />
    return { body, status: refused ? 422 : 200 }
  }
  const put = (ask: DeskAsk, form: Form, data: Omit<AlertCase, 'by'>) =>
    unlessRefused(
      form,
      () => propose(house, ask, { of: alertProcedure, data: { ...data, by: ask.officer.name.zh } }),
      (refused) => page(ask, refused),
    )
  desk(web, house, '/desk/air/alerts', maySignAlerts, (ask) => page(ask))
  deskAct(web, house, '/desk/air/alerts', mayForecast, (ask, form) => {
    const read = readForm(issueForm, form)
    if (!read.ok) return page(ask, { faults: read.faults, form })
    const exercise = read.data.exercise === 'yes'
    return put(ask, form, caseOf({ deed: 'issue', alert: null }, read.data, exercise))
  })
  deskAct(web, house, '/desk/air/alerts/suggested', mayForecast, async (ask) => {
    const now = await alertsNow(house)
    const one = suggested(now, dayAt(house.clock(), house.settings.LANTIAN_ZONE))
    if (!one || now.waiting.length > 0) return { to: href(ask, '/desk/air/alerts') }
    const { officer } = ask
    const data = { ...one, by: officer.name.zh }
    const { id } = await house.store.db
      .transaction()
      .execute((tx) => startCase(house, tx, { of: alertProcedure, data, officer, urgent: !data.exercise }))
    return { to: href(ask, `/desk/cases/${id}`) }
  })
  const numbered = '/desk/air/alerts/:id{[1-9][0-9]{0,14}}'
  const exerciseIn = async (alert: number) =>
    (await alertsNow(house)).inForce.some((one) => one.alert === alert && one.status === 'exercise')
  deskAct(web, house, `${numbered}/change`, mayForecast, async (ask, form) => {
    const read = readForm(changeForm, form)
    if (!read.ok) return page(ask, { faults: read.faults, form })
    const alert = Number(ask.params.id)
    return put(ask, form, caseOf({ deed: 'change', alert }, read.data, await exerciseIn(alert)))
  })
  deskAct(web, house, `${numbered}/lift`, mayForecast, async (ask, form) => {
    const read = readForm(liftForm, form.without(liftPrefix))
    if (!read.ok) {
      const faults = Object.entries(read.faults).map(([name, fault]) => [liftPrefix + name, fault])
      return page(ask, { faults: Object.fromEntries(faults), form })
    }
    const alert = Number(ask.params.id)
    return put(ask, form, caseOf({ deed: 'lift', alert }, read.data, await exerciseIn(alert)))
  })
}
