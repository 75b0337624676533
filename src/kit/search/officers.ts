import { mayManagePeople } from '../people/duties.ts'
import type { PeopleDb } from '../people/officers.ts'
import { languages } from '../words.ts'
import type { Searchable } from './searchable.ts'

/** Colleagues, for whoever looks after them. */
export const officers: Searchable = {
  kind: 'officer',
  words: { zh: '工作人员', en: 'Officer' },
  may: mayManagePeople,
  watches: (_, about) => about.startsWith('officer/'),
  async find(db: PeopleDb, about) {
    const id = about.slice('officer/'.length)
    const officer = await db.selectFrom('officer').selectAll().where('id', '=', id).executeTakeFirst()
    if (!officer) return []
    const { name_zh, name_en, email } = officer
    return languages.map((language) => ({
      language,
      title: language === 'zh' ? name_zh : name_en,
      text: email,
      path: `/desk/people/${id}`,
      at: 0,
      names: [name_zh, name_en],
    }))
  },
  async *all(db: PeopleDb) {
    for (const { id } of await db.selectFrom('officer').select('id').execute()) yield `officer/${id}`
  },
}
