import type { Words } from '../words.ts'

/**
 * Why a provider's answer could not be had:
 * `down` unreachable, broke off, or failing (5xx); `slow` past the deadline; `refused` it declined the request (4xx);
 * `changed` an answer of another shape, or gone; `too-big` more bytes than allowed; `not-allowed` an address that we
 * do not ask; `limited` too many requests; `denied` the key is missing, wrong or without rights.
 */
export type Reason =
  | 'down'
  | 'slow'
  | 'refused'
  | 'changed'
  | 'too-big'
  | 'not-allowed'
  | 'limited'
  | 'denied'

const said: Record<Reason, Words> = {
  down: { zh: '数据源无法访问', en: 'The source cannot be reached' },
  slow: { zh: '数据源响应超时', en: 'The source answers too slowly' },
  refused: { zh: '数据源拒绝了请求', en: 'The source refused the request' },
  changed: { zh: '数据源的回答与约定格式不符', en: 'The source answers in another shape than documented' },
  'too-big': { zh: '数据源返回的内容过大', en: 'The answer of the source is too large' },
  'not-allowed': { zh: '不允许访问该地址', en: 'This address may not be asked' },
  limited: { zh: '超过数据源的请求限额', en: 'The request limit of the source is reached' },
  denied: { zh: '数据源不接受密钥', en: 'The source does not accept the key' },
}

/** Why a provider could not be had: for people in `words`, for programs in `reason`. Never shows a secret. */
export class SourceError extends Error {
  readonly reason: Reason
  readonly words: Words
  /** The short neutral addition, such as `HTTP 503`. */
  readonly detail: string
  /** The address, without secrets. */
  readonly address: string
  /** How long to leave the source alone, where it said so. */
  readonly waitMs: number | undefined

  /** @param detail a short neutral addition such as `HTTP 503` */
  constructor(reason: Reason, url: URL | string, detail = '', waitMs?: number) {
    const address = redact(url)
    const zh = `${said[reason].zh}：${address}${detail && `（${detail}）`}`
    const en = `${said[reason].en}: ${address}${detail && ` (${detail})`}`
    super(en)
    this.name = 'SourceError'
    this.reason = reason
    this.words = { zh, en }
    this.detail = detail
    this.address = address
    this.waitMs = waitMs
  }
}

const secret = /key|token|secret|pass|auth|sign?(ature)?$|credential|pin$/i
const longest = 300

/** An address as it may be shown and logged: no user, no fragment, no value of a parameter that names a secret. */
export function redact(url: URL | string): string {
  if (!URL.canParse(String(url)))
    return String(url)
      .replaceAll(/[?#@].*/g, '…')
      .slice(0, longest)
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  shown.hash = ''
  for (const name of new Set(shown.searchParams.keys()))
    if (secret.test(name)) shown.searchParams.set(name, '***')
  return shown.href.slice(0, longest)
}
