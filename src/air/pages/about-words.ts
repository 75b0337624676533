import type { Language } from '../../kit/words.ts'

export const words = {
  zh: {
    title: '关于中心',
    does: '中心做什么',
    departments: '部门与职责',
    contact: '联系方式',
    address: '地址',
    postcode: '邮编',
    phone: '电话',
    email: '电子邮件',
    lantian: '关于“蓝天”',
    lantianText: [
      '本网站由开源软件“蓝天”（Lantian）运行。它把监测站的读数变成人人能读懂的空气状况，任何城市的环境宣传中心都可以免费安装；城市、站点、部门和标准都是数据。',
      '软件以 Apache 2.0 许可发布。数据的许可由各来源决定，',
      '凡不是实测的数值——模型、模拟或微型传感器——都会在页面上标明。缺少的就说缺少。',
    ],
    quality: '见“数据质量”',
    openData: '开放数据与接口',
    access: '无障碍声明',
    accessText: [
      '我们按 WCAG 2.2 AA 级制作，每个页面在中英文、浅色、深色、高对比度和大字模式下用自动工具检查。自动检查不能发现所有问题，如有不便请告诉我们。',
    ],
    accessList: [
      '右上角的“显示设置”可以选择深色、高对比度、大字和色觉辅助色；不选时跟随您的设备。',
      '只用键盘就能使用全部内容：Tab 键逐项移动，回车键打开；每页开头有“跳到正文”，日历前有“跳过日历”。',
      '颜色从不是唯一的标志：级别同时有数字和文字；每张图的后面都有数据表。',
      '不运行脚本也能使用全部内容；页面不闪烁，并遵从“减少动态效果”的设置。',
    ],
    privacy: '隐私',
    privacyText: [
      '只有在您更改显示设置后，才会存放一个名为 prefs 的 Cookie，里面只有明暗、字号和颜色三项选择，保存一年。',
      '没有统计脚本，没有广告，不加载其他网站的内容，不追踪任何人。',
    ],
    report: '报告问题',
    reportText:
      '数值不对、页面打不开或难以使用时，请告诉我们：页面的地址、您看到的时间，以及错误页上的编号（如果有）。',
    by: '可以通过：',
    noContact: '本中心的资料里没有电话和电子邮件，请按上面的地址来信。',
  },
  en: {
    title: 'About the centre',
    does: 'What the centre does',
    departments: 'Departments and their duties',
    contact: 'Contact',
    address: 'Address',
    postcode: 'Postcode',
    phone: 'Telephone',
    email: 'E-mail',
    lantian: 'About Lantian',
    lantianText: [
      "This site runs on Lantian, open-source software that turns the readings of stations into air that everybody can read. Any city's centre can install it free of charge; the city, its stations, departments and standards are data.",
      "The software is published under the Apache License 2.0. The licence of the data is each source's own: ",
      "What nobody measured, such as a model, a simulation or a low-cost sensor's value, is labelled so on the page. What is missing is said to be missing.",
    ],
    quality: 'see "How we know"',
    openData: 'Open data and the API',
    access: 'Accessibility',
    accessText: [
      'We build to WCAG 2.2 level AA and check every page with automatic tools in both languages and in the light, dark, high-contrast and large-type modes. Tools do not find everything: please tell us what gets in your way.',
    ],
    accessList: [
      '"Display" at the top right offers dark, high contrast, large type and colours for colour-blind readers; without a choice the page follows your device.',
      'Everything can be used with the keyboard alone: Tab moves on, Enter opens. Each page begins with "Skip to content", the calendar with "Skip the calendar".',
      'Colour is never the only sign: a level has its number and its word, and behind every chart stands its table.',
      'Everything works without script; nothing blinks, and "reduce motion" is respected.',
    ],
    privacy: 'Privacy',
    privacyText: [
      'Only when you change the display is one cookie kept, named prefs. It holds three choices, of light, type size and colours, for a year.',
      'There is no analytics, no advertising, nothing from other sites, and nobody is tracked.',
    ],
    report: 'Report a fault',
    reportText:
      'When a number looks wrong or a page does not open or is hard to use, please tell us: the address of the page, the time you saw it, and the number on the error page if there was one.',
    by: 'You reach us by: ',
    noContact: "The centre's data name no telephone and no e-mail; please write to the address above.",
  },
} satisfies Record<Language, unknown>
