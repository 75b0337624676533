import { type Duty, duty, either } from '../../kit/people/officer.ts'

/** Who answers for the forecast and for alerts. */
export const forecasterDuty: Duty = {
  key: 'forecaster',
  words: { zh: '预报员', en: 'Forecaster' },
  help: {
    zh: '订正预报，提请发布、变更和解除空气重污染预警，并复核其他预报员提请的事项。',
    en: 'Overrules the forecast, proposes to issue, change and lift alerts, and signs what another forecaster proposes.',
  },
}

/** Who signs alerts without being a forecaster: a head of the centre, say. */
export const alertApproverDuty: Duty = {
  key: 'alert-approver',
  words: { zh: '预警签发人', en: 'Alert approver' },
  help: { zh: '签发预报员提请的空气重污染预警。', en: 'Signs alerts that a forecaster proposes.' },
}

export const mayForecast = duty(forecasterDuty)
export const maySignAlerts = either(mayForecast, duty(alertApproverDuty))
