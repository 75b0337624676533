import type { Words } from '../kit/words.ts'
import type { Pollutant } from './pollutants.ts'

/** What everybody should know of a pollutant; our own words. */
export interface Knowledge {
  what: Words
  from: Words
  does: Words
  season: Words
}

export const knowledge: Record<Pollutant, Knowledge> = {
  pm25: {
    what: {
      zh: '空气中直径不超过 2.5 微米的细小颗粒，约为头发丝的三十分之一。它们能随呼吸到达肺的最深处。',
      en: 'Particles no wider than 2.5 micrometres, about a thirtieth of a hair. Breath carries them to the deepest parts of the lungs.',
    },
    from: {
      zh: '燃煤、机动车尾气和工业排放；更多是由气体在空气中反应生成的。无风、潮湿的天气会让它们越积越多。',
      en: 'Burning of coal, traffic and industry; more of it forms in the air itself, out of gases. Calm, damp weather lets it pile up.',
    },
    does: {
      zh: '短期会刺激呼吸道，加重哮喘和心脏病；长期接触会增加心肺疾病的风险。',
      en: 'For hours it irritates the airways and worsens asthma and heart disease; over years it raises the risk of heart and lung disease.',
    },
    season: { zh: '秋冬最高，夏季最低。', en: 'Highest in autumn and winter, lowest in summer.' },
  },
  pm10: {
    what: {
      zh: '直径不超过 10 微米、可以吸入的颗粒，包括细颗粒物和较粗的尘粒。',
      en: 'Particles up to 10 micrometres that can be breathed in: the fine ones and the coarser dust.',
    },
    from: {
      zh: '道路和工地扬尘、沙尘天气、燃烧过程。',
      en: 'Dust from roads and building sites, dust storms, burning.',
    },
    does: {
      zh: '刺激眼睛、鼻子和喉咙，使哮喘和慢性支气管炎加重。',
      en: 'Irritates eyes, nose and throat and worsens asthma and chronic bronchitis.',
    },
    season: { zh: '春季沙尘时最高。', en: 'Highest in spring, when dust blows in.' },
  },
  so2: {
    what: { zh: '有刺激气味的无色气体。', en: 'A colourless gas with a sharp smell.' },
    from: {
      zh: '燃烧含硫的煤和油。随着清洁取暖，浓度已大幅下降。',
      en: 'Burning coal and oil that contain sulphur. With cleaner heating it has fallen far.',
    },
    does: {
      zh: '使呼吸道收缩，哮喘患者最敏感；在空气中还会变成细颗粒物。',
      en: 'Narrows the airways, most of all in people with asthma; in the air it also turns into fine particles.',
    },
    season: { zh: '采暖季略高。', en: 'Somewhat higher in the heating season.' },
  },
  no2: {
    what: { zh: '棕红色、有刺激性的气体。', en: 'A reddish-brown, irritating gas.' },
    from: {
      zh: '高温燃烧，在城市里主要来自机动车。早晚高峰时路边最高。',
      en: 'Hot combustion, in a city mostly engines. Highest beside roads in the rush hours.',
    },
    does: {
      zh: '使呼吸道发炎，降低抵抗力；它也是臭氧和细颗粒物的原料。',
      en: 'Inflames the airways and lowers resistance; ozone and fine particles form from it.',
    },
    season: { zh: '冬季高于夏季。', en: 'Higher in winter than in summer.' },
  },
  co: {
    what: {
      zh: '无色无味的气体，浓度以毫克每立方米计。',
      en: 'A gas without colour or smell, counted in milligrams per cubic metre.',
    },
    from: {
      zh: '燃料燃烧不完全：机动车、取暖、工业。',
      en: 'Fuel that does not burn completely: engines, heating, industry.',
    },
    does: {
      zh: '与血液中的血红蛋白结合，使身体得不到足够的氧气；心血管病患者风险最大。',
      en: 'Binds to the blood, so that the body gets less oxygen; people with heart disease are most at risk.',
    },
    season: { zh: '冬季高于夏季。', en: 'Higher in winter than in summer.' },
  },
  o3: {
    what: {
      zh: '由三个氧原子组成的气体。高空的臭氧保护我们，近地面的臭氧却是污染物。',
      en: 'A gas of three oxygen atoms. High above it protects us; near the ground it is a pollutant.',
    },
    from: {
      zh: '不直接排放，由氮氧化物和挥发性有机物在阳光下反应生成，午后最高。',
      en: 'Nobody emits it: it forms in sunlight out of nitrogen oxides and organic vapours, and peaks in the afternoon.',
    },
    does: {
      zh: '刺激眼睛和呼吸道，使肺功能下降；剧烈运动时影响更大。',
      en: 'Irritates eyes and airways and weakens the lungs, more so during hard exercise.',
    },
    season: {
      zh: '五月到九月的晴热午后最高。',
      en: 'Highest on hot, clear afternoons from May to September.',
    },
  },
}

/** Whom the advice is for, in the order in which it is shown. */
export const groups = ['healthy', 'children', 'elderly', 'patients'] as const
export type Group = (typeof groups)[number]

export const groupWords: Record<Group, Words> = {
  healthy: { zh: '一般人群', en: 'Healthy adults' },
  children: { zh: '儿童青少年', en: 'Children and teenagers' },
  elderly: { zh: '老年人', en: 'Older people' },
  patients: { zh: '心肺疾病患者', en: 'Heart and lung patients' },
}

const same = (zh: string, en: string): Words => ({ zh, en })
const freely = same('正常户外活动', 'Outdoors as usual')
const watchful = same('可以户外活动，感到不适时减少', 'Outdoors is fine; do less if you feel unwell')
const lessLong = same('减少长时间、高强度的户外锻炼', 'Fewer long or hard workouts outdoors')
const avoidLong = same('避免长时间、高强度的户外锻炼', 'No long or hard workouts outdoors')
const less = same('减少户外运动', 'Exercise less outdoors')
const avoid = same('避免户外活动', 'Avoid being active outdoors')
const inside = same('留在室内，停止户外运动', 'Stay indoors, no exercise outside')
const rest = same('留在室内，避免体力消耗', 'Stay indoors and rest')

/** Advice by level (1 … 6), after table 1 of HJ 633-2026; the table's own text stands beside it on the page. */
export const advice: Record<Group, readonly Words[]> = {
  healthy: [freely, freely, freely, same('适量减少户外运动', 'Exercise a little less outdoors'), less, avoid],
  children: [freely, freely, lessLong, avoidLong, inside, rest],
  elderly: [freely, freely, lessLong, avoidLong, inside, rest],
  patients: [freely, watchful, lessLong, avoidLong, inside, rest],
}

/** One sentence by level that answers "may my child play outside?". */
export const answer: readonly Words[] = [
  same('适合户外活动，孩子可以放心玩耍。', 'Good for being outdoors: children can play freely.'),
  same(
    '可以户外活动，极少数特别敏感的人多留意。',
    'Fine for being outdoors; the few who are very sensitive should take care.',
  ),
  same(
    '孩子可以出门，但不要长时间剧烈运动。',
    'Children may go out, but should not exercise hard or for long.',
  ),
  same('孩子尽量少在户外，避免剧烈运动。', 'Keep children’s time outdoors short and avoid hard exercise.'),
  same('请让孩子留在室内。', 'Keep children indoors.'),
  same(
    '所有人都应避免户外活动，孩子留在室内。',
    'Everybody should avoid being outdoors; keep children inside.',
  ),
]
