import { duty, type Sentence } from '../kit/people/officer.ts'
import { type Case, procedure } from '../kit/procedure/procedure.ts'
import type { Words } from '../kit/words.ts'
import { ArticleCase } from './desk/case-page.tsx'
import { chiefEditor, maySign, mayWrite, reviewer } from './duties.ts'
import { hourOf } from './fit.ts'
import type { ArticleData } from './states.ts'
import * as states from './states.ts'

type Article = Case<ArticleData>

/** Who handed it in. */
const whoHandedIn: Sentence<Article> = {
  words: { zh: '送审的人', en: 'who handed it in' },
  holds: ({ id }, { data }) => id === data.author,
}

/** The chief editor, once readers have it: also in the middle of a correction. */
const chiefOnceLive: Sentence<Article> = {
  words: duty(chiefEditor).words,
  holds: (officer, { data }) => data.live && maySign.holds(officer, undefined),
}

/** Nobody approves what he handed in himself. */
const notAuthor = ({ data, officer }: { data: ArticleData; officer: { id: string } | null }): Words | null =>
  officer !== null && officer.id === data.author
    ? { zh: '不能审核、签发自己送审的稿件。', en: 'Nobody passes or signs what he handed in himself.' }
    : null

/** Where a text is reworked: before it was published, or as a correction beside the one that readers have. */
const back = {
  among: ['draft', 'correcting'],
  choose: ({ live }: ArticleData) => (live ? 'correcting' : 'draft'),
} as const

const takeDown = {
  words: { zh: '撤下', en: 'Withdraw from readers' },
  to: 'withdrawn',
  reason: 'needed',
  may: chiefOnceLive,
} as const
const expire = {
  words: { zh: '到期下线', en: 'Expire' },
  to: 'expired',
  by: 'house',
  guard: ({ data, at }: { data: ArticleData; at: Temporal.Instant }) =>
    data.live ? stillBefore(data.expiresAt, at) : { zh: '还没有发布。', en: 'It is not published.' },
} as const
const withdraw = {
  words: { zh: '撤回', en: 'Take back' },
  to: back,
  kind: 'withdraw',
  may: whoHandedIn,
} as const
const giveUp = { words: { zh: '放弃', en: 'Give up' }, to: 'dropped' } as const
const reject = { words: { zh: '退回修改', en: 'Return' }, to: back, kind: 'return' } as const

/** What stands in the way of an hour's deed before it has struck. */
const stillBefore = (hour: number | null, at: Temporal.Instant): Words | null =>
  hour !== null && hour <= at.epochMilliseconds ? null : { zh: '还没有到时间。', en: 'It is not yet time.' }

/**
 * 三审三校: author, reviewer, chief editor; each language of an article by itself. What readers have is touched by
 * signing, by its hours and by withdrawing, and by nothing else.
 */
export const article = procedure<ArticleData>()({
  key: 'article',
  version: 1,
  words: { zh: '稿件', en: 'Article' },
  initial: 'idea',
  title: ({ title, language }) => ({
    zh: `${title}（${language === 'zh' ? '中文' : '英文'}）`,
    en: `${title} (${language === 'zh' ? 'Chinese' : 'English'})`,
  }),
  fields: {
    note: { words: { zh: '更正说明（读者会看到）', en: 'What is corrected (readers see it)' }, kind: 'text' },
  },
  see: mayWrite,
  page: (one, language, house) => ArticleCase({ one, language, house }),
  alone: 'may',
  changes: ['press', 'article'],
  states: {
    idea: {
      words: { zh: '选题', en: 'Idea' },
      task: { who: 'starter' },
      on: { draft: { words: { zh: '起草', en: 'Draft it' }, to: 'draft' }, drop: giveUp },
      enter: states.entering('idea'),
    },
    draft: {
      words: { zh: '起草', en: 'Draft' },
      task: { who: 'starter', due: { workdays: 5 } },
      on: { submit: { words: { zh: '送审', en: 'Hand in' }, to: 'review' }, drop: giveUp },
      enter: states.entering('draft'),
    },
    review: {
      words: { zh: '审核', en: 'Review' },
      task: { who: { duty: reviewer }, due: { workdays: 1 }, escalate: { after: 1, to: chiefEditor } },
      on: {
        pass: { words: { zh: '通过', en: 'Pass' }, to: 'signoff', notSelf: true, guard: notAuthor },
        reject,
        withdraw,
        takeDown,
        expire,
      },
      enter: states.entering('review', states.handedIn),
    },
    signoff: {
      words: { zh: '签发', en: 'Sign-off' },
      task: { who: { duty: chiefEditor }, due: { workdays: 1 } },
      on: {
        sign: {
          words: { zh: '签发', en: 'Sign' },
          to: {
            among: ['scheduled', 'published'],
            choose: (data) => (data.live || hourOf(data) === null ? 'published' : 'scheduled'),
          },
          takes: ['publishAt', 'embargoUntil', 'expiresAt'],
          notSelf: true,
          guard: notAuthor,
        },
        reject,
        withdraw,
        takeDown,
        expire,
      },
      enter: states.entering('signoff'),
    },
    scheduled: {
      words: { zh: '待发布', en: 'Scheduled' },
      on: {
        publish: {
          words: { zh: '发布', en: 'Publish' },
          to: 'published',
          by: 'house',
          guard: ({ data, at }) => stillBefore(hourOf(data), at),
        },
        schedule: {
          words: { zh: '排期', en: 'Set its hour' },
          to: 'scheduled',
          takes: ['publishAt', 'embargoUntil', 'expiresAt'],
          by: 'house',
        },
        recall: {
          words: { zh: '撤回', en: 'Take back' },
          to: 'draft',
          kind: 'return',
          may: maySign,
        },
      },
      enter: states.entering('scheduled', states.scheduled),
    },
    published: {
      words: { zh: '已发布', en: 'Published' },
      on: {
        correct: { words: { zh: '更正', en: 'Correct' }, to: 'correcting', may: mayWrite },
        takeDown,
        expire,
      },
      enter: states.entering('published', states.published),
    },
    correcting: {
      words: { zh: '更正', en: 'Correction' },
      task: { who: { officers: ({ author }) => (author ? [author] : []) }, due: { workdays: 1 } },
      on: {
        submit: {
          words: { zh: '送审', en: 'Hand in' },
          to: 'review',
          takes: ['note'],
          needs: ['note'],
        },
        cancel: {
          words: { zh: '放弃更正', en: 'Give the correction up' },
          to: {
            among: ['published', 'expired'],
            choose: (data) => (data.expired ? 'expired' : 'published'),
          },
        },
        takeDown,
        expire,
      },
      enter: states.entering('correcting', states.correctionBegun),
    },
    expired: {
      words: { zh: '已到期', en: 'Expired' },
      on: {
        correct: {
          words: { zh: '更正后再上线', en: 'Correct and bring back' },
          to: 'correcting',
          may: mayWrite,
        },
        takeDown,
      },
      enter: states.entering('expired', states.expired),
    },
    withdrawn: {
      words: { zh: '已撤下', en: 'Withdrawn' },
      final: true,
      enter: states.entering('withdrawn', states.withdrawn),
    },
    dropped: { words: { zh: '已放弃', en: 'Given up' }, final: true, enter: states.entering('dropped') },
  },
})
