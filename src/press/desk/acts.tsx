import { Input, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import type { Shown } from '../../kit/procedure/pages/shown.ts'
import type { House } from '../../kit/room.ts'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import type { Form } from '../../kit/web/form.ts'
import { maySign } from '../duties.ts'
import type { TextRow } from '../publish.ts'
import { editorPath, localOf } from './shown.ts'
import { label, words } from './words.ts'

interface Props {
  ask: DeskAsk
  house: House
  text: TextRow
  shown: Shown
  form?: Form | undefined
}

/** What he may do to a text now: one place for a remark, a button for each deed. */
export function Steps(props: Props) {
  const { ask, text, shown } = props
  const { moves } = shown
  const mine = props.form?.text('text') === String(text.id) ? props.form : undefined
  const has = (verb: string) => moves.some(([name]) => name === verb)
  const asks = moves.some(([, { kind, reason }]) => kind === 'return' || reason === 'needed')
  const prefix = `${text.language}-`
  return (
    <>
      {moves.length > 0 && (
        <form class="form" method="post" action={href(ask, `${editorPath(text)}/step`)}>
          <input type="hidden" name="text" value={String(text.id)} />
          <input type="hidden" name="revision" value={String(shown.one.revision)} />
          {has('submit') && text.state === 'correcting' && (
            <TextArea
              language={ask.language}
              name={`${prefix}note`}
              label={label('note')}
              value={mine?.text(`${prefix}note`) ?? String(shown.one.data.note ?? '')}
              rows={2}
              max={1_000}
            />
          )}
          {has('sign') && !shown.one.data.live && <HourFields {...props} prefix={prefix} form={mine} />}
          {(asks || has('pass')) && (
            <TextArea
              language={ask.language}
              name={`${prefix}reason`}
              label={label('reason')}
              help={label('reasonHelp')}
              value={mine?.text(`${prefix}reason`)}
              rows={2}
              max={2_000}
            />
          )}
          <div class="acts">
            {moves.map(([verb, move], at) => (
              <button
                type="submit"
                name="verb"
                value={verb}
                class={at === 0 && verb !== 'takeDown' ? undefined : 'quiet'}
              >
                {move.words[ask.language]}
              </button>
            ))}
          </div>
        </form>
      )}
      {text.state === 'dropped' && <Again {...props} />}
      {text.state === 'scheduled' && maySign.holds(ask.officer, undefined) && (
        <Hours {...props} form={mine} />
      )}
    </>
  )
}

const Again = ({ ask, text }: Props) => (
  <form method="post" action={href(ask, `${editorPath(text)}/again`)}>
    <button type="submit" class="quiet">
      {words[ask.language].takeUp}
    </button>
  </form>
)

/** Another hour for what waits for its own. */
function Hours(props: Props) {
  const { ask, text } = props
  return (
    <form class="form" method="post" action={href(ask, `${editorPath(text)}/hours`)}>
      <input type="hidden" name="text" value={String(text.id)} />
      <HourFields {...props} prefix={`${text.language}-`} />
      <button type="submit" class="quiet">
        {words[ask.language].setHours}
      </button>
    </form>
  )
}

/** When it goes out, not before when, and when its time is over: in the centre's time. */
export function HourFields(
  props: Omit<Props, 'shown'> & { prefix: string; values?: Record<string, string> },
) {
  const { ask, house, text, prefix, form, values } = props
  const field = (name: 'publish_at' | 'embargo_until' | 'expires_at') => ({
    language: ask.language,
    type: 'datetime-local' as const,
    name: `${prefix}${name}`,
    value: form?.text(`${prefix}${name}`) ?? values?.[name] ?? localOf(house, text[name]),
  })
  return (
    <>
      <Input {...field('publish_at')} label={label('publishAt')} help={label('publishHelp')} />
      <Input {...field('embargo_until')} label={label('embargoUntil')} help={label('embargoHelp')} />
      <Input {...field('expires_at')} label={label('expiresAt')} help={label('expiresHelp')} />
    </>
  )
}
