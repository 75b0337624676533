/** What a reader sees who tells us of an error. */
export const words = {
  zh: {
    title: '我要纠错',
    lead: '请告诉我们这个网站哪里有错。编辑会在五个工作日内核实。',
    answered: '留下邮箱的，会收到答复。',
    page: '网页',
    kind: '是什么错误',
    text: '请写明错在哪里',
    textHelp: '例如错的是哪句话，应该是什么。最多 2000 字。',
    email: '邮箱（选填）',
    emailHelp: '只用来答复您，不公开，不用于其他用途。',
    send: '提交',
    thanks: (id: number) => `已收到，编号 ${id}。谢谢您。`,
    thanksLead: '编辑核实后会改正网页。',
    back: '回到刚才的网页',
    wrong: '还有内容需要填写。',
  },
  en: {
    title: 'Tell us of an error',
    lead: 'Tell us what is wrong on this site. An editor looks into it within five working days.',
    answered: 'Leave an address and you get an answer.',
    page: 'Page',
    kind: 'What kind of error',
    text: 'What is wrong',
    textHelp: 'The sentence, and what it should be, for instance. At most 2,000 characters.',
    email: 'E-mail (optional)',
    emailHelp: 'Only to answer you. It is not published, nor used for anything else.',
    send: 'Send',
    thanks: (id: number) => `We have it: number ${id}. Thank you.`,
    thanksLead: 'An editor looks into it and mends the page.',
    back: 'Back to the page you came from',
    wrong: 'Something is still to be filled in.',
  },
} as const

type Name = Exclude<keyof typeof words.zh, 'thanks'>
export const label = (name: Name) => ({ zh: words.zh[name], en: words.en[name] })
