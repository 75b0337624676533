import type { Tier, TierWords } from './types.ts'

/**
 * What each tier tells people. The advice follows the tone of the plans (facts/air.md, 1.10): from yellow on children,
 * the elderly and patients stay in and schools cut outdoor activity; from orange on outdoor lessons stop.
 */
export const tierWords: Record<Tier, TierWords> = {
  blue: {
    name: { zh: '蓝色预警', en: 'Blue alert' },
    headline: { zh: '空气重污染蓝色预警', en: 'Blue alert for heavy air pollution' },
    rgb: [0, 90, 200],
    advice: [
      {
        zh: '儿童、老年人和呼吸系统、心脑血管疾病患者减少户外活动。',
        en: 'Children, the elderly and people with heart or lung disease spend less time outdoors.',
      },
      { zh: '一般人群适当减少户外运动。', en: 'Everybody else takes it easier outdoors.' },
      {
        zh: '出行尽量乘坐公共交通工具，减少机动车上路。',
        en: 'Take public transport where you can, and leave the car at home.',
      },
    ],
  },
  yellow: {
    name: { zh: '黄色预警', en: 'Yellow alert' },
    headline: { zh: '空气重污染黄色预警', en: 'Yellow alert for heavy air pollution' },
    rgb: [255, 255, 0],
    advice: [
      {
        zh: '儿童、老年人和呼吸系统、心脑血管疾病患者尽量留在室内。',
        en: 'Children, the elderly and people with heart or lung disease stay indoors.',
      },
      {
        zh: '中小学、幼儿园减少户外活动。',
        en: 'Schools and kindergartens cut down on outdoor activity.',
      },
      {
        zh: '一般人群减少户外运动，外出可佩戴口罩。',
        en: 'Everybody else does less sport outdoors; a mask helps.',
      },
      {
        zh: '关窗，开启空气净化设备；不燃放烟花爆竹，不露天烧烤。',
        en: 'Keep windows shut and purifiers on; no fireworks, no open-air barbecue.',
      },
    ],
  },
  orange: {
    name: { zh: '橙色预警', en: 'Orange alert' },
    headline: { zh: '空气重污染橙色预警', en: 'Orange alert for heavy air pollution' },
    rgb: [255, 126, 0],
    advice: [
      {
        zh: '儿童、老年人和呼吸系统、心脑血管疾病患者留在室内。',
        en: 'Children, the elderly and people with heart or lung disease stay indoors.',
      },
      {
        zh: '中小学、幼儿园停止户外课程和活动。',
        en: 'Schools and kindergartens stop outdoor lessons and activities.',
      },
      {
        zh: '一般人群避免户外运动，外出请佩戴口罩。',
        en: 'Everybody else avoids sport outdoors and wears a mask when going out.',
      },
      {
        zh: '关窗，开启空气净化设备；乘坐公共交通工具，驻车熄火。',
        en: 'Keep windows shut and purifiers on; take public transport, switch off engines when waiting.',
      },
    ],
  },
  red: {
    name: { zh: '红色预警', en: 'Red alert' },
    headline: { zh: '空气重污染红色预警', en: 'Red alert for heavy air pollution' },
    rgb: [200, 0, 0],
    advice: [
      {
        zh: '儿童、老年人和呼吸系统、心脑血管疾病患者留在室内，避免体力消耗。',
        en: 'Children, the elderly and people with heart or lung disease stay indoors and rest.',
      },
      {
        zh: '一般人群尽量不外出；必须外出时佩戴口罩。',
        en: 'Everybody else stays in where possible, and wears a mask when it must be.',
      },
      {
        zh: '中小学、幼儿园停止一切户外活动，是否停课以教育部门通知为准。',
        en: 'Schools and kindergartens stop all outdoor activity; whether lessons take place, the education authority says.',
      },
      {
        zh: '关窗，开启空气净化设备；单位可实行弹性工作。',
        en: 'Keep windows shut and purifiers on; employers may allow flexible work.',
      },
    ],
  },
}
