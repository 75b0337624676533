import { anyOfficer, duty } from '../kit/people/officer.ts'
import * as kit from '../kit/register/register.ts'
import { chiefEditor } from './duties.ts'

/** Topics: special pages that gather articles of many columns, such as June 5th. */
export const topics = kit.register('press_topic', {
  words: { zh: '专题', en: 'Topic' },
  many: { zh: '专题', en: 'Topics' },
  fields: {
    name_zh: kit.text({ zh: '中文名', en: 'Chinese name' }, { max: 60 }),
    name_en: kit.text({ zh: '英文名', en: 'English name' }, { max: 90 }),
    slug: kit.text({ zh: '网址名', en: 'Name in addresses' }, { max: 40, unique: true }),
    about_zh: kit.longText({ zh: '中文导语', en: 'Introduction, in Chinese' }, { optional: true }),
    about_en: kit.longText({ zh: '英文导语', en: 'Introduction, in English' }, { optional: true }),
    from_day: kit.day({ zh: '起', en: 'From' }, { optional: true }),
    until_day: kit.day({ zh: '止', en: 'Until' }, { optional: true }),
    position: kit.integer({ zh: '次序', en: 'Order' }, { min: 0, max: 999 }),
  },
  title: { zh: 'name_zh', en: 'name_en' },
  list: { columns: ['name_zh', 'name_en', 'slug', 'from_day', 'until_day'], filters: [], order: 'position' },
  may: { see: anyOfficer, change: duty(chiefEditor) },
})
export type Topic = kit.Row<typeof topics>
