import { Problem } from '../kit/problem.ts'
import { checkText, type Doc, plainOf } from '../kit/text/text.ts'
import type { Words } from '../kit/words.ts'
import type { ArticleRow, TextRow } from './publish.ts'

/** The later of the hours before which a text must not go out; null: as soon as it is signed. */
export function hourOf({ publishAt, embargoUntil }: Hours): number | null {
  if (publishAt === null || embargoUntil === null) return publishAt ?? embargoUntil
  return Math.max(publishAt, embargoUntil)
}

/** Epoch milliseconds. */
export interface Hours {
  publishAt: number | null
  embargoUntil: number | null
  expiresAt: number | null
}

export const hoursOf = (text: Pick<TextRow, 'publish_at' | 'embargo_until' | 'expires_at'>): Hours => ({
  publishAt: text.publish_at,
  embargoUntil: text.embargo_until,
  expiresAt: text.expires_at,
})

/** What keeps a text from being handed in and signed, in words; nothing for a whole one. */
export function lacksOf(text: TextRow, article: Pick<ArticleRow, 'cover'>, at: Temporal.Instant): Words[] {
  const doc = JSON.parse(text.body) as Doc
  const noAlt = checkText(doc, text.language).filter(({ kind }) => kind === 'no-alt')
  const pictures = doc.content.some(({ type }) => type === 'picture')
  return [
    ...(text.title.trim() === '' ? [said('没有标题', 'there is no title')] : []),
    ...(plainOf(doc, text).trim() === '' && !pictures ? [said('正文是空的', 'there is no text')] : []),
    ...noAlt.map(({ block }) =>
      said(`第 ${block} 段的图片没有替代文字`, `the picture in block ${block} has no alternative text`),
    ),
    ...(article.cover !== null && text.cover_alt.trim() === ''
      ? [said('题图没有替代文字', 'the cover picture has no alternative text')]
      : []),
    ...timeLacks(hoursOf(text), at),
  ]
}

function timeLacks(hours: Hours, at: Temporal.Instant): Words[] {
  const { expiresAt } = hours
  if (expiresAt === null) return []
  const goes = Math.max(hourOf(hours) ?? 0, at.epochMilliseconds)
  return expiresAt > goes ? [] : [said('下线时间早于发布时间', 'it would expire before it goes out')]
}

const said = (zh: string, en: string): Words => ({ zh, en })

/** @throws Problem 422 naming all that is missing */
export function mustBeFit(text: TextRow, article: Pick<ArticleRow, 'cover'>, at: Temporal.Instant): void {
  const lacks = lacksOf(text, article, at)
  if (lacks.length === 0) return
  throw new Problem(
    'unfit',
    {
      zh: `还不能送审或签发：${lacks.map(({ zh }) => zh).join('；')}。`,
      en: `It cannot be handed in or signed yet: ${lacks.map(({ en }) => en).join('; ')}.`,
    },
    422,
  )
}
