import { Choices, Input, Select, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import { type Proposal, tiers, tierWords } from '../alert/index.ts'
import type { Refused } from './refused.ts'
import { words } from './words.ts'

interface FormProps {
  ask: DeskAsk
  refused?: Refused | undefined
}

/** Changing and lifting an alert that is in force. */
export function Further({ ask, alert, refused }: FormProps & { alert: number }) {
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
            {words.proposeLift[language]}
          </button>
        </form>
      </section>
    </>
  )
}

export function AlertForm(
  props: FormProps & {
    action: string
    /** A new alert, not a change of one that stands. */
    whole?: boolean
    tier?: Proposal['tier']
  },
) {
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
        help={whole ? words.effectiveHelp : words.unchangedHelp}
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
      <button type="submit">{words[whole ? 'proposeIssue' : 'proposeChange'][language]}</button>
    </form>
  )
}

/** Keeps the fields of lifting apart from those of changing, which stand on the same page. */
export const liftPrefix = 'lift-'

/** Why, and what else the public is told. */
function Words({ ask, refused, prefix }: FormProps & { prefix: string }) {
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
