/** The special pages of the demonstration. */
export const demoTopics = [
  {
    slug: 'june-5',
    name_zh: '六五环境日',
    name_en: 'Environment Day, June 5th',
    about_zh: '每年六月五日，环境日。为什么是这一天，这一天做什么，其余的日子怎样过。',
    about_en:
      'The fifth of June of every year: why this day, what happens on it, and how the others are lived.',
    from_day: null,
    until_day: null,
    position: 10,
  },
  {
    slug: 'know-the-air',
    name_zh: '看懂空气',
    name_en: 'Understanding the air',
    about_zh: '指数、站点、播报、季节：把每天看到的那个数字讲明白。',
    about_en: 'Index, stations, broadcast, seasons: what stands behind the number of every day.',
    from_day: null,
    until_day: null,
    position: 20,
  },
  {
    slug: 'nature',
    name_zh: '城市里的自然',
    name_en: 'Nature in the city',
    about_zh: '河流、公园、夜空。和我们住在同一座城里的，不只是人。',
    about_en: 'Rivers, parks, the night sky. We are not the only ones who live in this city.',
    from_day: null,
    until_day: null,
    position: 30,
  },
  {
    slug: 'green-schools',
    name_zh: '绿色学校',
    name_en: 'Green schools',
    about_zh: '从一块空气质量牌、一只分类桶开始。',
    about_en: 'It begins with a board for the air and a bin for paper.',
    from_day: null,
    until_day: null,
    position: 40,
  },
]
