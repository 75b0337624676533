import { Problem } from '../problem.ts'
import { type AnyProcedure, stateOf } from './declare.ts'

/** What stands in the way of a deed, in words. */
export const noVerb = (of: AnyProcedure, state: string) => {
  const { zh, en } = stateOf(of, state).words
  return new Problem(
    'no-such-deed',
    { zh: `在“${zh}”不能这样办理。`, en: `That cannot be done at “${en}”.` },
    422,
  )
}
export const notYours = () =>
  new Problem('not-your-task', { zh: '这一步不由您办理。', en: 'This step is not yours to do.' }, 403)
export const signedAlready = () =>
  new Problem(
    'signed-already',
    { zh: '您在这一步已经办理过，正在等其他人。', en: 'You have already signed here; others still must.' },
    409,
  )
export const dutyLost = () =>
  new Problem(
    'duty-lost',
    {
      zh: '您（或委托您的人）已不再担任这一步的职责。',
      en: 'You, or whom you stand in for, no longer hold the duty of this step.',
    },
    403,
  )
export const ownPaper = () =>
  new Problem(
    'own-paper',
    {
      zh: '不能批准自己发起的事项，也不能代发起人批准。',
      en: 'Nobody approves what he started himself, nor on behalf of who did.',
    },
    403,
  )
export const noReason = () => new Problem('no-reason', { zh: '请写明理由。', en: 'Give a reason.' }, 422)
export const notAsked = (names: readonly string[]) => {
  const list = names.map((name) => name.slice(0, 40)).join(', ')
  return new Problem(
    'not-asked-for',
    { zh: `这一步不能改动：${list}。`, en: `This step does not change: ${list}.` },
    422,
  )
}
export const incomplete = (of: AnyProcedure, names: readonly string[]) => {
  const fields = of.fields as Record<string, { words: Problem['words'] }> | undefined
  const list = (language: 'zh' | 'en', by: string) =>
    names.map((name) => fields?.[name]?.words[language] ?? name).join(by)
  return new Problem(
    'incomplete',
    { zh: `请先填写：${list('zh', '、')}。`, en: `Fill in first: ${list('en', ', ')}.` },
    422,
  )
}
