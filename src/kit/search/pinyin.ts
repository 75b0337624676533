/** Chinese characters that a name is read by; longer ones are sentences. */
const longestName = 16

/**
 * How a name may be typed by its sound: its syllables, and from the second one on all of it so far, written out and as
 * initials. A character with two readings is given both where it may begin a family name.
 */
export async function soundsOf(name: string): Promise<string[]> {
  const han = [...name].filter((sign) => /\p{Script=Han}/u.test(sign)).join('')
  if (han === '' || [...han].length > longestName) return []
  // A megabyte of readings: only where a name is indexed.
  const { pinyin } = await import('pinyin-pro')
  const sounds = new Set<string>()
  for (const surname of ['off', 'head'] as const) {
    const syllables = pinyin(han, { toneType: 'none', type: 'array', v: true, surname }).filter((each) =>
      /^[a-z]+$/.test(each),
    )
    for (const syllable of syllables) sounds.add(syllable)
    for (let count = 2; count <= syllables.length; count++) {
      sounds.add(syllables.slice(0, count).join(''))
      sounds.add(
        syllables
          .slice(0, count)
          .map(([first]) => first)
          .join(''),
      )
    }
  }
  return [...sounds]
}
