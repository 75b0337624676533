import type { AnyRegister } from '../kit/register/register.ts'
import { addRow, deedOn } from '../kit/register/rows.ts'
import type { House } from '../kit/room.ts'
import { columns } from './column.register.ts'

type Kind = 'news' | 'notice' | 'knowledge' | 'pages'

/** 国办秘函〔2019〕19号: news columns within two weeks, notices and policies within six months. */
const limits: Record<Kind, number | null> = { news: 14, notice: 182, knowledge: null, pages: null }

const first: [slug: string, zh: string, en: string, kind: Kind][] = [
  ['centre-news', '中心动态', 'From the centre', 'news'],
  ['news', '环境要闻', 'Environmental news', 'news'],
  ['notices', '通知公告', 'Notices', 'notice'],
  ['policies', '政策文件', 'Policies', 'notice'],
  ['explained', '政策解读', 'Policies explained', 'notice'],
  ['knowledge', '环保科普', 'Knowledge', 'knowledge'],
  ['pictures', '图片故事', 'Picture stories', 'knowledge'],
  ['centre', '中心概况', 'About the centre', 'pages'],
]

/** A new centre has the columns that every such site has. Does nothing where there was ever one. */
export async function firstColumns(house: House): Promise<void> {
  const { db } = house.store
  if (await db.selectFrom('press_column').select('id').limit(1).executeTakeFirst()) return
  const deed = { at: house.clock(), by: 'house' }
  await deedOn(db, columns as unknown as AnyRegister, async (tx) => {
    for (const [at, [slug, name_zh, name_en, kind]] of first.entries())
      await addRow(
        tx,
        columns,
        {
          ...{ slug, name_zh, name_en, kind, about_zh: null, about_en: null },
          position: (at + 1) * 10,
          limit_days: limits[kind],
          in_menu: kind !== 'pages',
        },
        deed,
      )
  })
}
