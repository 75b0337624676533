/** A word whose reading a voice may get wrong, with the right one: pinyin with tone marks, one syllable a character. */
export interface Reading {
  text: string
  pinyin: string
}

/** Place names and polyphones of the programme; a centre adds its own. The longest match wins. */
export const readings: readonly Reading[] = [
  { text: '大兴', pinyin: 'dà xīng' },
  { text: '朝阳', pinyin: 'cháo yáng' },
  { text: '石景山', pinyin: 'shí jǐng shān' },
  { text: '门头沟', pinyin: 'mén tóu gōu' },
  { text: '房山', pinyin: 'fáng shān' },
  { text: '丰台', pinyin: 'fēng tái' },
  { text: '通州', pinyin: 'tōng zhōu' },
  { text: '顺义', pinyin: 'shùn yì' },
  { text: '怀柔', pinyin: 'huái róu' },
  { text: '密云', pinyin: 'mì yún' },
  { text: '延庆', pinyin: 'yán qìng' },
  { text: '平谷', pinyin: 'píng gǔ' },
  { text: '昌平', pinyin: 'chāng píng' },
  { text: '长时间', pinyin: 'cháng shí jiān' },
  { text: '重度', pinyin: 'zhòng dù' },
  { text: '还', pinyin: 'hái' },
  { text: '降为', pinyin: 'jiàng wéi' },
  { text: '为', pinyin: 'wéi' },
  { text: '臭氧', pinyin: 'chòu yǎng' },
  { text: '头发', pinyin: 'tóu fà' },
  { text: '细颗粒物', pinyin: 'xì kē lì wù' },
]

/** The readings that a text needs, in the order of the text. */
export function readingsIn(text: string, known: readonly Reading[] = readings): Reading[] {
  const longest = known.toSorted((a, b) => b.text.length - a.text.length)
  const found: Reading[] = []
  for (let at = 0; at < text.length; ) {
    const here = longest.find(({ text: word }) => text.startsWith(word, at))
    if (here) found.push(here)
    at += here ? here.text.length : 1
  }
  return found
}
