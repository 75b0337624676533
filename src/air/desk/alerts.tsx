import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Choices, Done, FormFault, Input, Select, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Empty } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayAt } from '../../kit/time.ts'
import { fault, writing } from '../../kit/web/asked.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { type Form, readForm } from '../../kit/web/form.ts'
import {
  type AlertMessage,
  alertsInForce,
  type Proposal,
  proposal,
  tiers,
  tierWords,
} from '../alert/index.ts'
import { cancelAlert, issueAlert, updateAlert } from '../alert/write.ts'
import { Moment, TierChip } from '../pages/alert-bar.tsx'
import { ProposalSection } from '../pages/alert-proposal.tsx'
import type { AirStore } from '../tables.ts'
import { mayForecast } from './duties.ts'
import { type Refused, unlessRefused } from './refused.ts'
import { words } from './words.ts'

/** A local time of the centre, as the field of a form has it. */
const localMoment = (zone: string) =>
  z.string().transform((text, c) => {
    try {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
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

const textOf = ({ text_zh, text_en }: Said) =>
  text_zh !== undefined && text_en !== undefined ? { zh: text_zh, en: text_en } : null

const issueForm = (zone: string) =>
  z
    .object({
      tier: z.enum(tiers),
      effective: localMoment(zone).optional(),
      expires: localMoment(zone),
      exercise: z.literal('yes').optional(),
      ...said,
    })
    .superRefine(inBothLanguages)
const changeForm = (zone: string) =>
  z
    .object({
      tier: z.enum(tiers).optional(),
      effective: localMoment(zone).optional(),
      expires: localMoment(zone).optional(),
      ...said,
    })
    .superRefine(inBothLanguages)
const liftForm = z.object(said).superRefine(inBothLanguages)

interface State {
  inForce: AlertMessage[]
  proposed: Proposal
}

function Alerts({
  ask,
  house,
  state,
  refused,
}: {
  ask: DeskAsk
  house: House
  state: State
  refused?: Refused
}) {
  const { language } = ask
  const zone = house.settings.LANTIAN_ZONE
  const today = dayAt(house.clock(), zone)
  const { inForce, proposed } = state
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={words.alerts[language]}
      crumbs={[{ words: words.alerts }]}
    >
      {ask.query.get('done') !== null && <Done>{words.done[language]}</Done>}
      {refused && <FormFault>{refused.problem?.in(language) ?? words.notAccepted[language]}</FormFault>}
      <section class="section">
        <h2>{words.inForce[language]}</h2>
        {inForce.length === 0 && <Empty>{words.noneInForce[language]}</Empty>}
        {inForce.map((alert) => (
          <Standing ask={ask} alert={alert} zone={zone} />
        ))}
      </section>
      <ProposalSection ask={ask} proposal={proposed} today={today} />
      {inForce.length === 0 ? (
        <section class="section">
          <h2>{words.issue[language]}</h2>
          <AlertForm ask={ask} action="/desk/air/alerts" refused={refused} whole tier={proposed.tier} />
        </section>
      ) : (
        inForce.map(({ alert }) => <Further ask={ask} alert={alert} refused={refused} />)
      )}
    </DeskPage>
  )
}

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

function Further({ ask, alert, refused }: { ask: DeskAsk; alert: number; refused?: Refused | undefined }) {
  const { language } = ask
  return (
    <>
      <section class="section">
        <h2>{words.change[language]}</h2>
        <AlertForm ask={ask} action={`/desk/air/alerts/${alert}/change`} refused={refused} />
      </section>
      <section class="section">
        <h2>{words.lift[language]}</h2>
        <form class="form" method="post" action={href(ask, `/desk/air/alerts/${alert}/lift`)}>
          <Words ask={ask} refused={refused} prefix={liftPrefix} />
          <button type="submit" class="quiet">
            {words.lift[language]}
          </button>
        </form>
      </section>
    </>
  )
}

function AlertForm(props: {
  ask: DeskAsk
  action: string
  refused?: Refused | undefined
  /** A new alert, not a change of one that stands. */
  whole?: boolean
  tier?: Proposal['tier']
}) {
  const { ask, action, refused, whole = false, tier } = props
  const { language } = ask
  const faults = refused?.faults ?? {}
  const typed = (name: string) => refused?.form.text(name)
  const options = tiers.map((each) => ({ value: each, words: tierWords[each].name }))
  return (
    <form class="form" method="post" action={href(ask, action)}>
      <Select
        language={language}
        name="tier"
        label={words.tier}
        options={options}
        none={{ zh: '—', en: '—' }}
        value={typed('tier') ?? tier ?? undefined}
        fault={faults.tier}
        required={whole}
      />
      <Input
        language={language}
        name="effective"
        label={words.effective}
        help={words.effectiveHelp}
        type="datetime-local"
        value={typed('effective')}
        fault={faults.effective}
      />
      <Input
        language={language}
        name="expires"
        label={words.expires}
        type="datetime-local"
        value={typed('expires')}
        fault={faults.expires}
        required={whole}
      />
      <Words ask={ask} refused={refused} prefix="" />
      {whole && (
        <Choices
          language={language}
          name="exercise"
          label={words.exercise}
          help={words.exerciseHelp}
          options={[{ value: 'yes', words: words.yes }]}
          chosen={refused?.form.all('exercise') ?? []}
        />
      )}
      <button type="submit">{whole ? words.issue[language] : words.change[language]}</button>
    </form>
  )
}

/** Keeps the fields of lifting apart from those of changing, which stand on the same page. */
const liftPrefix = 'lift-'

/** Why, and what else the public is told. */
function Words({ ask, refused, prefix }: { ask: DeskAsk; refused: Refused | undefined; prefix: string }) {
  const { language } = ask
  const faults = refused?.faults ?? {}
  const field = (name: 'reason' | 'text_zh' | 'text_en') => ({
    language,
    name: `${prefix}${name}`,
    value: refused?.form.text(`${prefix}${name}`),
    fault: faults[`${prefix}${name}`],
  })
  return (
    <>
      <TextArea
        {...field('reason')}
        label={words.reason}
        help={words.reasonHelp}
        rows={3}
        max={2000}
        required
      />
      <TextArea {...field('text_zh')} label={words.textZh} help={words.textHelp} rows={3} max={4000} />
      <TextArea {...field('text_en')} label={words.textEn} rows={3} max={4000} />
    </>
  )
}

/** Issuing, changing and lifting alerts by the forecaster on duty. */
export function alertDeskRoutes(web: Hono, house: House): void {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const page = async (ask: DeskAsk, refused?: Refused): Promise<DeskAnswer> => {
    const at = house.clock()
    const state = { inForce: await alertsInForce(db, at), proposed: await proposal(db, at, zone) }
    const body = <Alerts ask={ask} house={house} state={state} {...(refused ? { refused } : {})} />
    return { body, status: refused ? 422 : 200 }
  }
  const deed = (ask: DeskAsk, form: Form, act: () => Promise<unknown>) =>
    unlessRefused(
      form,
      async () => {
        await act()
        return { to: `${href(ask, '/desk/air/alerts')}?done=1` }
      },
      (refused) => page(ask, refused),
    )
  desk(web, house, '/desk/air/alerts', mayForecast, (ask) => page(ask))
  deskAct(web, house, '/desk/air/alerts', mayForecast, async (ask, form) => {
    const read = readForm(issueForm(zone), form)
    if (!read.ok) return page(ask, { faults: read.faults, form })
    const { tier, effective, expires, reason, exercise } = read.data
    const by = ask.officer.name.zh
    const asked = { tier, expires, reason, by, text: textOf(read.data), exercise: exercise === 'yes' }
    return deed(ask, form, () => issueAlert(house, effective ? { ...asked, effective } : asked))
  })
  const numbered = '/desk/air/alerts/:id{[1-9][0-9]{0,14}}'
  deskAct(web, house, `${numbered}/change`, mayForecast, async (ask, form) => {
    const read = readForm(changeForm(zone), form)
    if (!read.ok) return page(ask, { faults: read.faults, form })
    const { tier, effective, expires, reason } = read.data
    const changes = {
      ...(tier ? { tier } : {}),
      ...(effective ? { effective } : {}),
      ...(expires ? { expires } : {}),
    }
    const asked = { ...changes, reason, by: ask.officer.name.zh, text: textOf(read.data) }
    return deed(ask, form, () => updateAlert(house, Number(ask.params.id), asked))
  })
  deskAct(web, house, `${numbered}/lift`, mayForecast, async (ask, form) => {
    const read = readForm(liftForm, form.without(liftPrefix))
    if (!read.ok) {
      const faults = Object.entries(read.faults).map(([name, fault]) => [liftPrefix + name, fault])
      return page(ask, { faults: Object.fromEntries(faults), form })
    }
    const asked = { reason: read.data.reason, by: ask.officer.name.zh, text: textOf(read.data) }
    return deed(ask, form, () => cancelAlert(house, Number(ask.params.id), asked))
  })
}
