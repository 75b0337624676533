import type { Hono } from 'hono'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Choices, Done, FormFault, Input, Select, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable } from '../../kit/html/parts.tsx'
import { signatureOf } from '../../kit/people/officer.ts'
import { type Case, openCases } from '../../kit/procedure/procedure.ts'
import type { House } from '../../kit/room.ts'
import { addDays, dayAt } from '../../kit/time.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { type Form, faultsOf } from '../../kit/web/form.ts'
import { type NewOverrule, overruleSchema } from '../forecast/asked.ts'
import { type DayForecast, forecastFor, furthest, type IndexRange, withdraw } from '../forecast/index.ts'
import { type OverruleCase, overruleProcedure } from '../forecast/overrule.procedure.ts'
import { dayWords } from '../pages/words.ts'
import { pollutants, symbols } from '../pollutants.ts'
import { mayForecast } from './duties.ts'
import { propose } from './propose.ts'
import { type Refused, unlessRefused } from './refused.ts'
import { Waiting } from './waiting.tsx'
import { words } from './words.ts'

const range = ({ low, high }: IndexRange) => `${low}–${high}`

function Forecast({
  ask,
  house,
  days,
  waiting,
  refused,
}: {
  ask: DeskAsk
  house: House
  days: readonly DayForecast[]
  waiting: readonly Case<OverruleCase>[]
  refused?: Refused
}) {
  const { language } = ask
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={words.forecast[language]}
      crumbs={[{ words: words.forecast }]}
      lead={words.forecastLead[language]}
    >
      {ask.query.get('done') !== null && <Done>{words.done[language]}</Done>}
      {refused && <FormFault>{refused.problem?.in(language) ?? words.notAccepted[language]}</FormFault>}
      <Waiting ask={ask} of={overruleProcedure} cases={waiting} />
      <section class="section">
        <DataTable
          caption={<span class="skip">{words.forecast[language]}</span>}
          rows={days}
          empty={words.noForecast[language]}
          columns={[
            { head: words.day[language], cell: ({ day }) => dayWords(day, language) },
            {
              head: words.machine[language],
              numeric: true,
              cell: ({ machine }) => (machine ? range(machine) : '—'),
            },
            { head: words.shown[language], numeric: true, cell: (day) => range(day) },
            {
              head: words.chief[language],
              cell: ({ chief }) => chief.map((each) => symbols[each]).join(' ') || '—',
            },
            { head: words.by[language], cell: ({ overrule: said }) => said && `${said.by}: ${said.reason}` },
            {
              head: <span class="skip">{words.withdraw[language]}</span>,
              cell: (day) => <TakeBack ask={ask} day={day} />,
            },
          ]}
        />
        <p class="after">
          <a href={href(ask, '/air/forecast')}>{words.public[language]}</a>
        </p>
      </section>
      <section class="section">
        <h2>{words.overrule[language]}</h2>
        <OverruleForm ask={ask} house={house} refused={refused} />
      </section>
    </DeskPage>
  )
}

function TakeBack({ ask, day }: { ask: DeskAsk; day: DayForecast }) {
  if (!day.overrule) return null
  const { language } = ask
  return (
    <form class="acts" method="post" action={href(ask, `/desk/air/forecast/${day.overrule.id}/withdraw`)}>
      <input
        name="reason"
        required
        maxlength={1000}
        placeholder={words.reason[language]}
        aria-label={words.reason[language]}
      />
      <button type="submit" class="plain">
        {words.withdraw[language]}
      </button>
    </form>
  )
}

function OverruleForm({
  ask,
  house,
  refused,
}: {
  ask: DeskAsk
  house: House
  refused?: Refused | undefined
}) {
  const { language } = ask
  const faults = refused?.faults ?? {}
  const typed = (name: string) => refused?.form.text(name)
  const today = dayAt(house.clock(), house.settings.LANTIAN_ZONE)
  const ahead = Array.from({ length: furthest }, (_, i) => addDays(today, i + 1))
  const days = ahead.map((day) => ({
    value: day,
    words: { zh: dayWords(day, 'zh'), en: dayWords(day, 'en') },
  }))
  const chiefs = pollutants.map((each) => ({ value: each, words: { zh: symbols[each], en: symbols[each] } }))
  return (
    <form class="form" method="post" action={href(ask, '/desk/air/forecast')}>
      <Select
        language={language}
        name="day"
        label={words.day}
        options={days}
        value={typed('day')}
        fault={faults.day}
        required
      />
      <Input
        language={language}
        name="low"
        label={words.low}
        type="number"
        value={typed('low')}
        fault={faults.low}
        required
      />
      <Input
        language={language}
        name="high"
        label={words.high}
        type="number"
        value={typed('high')}
        fault={faults.high}
        required
      />
      <Choices
        language={language}
        name="chief"
        label={words.chief}
        help={words.chiefHelp}
        options={chiefs}
        chosen={refused?.form.all('chief') ?? []}
        fault={faults.chief}
      />
      <TextArea
        language={language}
        name="text_zh"
        label={words.textZh}
        help={words.textHelp}
        rows={2}
        max={600}
        value={typed('text_zh')}
        fault={faults.text}
      />
      <TextArea
        language={language}
        name="text_en"
        label={words.textEn}
        rows={2}
        max={600}
        value={typed('text_en')}
      />
      <TextArea
        language={language}
        name="reason"
        label={words.reason}
        rows={2}
        max={1000}
        value={typed('reason')}
        fault={faults.reason}
        required
      />
      <button type="submit">{words.save[language]}</button>
    </form>
  )
}

/** The form as the rules of overruling read it; what is no number is left for them to refuse. */
function askedIn(form: Form, by: string): unknown {
  const number = (name: string) =>
    /^\d{1,4}$/.test(form.text(name).trim()) ? Number(form.text(name)) : form.text(name)
  const [zh, en] = [form.text('text_zh').trim(), form.text('text_en').trim()]
  return {
    day: form.text('day'),
    low: number('low'),
    high: number('high'),
    chief: form.all('chief'),
    text: zh || en ? { zh, en } : null,
    reason: form.text('reason'),
    by,
  }
}

/** A word that the rules accept, as its case keeps it. */
const caseOf = ({ text, reason, ...rest }: NewOverrule): OverruleCase => ({
  ...rest,
  why: reason,
  text_zh: text?.zh ?? '',
  text_en: text?.en ?? '',
  overrule: null,
})

/** Overruling the machine's forecast: proposed here, in force by the second signature; taken back by one. */
export function forecastDeskRoutes(web: Hono, house: House): void {
  const { db } = house.store
  const page = async (ask: DeskAsk, refused?: Refused): Promise<DeskAnswer> => {
    const forecast = await forecastFor(db, house.clock(), house.settings.LANTIAN_ZONE)
    const waiting = await openCases(db, overruleProcedure)
    const more = { waiting, ...(refused ? { refused } : {}) }
    const body = <Forecast ask={ask} house={house} days={forecast?.days ?? []} {...more} />
    return { body, status: refused ? 422 : 200 }
  }
  const deed = (ask: DeskAsk, form: Form, act: () => Promise<DeskAnswer>) =>
    unlessRefused(form, act, (refused) => page(ask, refused))
  desk(web, house, '/desk/air/forecast', mayForecast, (ask) => page(ask))
  deskAct(web, house, '/desk/air/forecast', mayForecast, async (ask, form) => {
    const read = overruleSchema.safeParse(askedIn(form, ask.officer.name.zh))
    if (!read.success)
      return page(ask, {
        faults: faultsOf(read.error, (field) => form.text(field).trim() === '' && field !== 'chief'),
        form,
      })
    return deed(ask, form, () => propose(house, ask, { of: overruleProcedure, data: caseOf(read.data) }))
  })
  deskAct(web, house, '/desk/air/forecast/:id{[1-9][0-9]{0,14}}/withdraw', mayForecast, async (ask, form) => {
    const reason = form.text('reason').trim().slice(0, 1000)
    if (reason === '') return page(ask, { faults: {}, form })
    return deed(ask, form, async () => {
      const by = ask.officer.name.zh
      await withdraw(house, Number(ask.params.id), { by, reason }, signatureOf(ask.officer))
      return { to: `${href(ask, '/desk/air/forecast')}?done=1` }
    })
  })
}
