import { Choices, Input } from '../../html/form.tsx'
import { addressOf } from '../query.ts'
import type { View } from '../views.ts'
import type { ListProps } from './list.tsx'
import { within } from './shown.ts'
import { label, words } from './words.ts'

/** The address of a view; it says which one it is, so that it can be marked. */
const viewAddress = (props: ListProps, { id, query }: View) =>
  within(props, `${query}${query ? '&' : '?'}view=${id}`)

const currentView = ({ ask, views }: ListProps): View | undefined =>
  views.find(({ id }) => String(id) === ask.query.get('view'))

/** Everybody's views, and his own. */
export function ViewLinks(props: ListProps) {
  const { ask, views } = props
  const w = words[ask.language]
  const current = currentView(props)
  return (
    <nav class="register-views" aria-label={w.views}>
      <ul>
        {views.map((view) => (
          <li>
            <a href={viewAddress(props, view)} aria-current={view === current ? 'page' : undefined}>
              {view.name}
            </a>
            {view.owner === null && <span class="small"> {w.ofAll}</span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Keeps what is shown under a name; or takes away the view that is shown. */
export function SaveView(props: ListProps & { mayChange: boolean }) {
  const { r, ask, wanted, mayChange } = props
  const { language } = ask
  const w = words[language]
  const current = currentView(props)
  const mayRemove = current && (current.owner !== null || mayChange)
  return (
    <details class="register-save-view">
      <summary>{w.views}</summary>
      <form class="form" method="post" action={within(props, '/views')}>
        <input type="hidden" name="query" value={addressOf(r, wanted)} />
        <Input language={language} name="name" label={label('viewName')} required max={40} />
        {mayChange && (
          <Choices
            language={language}
            name="shared"
            label={label('forAll')}
            options={[{ value: '1', words: label('forAll') }]}
            chosen={[]}
          />
        )}
        <button type="submit">{w.saveView}</button>
      </form>
      {mayRemove && (
        <form class="form" method="post" action={within(props, '/views')}>
          <input type="hidden" name="remove" value={String(current.id)} />
          <button class="quiet" type="submit">
            {w.removeView}
          </button>
        </form>
      )}
    </details>
  )
}
