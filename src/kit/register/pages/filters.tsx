import { FieldSet, Input, Select } from '../../html/form.tsx'
import type { Words } from '../../words.ts'
import { addressOf } from '../query.ts'
import type { ListProps } from './list.tsx'
import { within } from './shown.ts'
import { label, words } from './words.ts'

/** Search, filters and columns of a list: one form that asks for an address. */
export function ListForm(props: ListProps) {
  const { r, ask, wanted } = props
  const { language } = ask
  const w = words[language]
  const active = Object.keys(wanted.filters).length
  const offered = r.list.filters.filter((name) => r.fields[name]!.kind.filter)
  return (
    <form class="register-ask" method="get" action={within(props)}>
      {wanted.trash && <input type="hidden" name="trash" value="1" />}
      <div class="register-search">
        <Input
          language={language}
          name="q"
          label={label('search')}
          value={wanted.search}
          type="search"
          max={200}
        />
        <button type="submit" name="go" value="1">
          {w.show}
        </button>
      </div>
      <Referred {...props} />
      <div class="register-more">
        <details open={active > 0}>
          <summary>{w.filters(active)}</summary>
          <div class="register-filters">
            {offered.map((name) => (
              <Filter {...props} name={name} />
            ))}
            <Order {...props} />
          </div>
        </details>
        <details>
          <summary>{w.columns}</summary>
          <Columns {...props} />
        </details>
        {(active > 0 || wanted.search !== '') && (
          <a href={within(props, addressOf(r, { ...wanted, search: '', filters: {} }))}>{w.clear}</a>
        )}
      </div>
    </form>
  )
}

function Filter({ r, ask, wanted, look, name }: ListProps & { name: string }) {
  const { kind, words: field } = r.fields[name]!
  const filter = wanted.filters[name]
  const { language } = ask
  if (kind.filter?.kind === 'one')
    return (
      <Select
        language={language}
        name={name}
        label={field}
        options={kind.filter.options(look)}
        none={label('any')}
        value={filter && 'is' in filter ? filter.is : undefined}
      />
    )
  const range = filter && 'from' in filter ? filter : { from: '', until: '' }
  return (
    <>
      {(['from', 'until'] as const).map((end) => (
        <Input
          language={language}
          name={`${name}.${end}`}
          label={bothWords(end, field)}
          value={range[end]}
          type={kind.name === 'day' ? 'date' : 'text'}
          max={40}
        />
      ))}
    </>
  )
}

/** What a click on a heading does too, where there are headings: not on a phone. */
function Order({ r, ask, wanted }: ListProps) {
  const options = r.list.sort.flatMap((name) => {
    const { zh, en } = r.fields[name]!.words
    return (['ascending', 'descending'] as const).map((way) => ({
      value: `${way === 'ascending' ? '' : '-'}${name}`,
      words: { zh: words.zh[way](zh), en: words.en[way](en) },
    }))
  })
  return (
    <Select
      language={ask.language}
      name="sort"
      label={label('sort')}
      options={options}
      value={`${wanted.descending ? '-' : ''}${wanted.sort}`}
    />
  )
}

const bothWords = (end: 'from' | 'until', { zh, en }: Words): Words => ({
  zh: words.zh[end](zh),
  en: words.en[end](en),
})

/** What the list is narrowed to by a reference: it came by a link, and goes with one. */
function Referred(props: ListProps) {
  const { r, ask, wanted, look } = props
  const named = Object.entries(wanted.filters).filter(([name]) => !r.fields[name]!.kind.filter)
  if (named.length === 0) return null
  return (
    <p class="register-referred">
      {named.map(([name, filter]) => {
        const { kind, words: field } = r.fields[name]!
        const is = 'is' in filter ? filter.is : ''
        const { [name]: _, ...filters } = wanted.filters
        return (
          <span class="flag">
            <input type="hidden" name={name} value={is} />
            {field[ask.language]}: {kind.show(Number(is), look)}{' '}
            <a
              href={within(props, addressOf(r, { ...wanted, filters }))}
              aria-label={words[ask.language].clear}
            >
              ×
            </a>
          </span>
        )
      })}
    </p>
  )
}

function Columns({ r, ask, wanted }: ListProps) {
  const { language } = ask
  return (
    <FieldSet language={language} name="cols" label={label('columns')}>
      <div class="choices">
        {Object.entries(r.fields).map(([name, field]) => (
          <label>
            <input type="checkbox" name="cols" value={name} checked={wanted.columns.includes(name)} />
            {field.words[language]}
          </label>
        ))}
      </div>
    </FieldSet>
  )
}
