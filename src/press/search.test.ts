import assert from 'node:assert/strict'
import { room as search } from '../kit/search/room.ts'
import { searchFor } from '../kit/search/search.ts'
import { follow } from '../kit/search/testing.ts'
import { inHousesOf } from '../kit/testing-house.ts'
import type { Language } from '../kit/words.ts'
import { articleSearchable } from './search.ts'
import { step } from './steps.ts'
import { article, pressRooms, pressStaff } from './testing.ts'
import { dbOf } from './texts.ts'

const rooms = [...pressRooms, search, { name: 'found', migrations: {}, searchable: [articleSearchable] }]

inHousesOf(
  rooms,
  'what is published is found in its language, and no longer when it is withdrawn',
  async ({ house }) => {
    const found = async (q: string, language: Language) => {
      await follow(house)
      const { hits } = await searchFor(house, { q, language, page: 1, officer: null })
      return hits.map(({ about }) => about)
    }
    const { article: id, texts } = await article(house, {
      zh: { title: '夏季臭氧', body: '午后臭氧浓度最高。' },
      en: { title: 'Ozone in summer', body: 'It is highest in the afternoon.' },
    })
    await article(house, { zh: { title: '臭氧草稿' }, published: false })
    assert.deepEqual(await found('臭氧', 'zh'), [`article/${id}`])
    assert.deepEqual(await found('afternoon', 'en'), [`article/${id}`])
    assert.deepEqual(await found('afternoon', 'zh'), [])

    const { chief } = await pressStaff(house)
    const row = await dbOf(house)
      .selectFrom('press_text')
      .selectAll()
      .where('id', '=', texts.zh!)
      .executeTakeFirstOrThrow()
    await step(house, row, 'takeDown', chief, { reason: '数据有误' })
    assert.deepEqual(await found('臭氧', 'zh'), [])
    assert.deepEqual(await found('ozone', 'en'), [`article/${id}`], 'the other language stays')
  },
)
