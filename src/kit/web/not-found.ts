import { Problem } from '../problem.ts'

/** For an address that leads nowhere. */
export const notFound = () =>
  new Problem(
    'not-found',
    {
      zh: '没有这个页面。地址可能写错了，或者页面已经移走。',
      en: 'There is no such page. The address may be mistyped, or the page has moved.',
    },
    404,
  )
