import { assetUrl } from '../../html/assets.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault } from '../../html/form.tsx'
import type { Faults } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import type { Draft } from '../drafts.ts'
import type { Look } from '../kind.ts'
import type { AnyRow } from '../register.ts'
import { FieldsOf } from './fields.tsx'
import { type At, crumbsOf, titleOf, whenOf, whoOf, within } from './shown.ts'
import { label, words } from './words.ts'

export interface FormProps extends At {
  /** The row that is changed; null for a new one. */
  row: AnyRow | null
  /** Revision from which the change is made. */
  revision: number
  look: Look
  texts: Record<string, string>
  faults?: Faults
  /** Why it was not saved, where that is not the fault of a field. */
  problem?: Words
  /** A draft that is offered, or that is shown already. */
  draft?: Draft | null
  drafted?: boolean
  others?: { officer: string; since: number }[]
}

/** Where the form of a row is, below its register. */
const formPath = (row: AnyRow | null) => (row === null ? '/new' : `/${row.id}`)

/** Says whose form of the row is open too, in his words. */
export const othersWords = (others: { officer: string; since: number }[], at: Temporal.Instant, look: Look) =>
  others
    .map(({ officer, since }) =>
      words[look.language].opened(whoOf(`officer/${officer}`, look), whenOf(since, look, at)),
    )
    .join(' ')

/** The form of a row: with script it keeps drafts and says who else is at it, without it simply works. */
export function RowForm(props: FormProps) {
  const { house, r, ask, row, revision, look, texts, faults = {}, problem } = props
  const w = words[ask.language]
  const title = row === null ? `${w.add} · ${r.words[ask.language]}` : titleOf(r, row, look)
  const below = { words: label(row === null ? 'add' : 'edit') }
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={title}
      crumbs={row === null ? crumbsOf(r, below) : crumbsOf(r, rowCrumb(props, title), below)}
    >
      <NotSaved {...props} faults={faults} />
      {problem && <FormFault>{problem[ask.language]}</FormFault>}
      <DraftNotice {...props} />
      <register-form
        data-draft={within(props, `${formPath(row)}/draft`)}
        data-open={row === null ? undefined : within(props, `/${row.id}/open`)}
        data-lost={w.draftLost}
        data-unsaved={Object.keys(faults).length > 0 || problem || props.drafted ? '' : undefined}
      >
        {row !== null && (
          <p class="register-others" role="status">
            {othersWords(props.others ?? [], ask.at, look)}
          </p>
        )}
        <form
          class="form register-form"
          method="post"
          action={within(props, row === null ? '/new' : `/${row.id}/edit`)}
        >
          <input type="hidden" name="row-revision" value={String(revision)} />
          <FieldsOf r={r} look={look} texts={texts} faults={faults} />
          <div class="acts">
            <button type="submit">{w.save}</button>
            <a href={within(props, row === null ? '' : `/${row.id}`)}>{w.cancel}</a>
            <span class="small register-kept" role="status" />
          </div>
        </form>
        <script type="module" src={assetUrl('register-form.js')} />
      </register-form>
    </DeskPage>
  )
}

const rowCrumb = ({ r, row }: FormProps, title: string) => ({
  words: { zh: title, en: title },
  path: `/desk/r/${r.key}/${row!.id}`,
})

/** Leads to each field that is wrong. */
function NotSaved({ r, ask, faults }: FormProps & { faults: Faults }) {
  const names = Object.keys(faults)
  if (names.length === 0) return null
  return (
    <FormFault>
      {words[ask.language].notAccepted}{' '}
      {names.map((name, at) => (
        <>
          {at > 0 && (ask.language === 'zh' ? '、' : ', ')}
          <a href={`#${name}`}>{r.fields[name]?.words[ask.language] ?? name}</a>
        </>
      ))}
    </FormFault>
  )
}

function DraftNotice(props: FormProps) {
  const { ask, row, draft, drafted, look } = props
  const w = words[ask.language]
  if (drafted) return <Done>{w.draftTaken}</Done>
  if (!draft) return null
  const path = within(props, row === null ? '/new' : `/${row.id}/edit`)
  return (
    <div class="done register-draft">
      <p>{w.draft(whenOf(draft.at, look, ask.at))}</p>
      <p class="acts">
        <a class="button" href={`${path}?draft=1`}>
          {w.takeDraft}
        </a>
        <form method="post" action={within(props, `${formPath(row)}/draft`)}>
          <button class="quiet" name="drop" value="1" type="submit">
            {w.dropDraft}
          </button>
        </form>
      </p>
    </div>
  )
}
