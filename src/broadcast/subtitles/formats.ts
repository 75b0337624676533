import { escaped } from '../../kit/xml.ts'
import type { Cue } from '../edition.ts'
import { timecode } from './timecode.ts'

export type SubtitleLanguage = 'zh' | 'en' | 'both'

/** What is read of a cue, a line each. */
export const textOf = ({ zh, en }: Pick<Cue, 'zh' | 'en'>, language: SubtitleLanguage): string[] =>
  language === 'both' ? [zh, en] : [language === 'zh' ? zh : en]

/** WebVTT: what browsers show. */
export const webVtt = (cues: readonly Cue[], language: SubtitleLanguage): string =>
  `WEBVTT\n\n${cues
    .map(
      (cue, i) =>
        `${i + 1}\n${timecode(cue.from, '.')} --> ${timecode(cue.to, '.')}\n${textOf(cue, language).map(escaped).join('\n')}\n`,
    )
    .join('\n')}`

/** SubRip: what everything else reads. */
export const srt = (cues: readonly Cue[], language: SubtitleLanguage): string =>
  cues
    .map(
      (cue, i) =>
        `${i + 1}\n${timecode(cue.from, ',')} --> ${timecode(cue.to, ',')}\n${textOf(cue, language).join('\n')}\n`,
    )
    .join('\n')

const languageTag = (language: SubtitleLanguage) => (language === 'en' ? 'en' : 'zh-Hans')

/** IMSC 1 text profile (a profile of TTML), as EBU-TT-D readers take it: one region at the foot, within title-safe. */
export const imsc = (
  cues: readonly Cue[],
  language: SubtitleLanguage,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling" ttp:timeBase="media" ttp:cellResolution="32 15" ttp:profile="http://www.w3.org/ns/ttml/profile/imsc1/text" xml:lang="${languageTag(language)}">
  <head>
    <styling>
      <style xml:id="line" tts:fontFamily="proportionalSansSerif" tts:fontSize="80%" tts:lineHeight="125%" tts:color="#ffffffff" tts:backgroundColor="#060e1adb" tts:textAlign="center"/>
    </styling>
    <layout>
      <region xml:id="foot" tts:origin="10% 75%" tts:extent="80% 17%" tts:displayAlign="after" tts:overflow="visible"/>
    </layout>
  </head>
  <body style="line">
    <div region="foot">
${cues
  .map(
    (cue, i) =>
      `      <p xml:id="c${i + 1}" begin="${timecode(cue.from, '.')}" end="${timecode(cue.to, '.')}">${textOf(
        cue,
        language,
      )
        .map((text) => `<span>${escaped(text)}</span>`)
        .join('<br/>')}</p>`,
  )
  .join('\n')}
    </div>
  </body>
</tt>
`
