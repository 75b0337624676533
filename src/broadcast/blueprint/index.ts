import type { Words } from '../../kit/words.ts'
import type { Edition, EditionKind, Part, Piece, Segment } from '../edition.ts'
import type { AirSnapshot } from '../snapshot.ts'
import {
  advicePart,
  alertPart,
  chiefPart,
  districtsPart,
  endPart,
  forecastPart,
  last24Part,
  nowPart,
  reviewPart,
  titlePart,
} from './parts.ts'

export interface EditionOptions {
  /** The slot to fill, in frames; otherwise as the kind has it. */
  slotFrames?: number | null
  /** The centre's own lines for the crawl, after those of every edition. */
  crawl?: readonly Words[]
}

interface Blueprint {
  title(air: AirSnapshot): Words
  slotFrames: number | null
  /** How much of the moment makes the id: a day or an hour. */
  idLength: 10 | 13
  crawl: boolean
  segments(air: AirSnapshot, title: Words): Segment[]
}

const segment = (id: string, zh: string, en: string, parts: readonly Part[]): Segment => ({
  id,
  title: { zh, en },
  parts,
})
const opening = (title: Words, frames?: number) =>
  segment('opening', '片头', 'Opening', [titlePart(title, frames)])
const closing = (air: AirSnapshot, frames?: number) =>
  segment('closing', '片尾', 'Closing', [endPart(air, frames)])

/** What each kind is made of. A part that has nothing to show stays in its place with the reason. */
const blueprints: Readonly<Record<EditionKind, Blueprint>> = {
  evening: {
    title: ({ city }) => ({ zh: `${city.zh}空气质量播报`, en: `${city.en} Air Quality Broadcast` }),
    slotFrames: null,
    idLength: 10,
    crawl: true,
    segments: (air, title) => [
      opening(title),
      segment('today', '今天', 'Today', [nowPart(air), districtsPart(air), last24Part(air), chiefPart(air)]),
      segment('ahead', '未来', 'Ahead', [forecastPart(air), alertPart(air)]),
      segment('advice', '提示', 'Advice', [advicePart(air)]),
      closing(air),
    ],
  },
  morning: {
    title: ({ city }) => ({ zh: `${city.zh}空气质量早间播报`, en: `${city.en} Morning Air` }),
    slotFrames: 1500,
    idLength: 10,
    crawl: true,
    segments: (air, title) => [
      opening(title, 75),
      segment('today', '今天', 'Today', [
        alertPart(air),
        nowPart(air, 350),
        forecastPart(air, 1, 300),
        advicePart(air, 250),
      ]),
      closing(air, 75),
    ],
  },
  hourly: {
    title: ({ city }) => ({ zh: `${city.zh}空气质量`, en: `The air of ${city.en}` }),
    slotFrames: 500,
    idLength: 13,
    crawl: false,
    // Lobbies have no sound: the pictures say everything.
    segments: (air) => [
      segment('now', '当前', 'Now', [silent(nowPart(air, 250)), silent(districtsPart(air, 250))]),
    ],
  },
  heavy: {
    title: ({ city }) => ({ zh: `${city.zh}空气重污染特别播报`, en: `${city.en}: Heavy Pollution Special` }),
    slotFrames: null,
    idLength: 13,
    crawl: true,
    segments: (air, title) => [
      opening(title),
      segment('alert', '预警', 'Alert', [alertPart(air), nowPart(air), advicePart(air)]),
      segment('where', '分布', 'Where', [districtsPart(air), last24Part(air)]),
      segment('ahead', '未来', 'Ahead', [forecastPart(air)]),
      closing(air),
    ],
  },
  week: review(7, { zh: '一周空气回顾', en: 'The Week in Review' }),
  month: review(30, { zh: '近30天空气回顾', en: 'The Last 30 Days in Review' }),
}

function review(days: number, name: Words): Blueprint {
  return {
    title: ({ city }) => ({ zh: `${city.zh}${name.zh}`, en: `${city.en}: ${name.en}` }),
    slotFrames: null,
    idLength: 10,
    crawl: true,
    segments: (air, title) => [
      opening(title),
      segment('review', '回顾', 'Review', [reviewPart(air, days, name)]),
      segment('ahead', '未来', 'Ahead', [forecastPart(air)]),
      closing(air),
    ],
  }
}

const silent = (part: Part): Part => ({ ...part, lines: [], expendable: 0 })

/**
 * The edition that the machine proposes from the air of a moment: a pure function, with the same ids every time, so
 * that an editor's words stay when the data come in again.
 * @param at the moment it is made for, ISO 8601 with the centre's offset
 */
export function editionOf(
  kind: EditionKind,
  at: string,
  air: AirSnapshot,
  options: EditionOptions = {},
): Edition {
  const blueprint = blueprints[kind]
  const title = blueprint.title(air)
  return {
    id: `${kind}-${at.slice(0, blueprint.idLength)}`,
    kind,
    title,
    at,
    slotFrames: options.slotFrames === undefined ? blueprint.slotFrames : options.slotFrames,
    segments: blueprint.segments(air, title),
    pieces: [...editionPieces(air, title), ...(blueprint.crawl ? crawlPieces(air, options.crawl ?? []) : [])],
    air,
  }
}

const forEdition = (id: string, layer: Piece['layer'], words: Words): Piece => ({
  id,
  layer,
  lifespan: 'edition',
  of: null,
  words,
})

function editionPieces(air: AirSnapshot, title: Words): Piece[] {
  const pieces = [
    forEdition('logo', 'logo', title),
    forEdition('clock', 'clock', { zh: air.hour, en: air.hour }),
  ]
  if (air.kind !== 'reference')
    pieces.push(
      forEdition(
        'label',
        'label',
        air.kind === 'model'
          ? { zh: '模型数据，非实测', en: 'Modelled, not measured' }
          : { zh: '模拟数据，非实测', en: 'Simulated, not measured' },
      ),
    )
  return pieces
}

function crawlPieces(air: AirSnapshot, own: readonly Words[]): Piece[] {
  const fixed: Words[] = [
    { zh: '实时数据未经审核', en: 'Real-time data, not validated' },
    ...air.sources.map(({ attribution }) => ({
      zh: `数据来源：${attribution}`,
      en: `Source: ${attribution}`,
    })),
  ]
  return [...fixed, ...own].map((words, i) => forEdition(`crawl-${i + 1}`, 'crawl', words))
}
