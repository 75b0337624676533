import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Choices, Done, FormFault, Input, Select, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Empty } from '../../kit/html/parts.tsx'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { fault, writing } from '../../kit/web/asked.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { type Faults, type Form, readForm } from '../../kit/web/form.ts'
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

const texts = { text_zh: writing(4000).optional(), text_en: writing(4000).optional() }

const issueForm = (zone: string) =>
  z.object({
    tier: z.enum(tiers),
    effective: localMoment(zone).optional(),
    expires: localMoment(zone),
    reason: writing(2000),
    ...texts,
    exercise: z.literal('yes').optional(),
  })
const changeForm = (zone: string) =>
  issueForm(zone).omit({ exercise: true }).partial({ tier: true, expires: true })
const liftForm = z.object({ reason: writing(2000), ...texts })

interface Texts {
  text_zh?: string | undefined
  text_en?: string | undefined
}

const textOf = ({ text_zh, text_en }: Texts) =>
  text_zh !== undefined && text_en !== undefined ? { zh: text_zh, en: text_en } : null

/** Words for the public are said in both languages or in none. */
function textFaults({ text_zh, text_en }: Texts): Faults {
  if ((text_zh === undefined) === (text_en === undefined)) return {}
  return { [text_zh === undefined ? 'text_zh' : 'text_en']: words.bothTexts }
}

interface State {
  inForce: AlertMessage[]
  proposed: Proposal
}

interface Refused {
  faults: Faults
  form: Form
  /** What is wrong with the whole of it. */
  problem?: Problem
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
  const today = house.clock().toZonedDateTimeISO(zone).toPlainDate().toString()
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
          <Words ask={ask} refused={undefined} prefix="lift-" />
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

/** Why, and what else the public is told. Two forms of a page may not share ids: the second has a prefix. */
function Words({ ask, refused, prefix }: { ask: DeskAsk; refused: Refused | undefined; prefix: string }) {
  const { language } = ask
  const faults = refused?.faults ?? {}
  const field = (name: 'reason' | 'text_zh' | 'text_en') => ({
    language,
    name: `${prefix}${name}`,
    value: refused?.form.text(`${prefix}${name}`),
    fault: faults[name],
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
  const done = (ask: DeskAsk) => ({ to: `${href(ask, '/desk/air/alerts')}?done=1` })
  /** What a rule of alerts forbids stands above the form with all that was typed. */
  const deed = async (ask: DeskAsk, form: Form, act: () => Promise<unknown>): Promise<DeskAnswer> => {
    try {
      await act()
      return done(ask)
    } catch (error) {
      if (error instanceof Problem) return page(ask, { faults: {}, form, problem: error })
      throw error
    }
  }
  desk(web, house, '/desk/air/alerts', mayForecast, (ask) => page(ask))
  deskAct(web, house, '/desk/air/alerts', mayForecast, async (ask, form) => {
    const read = readForm(issueForm(zone), form)
    const faults = read.ok ? textFaults(read.data) : read.faults
    if (!read.ok || Object.keys(faults).length > 0) return page(ask, { faults, form })
    const { tier, effective, expires, reason, exercise } = read.data
    const by = ask.officer.name.zh
    const asked = { tier, expires, reason, by, text: textOf(read.data), exercise: exercise === 'yes' }
    return deed(ask, form, () => issueAlert(house, effective ? { ...asked, effective } : asked))
  })
  const numbered = '/desk/air/alerts/:id{[1-9][0-9]{0,14}}'
  deskAct(web, house, `${numbered}/change`, mayForecast, async (ask, form) => {
    const read = readForm(changeForm(zone), form)
    const faults = read.ok ? textFaults(read.data) : read.faults
    if (!read.ok || Object.keys(faults).length > 0) return page(ask, { faults, form })
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
    const plain = form.without('lift-')
    const read = readForm(liftForm, plain)
    const faults = read.ok ? textFaults(read.data) : read.faults
    if (!read.ok || Object.keys(faults).length > 0) return page(ask, { faults, form })
    const asked = { reason: read.data.reason, by: ask.officer.name.zh, text: textOf(read.data) }
    return deed(ask, form, () => cancelAlert(house, Number(ask.params.id), asked))
  })
}
