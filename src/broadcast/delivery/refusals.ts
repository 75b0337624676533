import { Problem } from '../../kit/problem.ts'
import type { Words } from '../../kit/words.ts'
import type { DeliveryState } from '../tables.ts'
import type { Profile } from './profile.ts'

const listed = (words: readonly Words[]): Words => ({
  zh: words.map(({ zh }) => zh).join('；'),
  en: words.map(({ en }) => en).join('; '),
})

export const notSigned = () =>
  new Problem(
    'not-signed',
    { zh: '没有签发的版本不能交付。', en: 'A version that nobody signed off cannot be delivered.' },
    409,
  )

export const noSuchFilm = ({ name }: Profile) =>
  new Problem(
    'no-such-film',
    {
      zh: `这个版本没有配置 ${name} 要的影片。请按该配置制作新版本。`,
      en: `This version has no film as profile ${name} wants it. Make a version for that profile.`,
    },
    409,
  )

export const deliveredAlready = ({ state }: { state: DeliveryState }) =>
  new Problem(
    'delivered-already',
    state === 'done'
      ? { zh: '已经交付过。', en: 'It has been delivered already.' }
      : { zh: '正在交付。', en: 'It is being delivered.' },
    409,
  )

export function corrected(differences: readonly Words[]) {
  const { zh, en } = listed(differences)
  return new Problem(
    'corrected',
    { zh: `签发后读数有更正：${zh}`, en: `Readings were corrected after the sign-off: ${en}` },
    409,
  )
}

export function notFit(titles: readonly Words[]) {
  const { zh, en } = listed(titles)
  return new Problem(
    'not-fit',
    { zh: `技术审查不合格：${zh}`, en: `The technical checks failed: ${en}` },
    409,
  )
}
