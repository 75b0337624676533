import { anyOfficer, duty } from '../kit/people/officer.ts'
import * as kit from '../kit/register/register.ts'
import { chiefEditor } from './duties.ts'

/** Columns of the Public Net: where an article stands, and how long the column may stay without a new one. */
export const columns = kit.register('press_column', {
  words: { zh: '栏目', en: 'Column' },
  many: { zh: '栏目', en: 'Columns' },
  fields: {
    name_zh: kit.text({ zh: '中文名', en: 'Chinese name' }, { max: 40 }),
    name_en: kit.text({ zh: '英文名', en: 'English name' }, { max: 60 }),
    slug: kit.text({ zh: '网址名', en: 'Name in addresses' }, { max: 40, unique: true }),
    about_zh: kit.longText({ zh: '中文说明', en: 'About, in Chinese' }, { optional: true }),
    about_en: kit.longText({ zh: '英文说明', en: 'About, in English' }, { optional: true }),
    kind: kit.choice(
      { zh: '类别', en: 'Kind' },
      {
        news: { zh: '动态、要闻类', en: 'News' },
        notice: { zh: '通知公告、政策文件类', en: 'Notices and policies' },
        knowledge: { zh: '科普知识类', en: 'Knowledge' },
        pages: { zh: '机构页面', en: 'Pages of the institution' },
      },
    ),
    position: kit.integer({ zh: '次序', en: 'Order' }, { min: 0, max: 999 }),
    /** 国办秘函〔2019〕19号: two weeks for news, six months for notices and policies. */
    limit_days: kit.integer(
      { zh: '更新期限（天）', en: 'Update within (days)' },
      { optional: true, min: 1, max: 400 },
    ),
    in_menu: kit.flag({ zh: '在导航中', en: 'In the menu' }, { optional: true }),
  },
  title: { zh: 'name_zh', en: 'name_en' },
  list: {
    columns: ['name_zh', 'name_en', 'slug', 'kind', 'position', 'limit_days'],
    filters: ['kind'],
    order: 'position',
  },
  may: { see: anyOfficer, change: duty(chiefEditor) },
})
export type Column = kit.Row<typeof columns>
