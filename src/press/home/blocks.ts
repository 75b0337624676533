import { z } from 'zod'
import type { Words } from '../../kit/words.ts'

/** How wide a block is: of the sheet's twelve columns all, eight or four. */
export const places = ['wide', 'main', 'side'] as const
export type Place = (typeof places)[number]

export const placeWords: Record<Place, Words> = {
  wide: { zh: '通栏', en: 'Whole width' },
  main: { zh: '主栏', en: 'Main column' },
  side: { zh: '侧栏', en: 'Side column' },
}

interface Kind {
  words: Words
  help: Words
  place: Place
  /** What an editor may choose of it. */
  takes: readonly ('column' | 'count' | 'article' | 'links')[]
}

/** What the home page may be composed of. The air is always first and is no choice of anybody. */
export const kinds = {
  alert: {
    words: { zh: '预警', en: 'Alert in force' },
    help: {
      zh: '有预警时显示级别、时间和要做的事；没有时不占地方。',
      en: 'What is in force and what to do; takes no room where there is none.',
    },
    place: 'wide',
    takes: [],
  },
  lead: {
    words: { zh: '头条', en: 'Lead story' },
    help: {
      zh: '一篇稿件。不填编号时取最新一篇有图的新闻。',
      en: 'One article; without a number the newest news with a picture.',
    },
    place: 'main',
    takes: ['article'],
  },
  news: {
    words: { zh: '新闻列表', en: 'News' },
    help: {
      zh: '一个栏目或全部栏目的最新稿件，带图。',
      en: 'The newest of a column, or of all, with pictures.',
    },
    place: 'wide',
    takes: ['column', 'count'],
  },
  notices: {
    words: { zh: '标题列表', en: 'Headlines' },
    help: {
      zh: '一个栏目的标题和日期，适合通知和政策。',
      en: 'Headlines and days of a column: for notices and policies.',
    },
    place: 'side',
    takes: ['column', 'count'],
  },
  topics: {
    words: { zh: '专题', en: 'Topics' },
    help: { zh: '排在前面的几个专题。', en: 'The first few topics.' },
    place: 'wide',
    takes: ['count'],
  },
  film: {
    words: { zh: '当日播报', en: 'The day’s broadcast' },
    help: {
      zh: '最新一期播报；还没有时不占地方。',
      en: 'The newest edition; takes no room where there is none.',
    },
    place: 'main',
    takes: [],
  },
  pictures: {
    words: { zh: '图片故事', en: 'Picture stories' },
    help: { zh: '最新的图片故事，大图。', en: 'The newest picture stories, large.' },
    place: 'wide',
    takes: ['count'],
  },
  knowledge: {
    words: { zh: '科普', en: 'Knowledge' },
    help: {
      zh: '一个栏目：第一篇带大图，其余是标题。',
      en: 'A column: its first article large, the others as headlines.',
    },
    place: 'wide',
    takes: ['column', 'count'],
  },
  links: {
    words: { zh: '链接', en: 'Links' },
    help: { zh: '每行一条：中文 | 英文 | 网址。', en: 'One a line: Chinese | English | address.' },
    place: 'wide',
    takes: ['links'],
  },
} as const satisfies Record<string, Kind>

export type BlockKind = keyof typeof kinds
export const blockKinds = Object.keys(kinds) as BlockKind[]
export const takes = (kind: BlockKind, what: Kind['takes'][number]) =>
  (kinds[kind].takes as readonly string[]).includes(what)

const link = z.object({
  zh: z.string().min(1).max(60),
  en: z.string().min(1).max(90),
  /** A path of our own, or a whole address. */
  to: z
    .string()
    .max(300)
    .regex(/^(https?:\/\/[^\s]+|\/(?![/\\])[^\s]*)$/),
})
export type HomeLink = z.output<typeof link>
export const readLink = (value: unknown): HomeLink | null => link.safeParse(value).data ?? null

const block = z.object({
  kind: z.enum(blockKinds as [BlockKind, ...BlockKind[]]),
  place: z.enum(places),
  /** Slug of a column; null is all of them. */
  column: z.string().max(40).nullable(),
  count: z.int().min(1).max(12),
  /** Number of an article. */
  article: z.int().min(1).nullable(),
  links: z.array(link).max(20),
})
export type Block = z.output<typeof block>

/** The blocks of a page at most: more is no home page. */
export const mostBlocks = 20
export const blocksSchema = z.array(block).max(mostBlocks)

/** A block of a kind as it is added. */
export const newBlock = (kind: BlockKind, more: Partial<Block> = {}): Block => ({
  ...{ kind, place: kinds[kind].place, column: null, count: 6, article: null, links: [] },
  ...more,
})

/** How a new centre begins. */
export const firstBlocks: readonly Block[] = [
  newBlock('alert'),
  newBlock('lead'),
  newBlock('notices', { column: 'notices', count: 4 }),
  newBlock('notices', { column: 'policies', count: 3 }),
  newBlock('news', { count: 6 }),
  newBlock('topics', { count: 4 }),
  newBlock('film'),
  newBlock('notices', { column: 'explained', count: 4 }),
  newBlock('knowledge', { column: 'knowledge', count: 5 }),
  newBlock('pictures', { count: 2 }),
]
