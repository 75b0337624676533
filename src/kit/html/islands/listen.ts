/** What one utterance may hold: longer ones fall silent in the middle in some browsers. */
const longest = 180

/** Sentences, in pieces that a voice can take in one breath. */
function piecesOf(text: string): string[] {
  const sentences = text.match(/[^。！？.!?\n]+[。！？.!?]*\s*/g) ?? []
  const pieces: string[] = []
  for (const sentence of sentences) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + sentence.length <= longest)
      pieces[pieces.length - 1] = last + sentence
    else pieces.push(sentence)
  }
  return pieces
}

type State = 'silent' | 'speaking' | 'paused'

/** `<lt-listen for>`: reads the words of an element aloud with the browser's own voice. Without one it shows nothing. */
export class Listen extends HTMLElement {
  #state: State = 'silent'
  #main = document.createElement('button')
  #end = document.createElement('button')

  connectedCallback() {
    if (!('speechSynthesis' in window)) return
    for (const button of [this.#main, this.#end]) {
      button.type = 'button'
      button.className = 'plain'
    }
    this.#main.addEventListener('click', () => this.#press())
    this.#end.addEventListener('click', () => this.#stop())
    this.append(this.#main, this.#end)
    this.#show('silent')
    addEventListener('pagehide', () => this.#stop())
  }

  #show(state: State) {
    this.#state = state
    const { listen, pause, resume, stop } = this.dataset
    this.#main.textContent = { silent: listen, speaking: pause, paused: resume }[state] ?? ''
    this.#end.textContent = stop ?? ''
    this.#end.hidden = state === 'silent'
  }

  #press() {
    if (this.#state === 'silent') return this.#begin()
    if (this.#state === 'speaking') {
      speechSynthesis.pause()
      return this.#show('paused')
    }
    speechSynthesis.resume()
    this.#show('speaking')
  }

  #begin() {
    const text = document.getElementById(this.getAttribute('for') ?? '')
    if (!text) return
    const language = text.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang
    const blocks = [...text.querySelectorAll('h2, h3, h4, p, figcaption, td, th, li:not(:has(p))')]
    const pieces = piecesOf(blocks.map((block) => block.textContent.trim()).join('\n'))
    speechSynthesis.cancel()
    for (const [at, piece] of pieces.entries()) {
      const words = new SpeechSynthesisUtterance(piece)
      words.lang = language
      if (at === pieces.length - 1) words.onend = () => this.#show('silent')
      speechSynthesis.speak(words)
    }
    this.#show('speaking')
  }

  #stop() {
    speechSynthesis.cancel()
    this.#show('silent')
  }
}
