import type { Words } from '../../../kit/words.ts'
import type { Substance } from '../units.ts'
import type { Category, Rgb } from './standard.ts'

/**
 * The Chinese wording of Tables 1 and 2 of HJ 633 is official and stays unaltered ("锻练" in level four of 2012 is
 * the printed spelling). The standard has no English text: the English here is ours and unofficial.
 */
export interface LevelWords {
  health: Words
  advice: Words
}

const steps: { to: number; name: Words; levelName: Words; colour: Words; rgb: Rgb; assist: Rgb }[] = [
  {
    to: 50,
    name: { zh: '优', en: 'Excellent' },
    levelName: { zh: '一级', en: 'Level I' },
    colour: { zh: '绿色', en: 'green' },
    rgb: [0, 228, 0],
    assist: [158, 255, 145],
  },
  {
    to: 100,
    name: { zh: '良', en: 'Good' },
    levelName: { zh: '二级', en: 'Level II' },
    colour: { zh: '黄色', en: 'yellow' },
    rgb: [255, 255, 0],
    assist: [255, 201, 5],
  },
  {
    to: 150,
    name: { zh: '轻度污染', en: 'Lightly polluted' },
    levelName: { zh: '三级', en: 'Level III' },
    colour: { zh: '橙色', en: 'orange' },
    rgb: [255, 126, 0],
    assist: [255, 130, 5],
  },
  {
    to: 200,
    name: { zh: '中度污染', en: 'Moderately polluted' },
    levelName: { zh: '四级', en: 'Level IV' },
    colour: { zh: '红色', en: 'red' },
    rgb: [255, 0, 0],
    assist: [240, 34, 0],
  },
  {
    to: 300,
    name: { zh: '重度污染', en: 'Heavily polluted' },
    levelName: { zh: '五级', en: 'Level V' },
    colour: { zh: '紫色', en: 'purple' },
    rgb: [153, 0, 76],
    assist: [137, 9, 151],
  },
  {
    to: 500,
    name: { zh: '严重污染', en: 'Severely polluted' },
    levelName: { zh: '六级', en: 'Level VI' },
    colour: { zh: '褐红色', en: 'maroon' },
    rgb: [126, 0, 35],
    assist: [100, 0, 21],
  },
]

/** The six levels with the wording of one edition; the first band begins at `from` (0 in 2012, 1 in 2026). */
export const hjCategories = (from: 0 | 1, words: readonly LevelWords[]): Category[] =>
  steps.map((step, at) => ({
    level: at + 1,
    from: at === 0 ? from : steps[at - 1]!.to + 1,
    ...step,
    ...words[at]!,
  }))

const excellent: LevelWords = {
  health: {
    zh: '空气质量令人满意，基本无空气污染',
    en: 'The air is satisfying, with practically no pollution.',
  },
  advice: { zh: '各类人群可正常活动', en: 'Everyone can be active as usual.' },
}

const good: LevelWords = {
  health: {
    zh: '空气质量可接受，但某些污染物可能对极少数异常敏感人群健康有较弱影响',
    en: 'The air is acceptable, but some pollutants may slightly affect a very few unusually sensitive people.',
  },
  advice: {
    zh: '极少数异常敏感人群应减少户外活动',
    en: 'The very few unusually sensitive people should spend less time outdoors.',
  },
}

const severeHealth: Words = {
  zh: '健康人群运动耐受力降低，有明显强烈症状，提前出现某些疾病',
  en: 'Healthy people tolerate less exercise, have clear and strong symptoms, and some illnesses set in early.',
}
const severeAdvice: Words = {
  zh: '儿童、老年人和病人应当留在室内，避免体力消耗，一般人群应避免户外活动',
  en: 'Children, the elderly and the sick should stay indoors and avoid exertion; everyone else should avoid being active outdoors.',
}

export const words2012: readonly LevelWords[] = [
  excellent,
  good,
  {
    health: {
      zh: '易感人群症状有轻度加剧，健康人群出现刺激症状',
      en: 'Symptoms of susceptible people worsen slightly; healthy people feel irritation.',
    },
    advice: {
      zh: '儿童、老年人及心脏病、呼吸系统疾病患者应减少长时间、高强度的户外锻炼',
      en: 'Children, the elderly and people with heart or respiratory disease should cut back on long, hard exercise outdoors.',
    },
  },
  {
    health: {
      zh: '进一步加剧易感人群症状，可能对健康人群心脏、呼吸系统有影响',
      en: 'Symptoms of susceptible people worsen further; the heart and airways of healthy people may be affected.',
    },
    advice: {
      zh: '儿童、老年人及心脏病、呼吸系统疾病患者避免长时间、高强度的户外锻练，一般人群适量减少户外运动',
      en: 'Children, the elderly and people with heart or respiratory disease should avoid long, hard exercise outdoors; everyone else should do somewhat less sport outdoors.',
    },
  },
  {
    health: {
      zh: '心脏病和肺病患者症状显著加剧，运动耐受力降低，健康人群普遍出现症状',
      en: 'Symptoms of people with heart or lung disease worsen markedly and they tolerate less exercise; healthy people commonly have symptoms.',
    },
    advice: {
      zh: '儿童、老年人和心脏病、肺病患者应停留在室内，停止户外运动，一般人群减少户外运动',
      en: 'Children, the elderly and people with heart or lung disease should stay indoors and stop sport outdoors; everyone else should do less of it.',
    },
  },
  { health: severeHealth, advice: severeAdvice },
]

export const words2026: readonly LevelWords[] = [
  excellent,
  good,
  {
    health: {
      zh: '敏感人群症状有轻度加剧，健康人群出现刺激症状',
      en: 'Symptoms of sensitive people worsen slightly; healthy people feel irritation.',
    },
    advice: {
      zh: '青少年儿童、老年人及心血管系统疾病、呼吸系统疾病患者应减少长时间、高强度的户外锻炼',
      en: 'Children and teenagers, the elderly and people with cardiovascular or respiratory disease should cut back on long, hard exercise outdoors.',
    },
  },
  {
    health: {
      zh: '进一步加剧敏感人群症状，可能对健康人群心血管系统、呼吸系统有影响',
      en: 'Symptoms of sensitive people worsen further; the cardiovascular and respiratory systems of healthy people may be affected.',
    },
    advice: {
      zh: '青少年儿童、老年人及心血管系统疾病、呼吸系统疾病患者避免长时间、高强度的户外锻炼，一般人群适量减少户外运动',
      en: 'Children and teenagers, the elderly and people with cardiovascular or respiratory disease should avoid long, hard exercise outdoors; everyone else should do somewhat less sport outdoors.',
    },
  },
  {
    health: {
      zh: '心血管系统和呼吸系统患者症状显著加剧，运动耐受力降低，健康人群普遍出现症状',
      en: 'Symptoms of cardiovascular and respiratory patients worsen markedly and they tolerate less exercise; healthy people commonly have symptoms.',
    },
    advice: {
      zh: '青少年儿童、老年人和心血管系统疾病、呼吸系统疾病患者应停留在室内，停止户外运动，一般人群减少户外运动',
      en: 'Children and teenagers, the elderly and people with cardiovascular or respiratory disease should stay indoors and stop sport outdoors; everyone else should do less of it.',
    },
  },
  {
    health: severeHealth,
    advice: {
      zh: '青少年儿童、老年人和病人应当留在室内，避免体力消耗，一般人群应避免户外活动',
      en: 'Children and teenagers, the elderly and the sick should stay indoors and avoid exertion; everyone else should avoid being active outdoors.',
    },
  },
]

const particles: Words = {
  zh: '患有心血管系统疾病或呼吸系统疾病（如哮喘）的人、青少年儿童、户外活动频繁的人以及老年人',
  en: 'people with cardiovascular or respiratory disease (such as asthma), children and teenagers, people who are often active outdoors, and the elderly',
}

/** Table 2 of HJ 633-2026: who should take care when the pollutant's sub-index is above 100. */
export const sensitive2026: Readonly<Partial<Record<Substance, Words>>> = {
  so2: {
    zh: '患有哮喘的人、青少年儿童以及老年人',
    en: 'people with asthma, children and teenagers, and the elderly',
  },
  no2: {
    zh: '患有呼吸系统疾病（如哮喘）的人、青少年儿童以及老年人',
    en: 'people with respiratory disease (such as asthma), children and teenagers, and the elderly',
  },
  co: { zh: '患有心血管系统疾病的人', en: 'people with cardiovascular disease' },
  o3: {
    zh: '患有呼吸系统疾病（如哮喘）的人、青少年儿童、户外活动频繁的人以及老年人',
    en: 'people with respiratory disease (such as asthma), children and teenagers, people who are often active outdoors, and the elderly',
  },
  pm10: particles,
  pm25: particles,
}
