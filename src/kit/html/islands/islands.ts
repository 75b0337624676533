import { Film } from './film.ts'
import { Listen } from './listen.ts'

/**
 * `<lt-live src every>`: fetches the server's own HTML again and puts it in place when it changed. The page works
 * without it; it rests while nobody looks, and keeps what it has when the network is away.
 */
class Live extends HTMLElement {
  #timer = 0
  #last = ''

  connectedCallback() {
    const seconds = Math.max(30, Number(this.getAttribute('every')) || 60)
    this.#timer = window.setInterval(() => this.#refresh(), seconds * 1000)
    document.addEventListener('visibilitychange', this.#seen)
  }

  disconnectedCallback() {
    window.clearInterval(this.#timer)
    document.removeEventListener('visibilitychange', this.#seen)
  }

  readonly #seen = () => {
    if (!document.hidden) this.#refresh()
  }

  async #refresh() {
    if (document.hidden) return
    try {
      const response = await fetch(this.getAttribute('src') ?? location.href)
      if (!response.ok) return
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = page.querySelector(`lt-live#${this.id}`)
      if (!fresh || fresh.innerHTML === (this.#last || this.innerHTML)) return
      this.#last = fresh.innerHTML
      this.replaceChildren(...fresh.childNodes)
      this.firstElementChild?.classList.add('fresh')
    } catch {
      // Offline: what is shown carries its hour, so it stays honest.
    }
  }
}

/** A click elsewhere, or Escape, closes an open menu. */
function closeMenus(event: Event) {
  if (event instanceof KeyboardEvent && event.key !== 'Escape') return
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.modes[open]'))
    if (event instanceof KeyboardEvent || !menu.contains(event.target as Node)) menu.open = false
}

/** "Copy" beside a snippet appears only where it can work. */
function offerCopy() {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      const text = document.getElementById(button.dataset.copy ?? '')?.textContent ?? ''
      await navigator.clipboard.writeText(text)
      button.textContent = button.dataset.done ?? button.textContent
    })
  }
}

customElements.define('lt-live', Live)
customElements.define('lt-film', Film)
customElements.define('lt-listen', Listen)
document.addEventListener('click', closeMenus)
document.addEventListener('keydown', closeMenus)
offerCopy()
