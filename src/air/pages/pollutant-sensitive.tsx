import { Section } from '../../kit/html/parts.tsx'
import type { Day } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { indexStandardOn } from '../index/index.ts'
import type { Pollutant } from '../pollutants.ts'

/** Who should take care of this pollutant: the standard's own words, in English with ours beside them. */
export function Sensitive({ ask, pollutant, day }: { ask: Ask; pollutant: Pollutant; day: Day }) {
  const zh = ask.language === 'zh'
  const standard = indexStandardOn(day)
  const official = standard.sensitive[pollutant]
  if (!official) return null
  return (
    <Section
      title={zh ? '谁要特别当心' : 'Who should take care'}
      note={zh ? '分指数大于 100 时（HJ 633 表 2）' : 'when its sub-index is above 100 (HJ 633, table 2)'}
    >
      {!zh && <p>{official.en}</p>}
      <p class={zh ? undefined : 'small after'} lang="zh-CN">
        {official.zh}
      </p>
      {!zh && <p class="small">The Chinese text is official; the English is ours.</p>}
    </Section>
  )
}
