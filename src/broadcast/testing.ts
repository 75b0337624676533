import { beijing } from '../beijing.ts'
import type { Cue, Part, TimedPart } from './edition.ts'
import { layoutOf, type ScreenLanguage, type Stage } from './scenes/stage.ts'
import { type ShapeName, shapes } from './shape.ts'
import {
  type AirSnapshot,
  type CategorySnapshot,
  type HourSnapshot,
  levelIn,
  type SnapshotPollutant,
} from './snapshot.ts'

const rows: readonly [number, string, string, readonly [number, number, number]][] = [
  [50, '优', 'Excellent', [0, 228, 0]],
  [100, '良', 'Good', [255, 255, 0]],
  [150, '轻度污染', 'Lightly polluted', [255, 126, 0]],
  [200, '中度污染', 'Moderately polluted', [255, 0, 0]],
  [300, '重度污染', 'Heavily polluted', [153, 0, 76]],
  [500, '严重污染', 'Severely polluted', [126, 0, 35]],
]
const categories: CategorySnapshot[] = rows.map(([to, zh, en, rgb], i) => ({
  level: i + 1,
  name: { zh, en },
  rgb,
  to,
}))

/** An hour whose sub-indices are told by hand. */
export function sampleHour(
  hour: string,
  index: number | null,
  chief: readonly SnapshotPollutant[] = ['pm25'],
): HourSnapshot {
  const none = { pm25: null, pm10: null, so2: null, no2: null, co: null, o3: null }
  if (index === null) return { hour, index, level: null, chief: [], values: none, subIndices: none }
  return {
    hour,
    index,
    level: levelIn({ categories }, index),
    chief: index > 50 ? chief : [],
    values: { pm25: Math.round(index * 0.9), pm10: index, so2: 7, no2: 64, co: 1.4, o3: 21 },
    subIndices: { pm25: index, pm10: Math.round(index * 0.8), so2: 3, no2: 32, co: 14, o3: 7 },
  }
}

/** The air of a made-up evening, for tests and for looking at pictures: never shown to the public. */
export function sampleAir(index: number | null, changes: Partial<AirSnapshot> = {}): AirSnapshot {
  const at = (hours: number) =>
    Temporal.PlainDateTime.from('2016-12-20T18:00').add({ hours }).toString({ smallestUnit: 'minute' }) +
    '+08:00'
  const wave = (i: number) =>
    index === null ? null : Math.max(8, Math.round(index * (0.72 + 0.28 * Math.sin(i / 4))))
  const districts = beijing.districts.map(({ code, name, tile }, i) => {
    const own = index === null || i === 5 ? null : Math.max(12, Math.round(index * (0.7 + 0.04 * i)))
    return { code, name, tile, index: own, level: levelIn({ categories }, own), chief: ['pm25' as const] }
  })
  const level = levelIn({ categories }, index)
  return {
    city: beijing.city,
    zone: 'Asia/Shanghai',
    hour: at(0),
    age: 0,
    kind: 'reference',
    standard: 'HJ633-2012',
    categories,
    now: index === null ? null : sampleHour(at(0), index),
    last24: Array.from({ length: 24 }, (_, i) =>
      i === 7 ? null : sampleHour(at(i - 23), i === 23 ? index : wave(i)),
    ),
    yesterday: index === null ? null : sampleHour(at(-24), Math.round(index * 0.8)),
    districts,
    stations: { reporting: 33, all: 35, silent: [{ zh: '定陵', en: 'Dingling' }] },
    days: Array.from({ length: 35 }, (_, i) => {
      const own = 40 + ((i * 53) % 260)
      return {
        day: Temporal.PlainDate.from('2016-12-20')
          .subtract({ days: 35 - i })
          .toString(),
        index: own,
        level: levelIn({ categories }, own),
        published: own,
        chief: ['pm25' as const],
        values: { pm25: Math.round(own * 0.7) },
      }
    }),
    forecast: {
      by: 'open-meteo',
      madeAt: at(-2),
      days: [1, 2, 3, 4, 5].map((ahead) => {
        const low = Math.max(20, 320 - ahead * 60)
        const levels = [levelIn({ categories }, low)!, levelIn({ categories }, low + 50)!] as const
        return {
          day: Temporal.PlainDate.from('2016-12-20').add({ days: ahead }).toString(),
          low,
          high: low + 50,
          chief: ['pm25' as const],
          levels,
          categories: [categories[levels[0] - 1]!.name, categories[levels[1] - 1]!.name] as const,
          by: 'model' as const,
        }
      }),
    },
    alert: null,
    answer:
      level === null
        ? null
        : {
            zh: '孩子尽量少在户外，避免剧烈运动。',
            en: 'Keep children’s time outdoors short and avoid hard exercise.',
          },
    advice: [
      {
        who: { zh: '一般人群', en: 'Healthy adults' },
        what: { zh: '适量减少户外运动', en: 'Exercise a little less outdoors' },
      },
      {
        who: { zh: '儿童青少年', en: 'Children and teenagers' },
        what: { zh: '避免长时间、高强度的户外锻炼', en: 'No long or hard workouts outdoors' },
      },
      {
        who: { zh: '老年人', en: 'Older people' },
        what: { zh: '避免长时间、高强度的户外锻炼', en: 'No long or hard workouts outdoors' },
      },
      {
        who: { zh: '心肺疾病患者', en: 'Heart and lung patients' },
        what: { zh: '留在室内，停止户外运动', en: 'Stay indoors, no exercise outside' },
      },
    ],
    about: {
      pollutant: 'pm25',
      what: {
        zh: '空气中直径不超过 2.5 微米的细小颗粒，约为头发丝的三十分之一。',
        en: 'Particles no wider than 2.5 micrometres, about a thirtieth of a hair.',
      },
      from: {
        zh: '燃煤、机动车尾气和工业排放；更多是由气体在空气中反应生成的。',
        en: 'Burning of coal, traffic and industry; more of it forms in the air itself, out of gases.',
      },
      does: {
        zh: '短期会刺激呼吸道，加重哮喘和心脏病；长期接触会增加心肺疾病的风险。',
        en: 'For hours it irritates the airways and worsens asthma and heart disease; over years it raises the risk.',
      },
    },
    sources: [
      {
        name: 'uci',
        title: { zh: 'UCI 北京多站点空气质量数据', en: 'UCI Beijing Multi-Site Air-Quality Data' },
        attribution: 'Zhang et al., 2017',
        licence: 'CC BY 4.0',
      },
    ],
    mapApproval: null,
    outlines: null,
    ...changes,
  }
}

/** A stage for one scene of a made-up edition. */
export function sampleStage(
  scene: Part['scene'],
  air: AirSnapshot,
  shape: ShapeName = 'wide',
  language: ScreenLanguage = 'both',
  changes: Partial<Part> = {},
  cues: readonly Cue[] = [],
): Stage {
  const part: Part = {
    id: scene,
    scene,
    title: { zh: '当前空气质量', en: 'Air quality now' },
    validity: { valid: true },
    lines: [],
    leastFrames: 200,
    mayStretch: true,
    expendable: 0,
    floated: false,
    media: null,
    ...changes,
  }
  const timed: TimedPart = { part, from: 0, frames: 200, cues }
  return {
    shape: shapes[shape],
    language,
    edition: {
      id: 'evening-2016-12-20',
      kind: 'evening',
      title: { zh: '北京空气质量播报', en: 'Beijing Air Quality Broadcast' },
      at: air.hour,
    },
    air,
    timed,
    programme: { from: 0, frames: 3000 },
    layout: layoutOf(shapes[shape]),
    subtitles: true,
  }
}
