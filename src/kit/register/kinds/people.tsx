import { z } from 'zod'
import { Select } from '../../html/form.tsx'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, type Look, Unread } from '../kind.ts'

/** One of the people or departments of the house, by id; files may name it by its name where only one has it. */
function listKind(name: string, list: (look: Look) => ReadonlyMap<string, Words>, none: Words): Kind<string> {
  const options = (look: Look) => [...list(look)].map(([value, words]) => ({ value, words }))
  const named = (text: string, look: Look) => {
    if (list(look).has(text)) return [text]
    const same = options(look).filter(({ words: { zh, en } }) => zh === text || en === text)
    return same.map(({ value }) => value)
  }
  return {
    name,
    column: 'text',
    schema: z.string().min(1).max(64),
    parse(text, look) {
      const found = named(text, look)
      if (found.length === 1) return found[0]
      if (found.length === 0) return new Unread(none.zh, none.en)
      return new Unread(
        `有几个同名：${found.join('、')}，请填编号`,
        `several have this name: ${found.join(', ')}; give the id`,
      )
    },
    write: (value, look) => {
      const words = list(look).get(value)?.[look.language]
      return words !== undefined && named(words, look).length === 1 ? words : value
    },
    show: (value, look) => list(look).get(value)?.[look.language] ?? value,
    check: async (value, look) => (list(look).has(value) ? undefined : none),
    filter: { kind: 'one', options },
    control: ({ look, text, words, ...rest }) => (
      <Select
        {...rest}
        language={look.language}
        label={words}
        value={text === '' ? undefined : named(text, look)[0]}
        options={options(look)}
        none={{ zh: '—', en: '—' }}
      />
    ),
  }
}

const officerKind = listKind('officer', ({ officers }) => officers, {
  zh: '没有这位工作人员',
  en: 'There is no such officer',
})
const departmentKind = listKind('department', ({ departments }) => departments, {
  zh: '没有这个部门',
  en: 'There is no such department',
})

/** An officer of the house. */
export const officer = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(officerKind, words, options)

/** A department of the house. */
export const department = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(departmentKind, words, options)
