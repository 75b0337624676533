import { Problem } from '../../kit/problem.ts'
import type { Words } from '../../kit/words.ts'

/** What is wrong with one parameter, and what it may be. */
export interface Fault {
  parameter: string
  words: Words
  /** What is allowed, one by one, where that can be listed. */
  allowed?: readonly string[]
}

/** An address that asks for something that there is not; every wrong parameter is named at once. */
export class ParameterProblem extends Problem {
  readonly faults: readonly Fault[]

  constructor(code: string, faults: readonly Fault[], status: Problem['status'] = 400) {
    const said = (language: 'zh' | 'en') => faults.map(({ words }) => words[language])
    super(code, { zh: said('zh').join(''), en: said('en').join(' ') }, status)
    this.faults = faults
  }
}

/** RFC 9457: `title` and `detail` in English, the same with `_zh` in Chinese; `errors` for programs. */
export function problemBody(problem: Problem) {
  const { title, title_zh } = titles[problem.status] ?? titles[400]!
  return {
    type: 'about:blank',
    title,
    title_zh,
    status: problem.status,
    code: problem.code,
    detail: problem.words.en,
    detail_zh: problem.words.zh,
    ...(problem instanceof ParameterProblem
      ? {
          errors: problem.faults.map(({ parameter, words, allowed }) => ({
            parameter,
            detail: words.en,
            detail_zh: words.zh,
            ...(allowed ? { allowed } : {}),
          })),
        }
      : {}),
  }
}

const titles: Record<number, { title: string; title_zh: string }> = {
  400: { title: 'The address has a mistake', title_zh: '地址有误' },
  404: { title: 'There is no such thing', title_zh: '没有找到' },
  405: { title: 'This address is for reading only', title_zh: '这个地址只能读取' },
  406: { title: 'Not in this format', title_zh: '没有这种格式' },
  429: { title: 'Too many requests', title_zh: '请求太频繁' },
  503: { title: 'Not available at the moment', title_zh: '暂时无法使用' },
}

/** Text of a reader as it may be repeated: short, without what a terminal or page would obey. */
export function repeated(text: string): string {
  const plain = text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '�')
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain
}
