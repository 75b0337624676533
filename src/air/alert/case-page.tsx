import type { Case } from '../../kit/procedure/procedure.ts'
import type { Language, Words } from '../../kit/words.ts'
import type { AlertCase } from './alert.procedure.ts'
import { tierWords } from './tiers.ts'

const words = {
  deed: { zh: '事项', en: 'What' },
  deeds: {
    issue: { zh: '发布新的预警', en: 'A new alert' },
    change: { zh: '变更生效中的预警，不填的不变', en: 'A change; what is not said stays' },
    lift: { zh: '解除生效中的预警', en: 'The alert is lifted' },
  },
  alert: { zh: '预警', en: 'Alert' },
  number: (id: number): Words => ({ zh: `${id} 号`, en: `number ${id}` }),
  exercise: { zh: '演练，不是真的预警', en: 'An exercise, not a real alert' },
  tier: { zh: '级别', en: 'Tier' },
  effective: { zh: '生效时间', en: 'In force from' },
  atOnce: { zh: '签发之时', en: 'when it is signed' },
  expires: { zh: '结束时间', en: 'In force until' },
  why: { zh: '理由', en: 'Reason' },
  textZh: { zh: '补充说明（中文）', en: 'Further words in Chinese' },
  textEn: { zh: '补充说明（英文）', en: 'Further words in English' },
  by: { zh: '提请人', en: 'Proposed by' },
}

/** What the public will be told, for who signs it. */
export function alertCasePage({ data }: Case<AlertCase>, language: Language) {
  const { deed, alert, tier, effective, expires, exercise } = data
  const local = (moment: string | null) => moment?.replace('T', ' ')
  const lines: [Words, unknown][] = [
    [words.deed, words.deeds[deed][language]],
    [words.alert, alert !== null && <AlertLink alert={alert} language={language} />],
    [words.exercise, exercise && '✓'],
    [words.tier, tier && tierWords[tier].name[language]],
    [words.effective, local(effective) ?? (deed === 'issue' && words.atOnce[language])],
    [words.expires, local(expires)],
    [words.why, data.why],
    [words.textZh, data.text_zh],
    [words.textEn, data.text_en],
    [words.by, data.by],
  ]
  return (
    <dl class="defs">
      {lines
        .filter(([, said]) => said)
        .map(([name, said]) => (
          <>
            <dt>{name[language]}</dt>
            <dd>{said}</dd>
          </>
        ))}
    </dl>
  )
}

const AlertLink = ({ alert, language }: { alert: number; language: Language }) => (
  <a href={`${language === 'en' ? '/en' : ''}/air/alerts/${alert}`}>{words.number(alert)[language]}</a>
)
