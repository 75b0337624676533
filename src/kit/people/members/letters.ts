import type { AnyKysely } from '../../db/store.ts'
import { type Letter, send } from '../../mail/mail.ts'
import type { Language, Words } from '../../words.ts'

export interface To {
  email: string
  language: Language
}

/** Puts a short letter with one thing to open into the outbox. */
export async function post(
  tx: AnyKysely,
  { email, language }: To,
  { subject, text, path, button }: { subject: Words; text: Words; path: string; button: Words },
  at: Temporal.Instant,
): Promise<void> {
  const letter: Letter = { subject, parts: [{ text }], path, button }
  await send(tx, { to: [{ address: email, language }], letter, source: 'members', at })
}

const notYou: Words = {
  zh: '如果不是您本人操作，不必理会这封信。',
  en: 'If it was not you, you need do nothing.',
}
const also = (text: Words): Words => ({ zh: `${text.zh}${notYou.zh}`, en: `${text.en} ${notYou.en}` })

/** What the letters say; each needs the secret part of its link, or none. */
export const letters = {
  join: (token: string) => ({
    subject: { zh: '确认邮箱，完成注册', en: 'Confirm your address and join' },
    text: also({
      zh: '有人用这个邮箱在本站注册账号。请在一天之内打开下面的链接，设置姓名和密码。',
      en: 'Somebody asked for an account here with this address. Open the link within a day and choose a name and a password.',
    }),
    path: `/my/welcome/${token}`,
    button: { zh: '完成注册', en: 'Join' },
  }),
  known: () => ({
    subject: { zh: '您已有账号', en: 'You have an account already' },
    text: also({
      zh: '有人用这个邮箱在本站注册账号，而这个邮箱已有账号。请直接登录；忘记密码，可以在登录页重新设置。',
      en: 'Somebody asked for an account here with this address, which has one already. Sign in; a forgotten password can be set anew from there.',
    }),
    path: '/my/sign-in',
    button: { zh: '登录', en: 'Sign in' },
  }),
  recover: (token: string) => ({
    subject: { zh: '重新设置密码', en: 'Set a new password' },
    text: also({
      zh: '请在一小时之内打开下面的链接，设置新密码。之前的登录将全部结束。',
      en: 'Open the link within an hour and choose a new password. Every session so far ends with it.',
    }),
    path: `/my/recover/${token}`,
    button: { zh: '设置新密码', en: 'Set a new password' },
  }),
  unknown: () => ({
    subject: { zh: '这个邮箱没有账号', en: 'There is no account with this address' },
    text: also({
      zh: '有人为这个邮箱申请重新设置密码，而本站没有使用它的账号。也许您用的是另一个邮箱。',
      en: 'Somebody asked for a new password for this address, but no account here has it. Perhaps you used another one.',
    }),
    path: '/my',
    button: { zh: '打开本站', en: 'Open the site' },
  }),
  officer: (token: string) => ({
    subject: { zh: '重新设置工作台密码', en: 'Set a new password for the desk' },
    text: also({
      zh: '请在一小时之内打开下面的链接，设置新密码。之前的登录将全部结束，两步验证仍然有效。',
      en: 'Open the link within an hour and choose a new password. Every session so far ends with it; two-step sign-in stays.',
    }),
    path: `/desk/welcome/${token}`,
    button: { zh: '设置新密码', en: 'Set a new password' },
  }),
  noOfficer: () => ({
    subject: { zh: '工作台没有这个邮箱', en: 'The desk does not know this address' },
    text: also({
      zh: '有人为这个邮箱申请重新设置工作台密码，而没有工作人员用它登录。',
      en: 'Somebody asked for a new password for the desk, but no officer signs in with this address.',
    }),
    path: '/desk/sign-in',
    button: { zh: '打开登录页', en: 'Open the sign-in page' },
  }),
  guardian: (token: string, name: string) => ({
    subject: { zh: '请您以监护人身份确认', en: 'Your consent as a guardian is asked for' },
    text: {
      zh: `${name}在本站注册了账号，自述未满 14 周岁，并写明您是监护人。请打开下面的链接，看看我们保存什么，决定是否同意。两周之内没有回复，账号会自动删除。`,
      en: `${name} asked for an account here, says to be below fourteen and names you as guardian. Open the link, see what we keep and decide. Without an answer within two weeks the account is deleted.`,
    },
    path: `/my/guardian/${token}`,
    button: { zh: '查看并决定', en: 'See and decide' },
  }),
  seat: (token: string, organisation: string) => ({
    subject: { zh: `${organisation}邀请您加入`, en: `${organisation} invites you` },
    text: also({
      zh: `${organisation}邀请您在本站加入该单位。请在两周之内打开下面的链接；没有账号的，先用这个邮箱注册。`,
      en: `${organisation} invites you to join it on this site. Open the link within two weeks; without an account, first join with this address.`,
    }),
    path: `/my/seat/${token}`,
    button: { zh: '查看邀请', en: 'See the invitation' },
  }),
  decided: (id: number, name: string, decision: Words) => ({
    subject: { zh: `${name}：${decision.zh}`, en: `${name}: ${decision.en}` },
    text: {
      zh: '工作人员已处理您的单位登记申请，结果见单位页面。',
      en: 'An officer has decided on your organisation; see its page.',
    },
    path: `/my/organisations/${id}`,
    button: { zh: '打开单位页面', en: 'Open its page' },
  }),
}
