import type { Child } from 'hono/jsx'
import { Choices, Input, Select, TextArea } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import type { Words } from '../../words.ts'
import { type CaseField, stateOf, takesOf } from '../declare.ts'
import { mayManageCases } from '../duties.ts'
import { stillToSign } from '../tasks.ts'
import { label, words } from '../words.ts'
import type { CaseProps } from './case.tsx'
import { fieldName, fieldsOf, type Shown } from './shown.ts'

/** The deeds of the procedure itself: its fields, one place for a remark, and a button for each. */
export function Acts({ ask, shown, form }: CaseProps) {
  const { language } = ask
  const { one, of, moves } = shown
  const w = words[language]
  if (moves.length === 0) return null
  const takes = new Set<string>(moves.flatMap(([, move]) => takesOf(move, one)))
  const fields = Object.entries(fieldsOf(of)).filter(([name]) => takes.has(name))
  return (
    <section class="section case-screen">
      <h2>{w.acts}</h2>
      <form class="form" method="post" action={href(ask, `/desk/cases/${one.id}/act`)}>
        <input type="hidden" name="revision" value={String(one.revision)} />
        {fields.map(([name, field]) => (
          <CaseInput
            name={fieldName(name)}
            field={field}
            values={form ? form.all(fieldName(name)) : asTyped(one.data[name])}
            ask={ask}
            shown={shown}
          />
        ))}
        <TextArea
          language={language}
          name="reason"
          label={label('reason')}
          help={moves.some(([, { kind }]) => kind === 'return') ? label('reasonHelp') : undefined}
          value={form?.text('reason')}
          rows={3}
          max={2_000}
        />
        <div class="acts">
          {moves.map(([verb, move], at) => (
            <button type="submit" name="verb" value={verb} class={at === 0 ? undefined : 'quiet'}>
              {move.words[language]}
            </button>
          ))}
        </div>
      </form>
    </section>
  )
}

const asTyped = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === null || value === undefined ? [] : [String(value)]

const inputTypes = { line: 'text', day: 'date', moment: 'datetime-local', number: 'number' } as const

const optionsOf = ({ choices = {} }: CaseField) =>
  Object.entries(choices).map(([value, choice]) => ({ value, words: choice }))

const peopleOf = ({ colleagues }: Shown) => colleagues.map(({ id, name }) => ({ value: id, words: name }))

type CaseInputProps = Pick<CaseProps, 'ask' | 'shown'> & {
  name: string
  field: CaseField
  values: readonly string[]
}

function CaseInput({ ask, shown, name, field, values }: CaseInputProps) {
  const common = { language: ask.language, name, label: field.words, value: values[0] }
  switch (field.kind) {
    case 'text':
      return <TextArea {...common} />
    case 'choice':
      return <Select {...common} options={optionsOf(field)} none={label('pick')} />
    case 'officer':
      return <Select {...common} options={peopleOf(shown)} none={label('pick')} />
    case 'officers':
      return <Choices {...common} options={peopleOf(shown)} chosen={values} />
    case 'several':
      return <Choices {...common} options={optionsOf(field)} chosen={values} />
    default:
      return <Input {...common} type={inputTypes[field.kind]} />
  }
}

/** What may be done to any case: hand on, add a signer, circulate, urge. */
export function Others(props: CaseProps) {
  const { ask, shown } = props
  const w = words[ask.language]
  const { one, of, signs, partakes, unread } = shown
  const manages = mayManageCases.holds(ask.officer, undefined) && !one.endedAt
  const sign = stateOf(of, one.state).task?.sign ?? 'any'
  const waits = shown.tasks.some(({ kind, status }) => kind === 'do' && status === 'open')
  if (!signs && !partakes && !unread) return null
  return (
    <section class="section case-screen">
      <h2>{w.others}</h2>
      {unread && (
        <form method="post" action={href(ask, `/desk/cases/${one.id}/read`)}>
          <button type="submit">{w.seen}</button>
        </form>
      )}
      {(signs || (manages && waits)) && (
        <Other {...props} verb="transfer">
          {manages && <Seats {...props} />}
          <Colleague {...props} name="transfer-to" />
        </Other>
      )}
      {(signs || manages) && sign !== 'any' && (
        <Other {...props} verb="add">
          <Colleague {...props} name="add-to" />
        </Other>
      )}
      {partakes && (
        <Other {...props} verb="circulate">
          <Choices
            language={ask.language}
            name="circulate-to"
            label={label('toMany')}
            options={peopleOf(shown)}
            chosen={props.form?.all('circulate-to') ?? []}
          />
        </Other>
      )}
      {partakes && waits && <Other {...props} verb="urge" />}
    </section>
  )
}

const Colleague = ({ ask, shown, form, name }: CaseProps & { name: string }) => (
  <Select
    language={ask.language}
    name={name}
    label={label('to')}
    options={peopleOf(shown)}
    value={form?.text(name)}
    none={label('pick')}
    required
  />
)

/** Whose task is handed on, for who does it in another's place. */
function Seats({ ask, shown, form }: CaseProps) {
  const seats = shown.tasks.filter(stillToSign)
  const unknown: Words = { zh: '—', en: '—' }
  return (
    <Select
      language={ask.language}
      name="transfer-seat"
      label={label('transferSeat')}
      options={seats.map(({ seat }) => ({ value: seat, words: shown.names.get(seat) ?? unknown }))}
      value={form?.text('transfer-seat')}
    />
  )
}

type OtherVerb = 'transfer' | 'add' | 'circulate' | 'urge'

function Other({ ask, shown, form, verb, children }: CaseProps & { verb: OtherVerb; children?: Child }) {
  const w = words[ask.language]
  const reason = `${verb}-reason`
  return (
    <details class="other">
      <summary>{w[verb]}</summary>
      <p class="small">{w[`${verb}Help`]}</p>
      <form class="form" method="post" action={href(ask, `/desk/cases/${shown.one.id}/${verb}`)}>
        <input type="hidden" name="revision" value={String(shown.one.revision)} />
        {children}
        <TextArea
          language={ask.language}
          name={reason}
          label={label('reason')}
          value={form?.text(reason)}
          rows={2}
          max={2_000}
        />
        <button type="submit" class="quiet">
          {w[verb]}
        </button>
      </form>
    </details>
  )
}
