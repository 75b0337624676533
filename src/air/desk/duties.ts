import { type Duty, duty } from '../../kit/people/officer.ts'

/** Who answers for the forecast and for alerts. */
export const forecasterDuty: Duty = {
  key: 'forecaster',
  words: { zh: '预报员', en: 'Forecaster' },
  help: {
    zh: '订正预报，发布、变更和解除空气重污染预警。',
    en: 'Overrules the forecast; issues, changes and lifts alerts.',
  },
}

export const mayForecast = duty(forecasterDuty)
