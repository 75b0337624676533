import { z } from 'zod'
import { controlOf, Field } from '../../html/form.tsx'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, type Look, Unread } from '../kind.ts'
import type { AnyRegister } from '../register.ts'

/** Rows that a form proposes by name; the rest is given by its number. */
const proposed = 200

const noRow = { zh: '没有这一条', en: 'There is no such entry' }

/** A row of a register, given by its number or by its title where only one has it. */
export function reference<const O extends FieldOptions>(words: Words, to: () => AnyRegister, options?: O) {
  const titleColumn = (look: Look) => to().title[look.language]
  const rows = (look: Look) =>
    look.db
      .selectFrom(to().key)
      .select(['id', `${titleColumn(look)} as title`])
      .where('trashed_at', 'is', null)
  const kind: Kind<number> = {
    name: 'reference',
    column: 'whole',
    schema: z.int().min(1),
    async parse(text, look) {
      // "3 号楼" is a title; a number stands alone, or behind its sign as `write` has it.
      const number = /^(\d{1,15})$|^[№#]\s*(\d{1,15})(?:\s|$)/.exec(text)
      if (number) return Number(number[1] ?? number[2])
      const found = await rows(look).where(titleColumn(look), '=', text).limit(3).execute()
      if (found.length === 1) return Number(found[0]!.id)
      if (found.length === 0) return new Unread(noRow.zh, noRow.en)
      const ids = found.map(({ id }) => `№ ${id}`).join(', ')
      return new Unread(`有几条同名：${ids}`, `several are called so: ${ids}`)
    },
    write: (value, look) => [`№ ${value}`, look.titles.get(`${to().key}/${value}`)].filter(Boolean).join(' '),
    show: (value, look) => look.titles.get(`${to().key}/${value}`) ?? `№ ${value}`,
    async check(value, look) {
      const found = await rows(look).where('id', '=', value).executeTakeFirst()
      return found ? undefined : noRow
    },
    refersTo: () => to().key,
    async titlesOf(ids, look) {
      const found = await look.db
        .selectFrom(to().key)
        .select(['id', `${titleColumn(look)} as title`])
        .where('id', 'in', ids)
        .execute()
      return new Map(found.map(({ id, title }) => [Number(id), String(title ?? `№ ${id}`)]))
    },
    control: ({ look, text, words: label, ...rest }) => (
      <Field {...rest} language={look.language} label={label}>
        <input {...controlOf(rest)} value={text} list={`${rest.name}-list`} autocomplete="off" />
        <Proposals id={`${rest.name}-list`} of={rows(look).orderBy(titleColumn(look)).limit(proposed)} />
      </Field>
    ),
  }
  return fieldOf(kind, words, options)
}

async function Proposals(props: { id: string; of: { execute(): Promise<Record<string, unknown>[]> } }) {
  const found = await props.of.execute()
  return (
    <datalist id={props.id}>
      {found.map(({ id, title }) => (
        <option value={`№ ${id} ${title ?? ''}`} />
      ))}
    </datalist>
  )
}
