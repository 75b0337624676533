import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault, Input, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { anyOfficer, signatureOf } from '../../people/officer.ts'
import { todayOf } from '../../people/sign-in.ts'
import type { House } from '../../room.ts'
import { addDays, type Day, eachDay } from '../../time.ts'
import { day, oneLine } from '../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { type Faults, type Form, readForm } from '../../web/form.ts'
import { mayKeepCalendar } from '../duties.ts'
import { type Holiday, holidays, publicCalendar, setHoliday } from '../holidays.ts'
import { label, words } from '../words.ts'

interface CalendarProps {
  ask: DeskAsk
  house: House
  set: Holiday[]
  coming: { day: Day; workday: boolean; name: string }[]
  form?: Form
  faults?: Faults
}

const kinds = [
  { value: 'rest', words: label('rest') },
  { value: 'work', words: label('work') },
]

function CalendarPage(props: CalendarProps) {
  const { ask, house, set, coming } = props
  const { language } = ask
  const w = words[language]
  const keeps = mayKeepCalendar.holds(ask.officer, undefined)
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.calendar}
      crumbs={[{ words: label('calendar') }]}
      lead={w.calendarLead}
    >
      {ask.query.get('done') && <Done>{w.calendarSet}</Done>}
      <section class="section">
        <h2>{w.setDays}</h2>
        <DataTable
          caption={<span class="skip">{w.setDays}</span>}
          rows={set}
          empty={w.setNone}
          columns={[
            { head: w.day, cell: (each) => each.day },
            { head: w.kind, cell: ({ kind }) => w[kind] },
            { head: w.note, cell: ({ note }) => note },
            ...(keeps
              ? [
                  {
                    head: <span class="skip">{w.remove}</span>,
                    cell: (each: Holiday) => <Remove ask={ask} day={each.day} />,
                  },
                ]
              : []),
          ]}
        />
      </section>
      {keeps && <SetDay {...props} />}
      <section class="section">
        <h2>{w.coming}</h2>
        <DataTable
          caption={<span class="skip">{w.coming}</span>}
          rows={coming}
          empty={w.comingNone}
          columns={[
            { head: w.day, cell: (each) => each.day },
            { head: w.kind, cell: ({ workday }) => (workday ? w.work : w.rest) },
            { head: w.note, cell: ({ name }) => holidayName(name, language) },
          ]}
        />
      </section>
    </DeskPage>
  )
}

/** The package writes "National Day,国庆节,3". */
const holidayName = (name: string, language: 'zh' | 'en') =>
  name.split(',')[language === 'zh' ? 1 : 0] ?? name

const Remove = ({ ask, day: each }: { ask: DeskAsk; day: Day }) => (
  <form method="post" action={href(ask, '/desk/calendar/remove')}>
    <input type="hidden" name="day" value={each} />
    <button type="submit" class="plain">
      {words[ask.language].remove}
    </button>
  </form>
)

function SetDay({ ask, form, faults = {} }: CalendarProps) {
  const { language } = ask
  const w = words[language]
  const common = (name: string) => ({ language, name, value: form?.text(name), fault: faults[name] })
  return (
    <form class="form" method="post" action={href(ask, '/desk/calendar')}>
      {Object.keys(faults).length > 0 && <FormFault>{w.notAccepted}</FormFault>}
      <Input {...common('day')} label={label('day')} type="date" required />
      <Select {...common('kind')} label={label('kind')} options={kinds} required />
      <Input {...common('note')} label={label('note')} max={80} required />
      <button type="submit">{w.set}</button>
    </form>
  )
}

const newDay = z.object({ day, kind: z.enum(['rest', 'work']), note: oneLine(80) })

/** Public holidays and worked weekends of the year that begins today. */
async function comingDays(today: Day): Promise<CalendarProps['coming']> {
  const known = await publicCalendar()
  return [...eachDay(today, addDays(today, 365))]
    .map((each) => ({ day: each, ...known(each) }))
    .filter(({ name }) => name.includes(','))
}

/** The working days of the centre; whoever keeps the calendar may set them. */
export function calendarRoutes(web: Hono, house: House): void {
  const show = async (ask: DeskAsk, typed: Pick<CalendarProps, 'form' | 'faults'> = {}) => (
    <CalendarPage
      ask={ask}
      house={house}
      set={await holidays(house.store.db)}
      coming={await comingDays(todayOf(house))}
      {...typed}
    />
  )
  const put = (ask: DeskAsk, each: Day, set: Omit<Holiday, 'day'> | null) =>
    house.store.db
      .transaction()
      .execute((tx) =>
        setHoliday(tx, each, set, house.settings.LANTIAN_ZONE, { at: ask.at, by: signatureOf(ask.officer) }),
      )
  desk(web, house, '/desk/calendar', anyOfficer, async (ask) => ({ body: await show(ask) }))
  deskAct(web, house, '/desk/calendar', mayKeepCalendar, async (ask, form) => {
    const read = readForm(newDay, form)
    if (!read.ok) return { body: await show(ask, { form, faults: read.faults }), status: 422 }
    const { day: each, kind, note } = read.data
    await put(ask, each, { kind, note })
    return { to: `${href(ask, '/desk/calendar')}?done=1` }
  })
  deskAct(web, house, '/desk/calendar/remove', mayKeepCalendar, async (ask, form) => {
    const read = readForm(newDay.pick({ day: true }), form)
    if (read.ok) await put(ask, read.data.day, null)
    return { to: `${href(ask, '/desk/calendar')}?done=1` }
  })
}
