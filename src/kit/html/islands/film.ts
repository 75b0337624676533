/**
 * `<lt-film>` around a video: the times of the transcript play the film where it stands, and the sentence that is heard
 * is marked. Without it they open the film itself at the same second.
 */
export class Film extends HTMLElement {
  #video: HTMLVideoElement | null = null

  connectedCallback() {
    this.#video = this.querySelector('video')
    document.addEventListener('click', this.#clicked)
    window.addEventListener('hashchange', this.#asked)
    this.#video?.addEventListener('timeupdate', this.#marked)
    this.#asked()
  }

  disconnectedCallback() {
    document.removeEventListener('click', this.#clicked)
    window.removeEventListener('hashchange', this.#asked)
  }

  readonly #clicked = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-at]')
    const video = this.#video
    if (!link || !video) return
    event.preventDefault()
    const at = Number(link.dataset.at)
    history.replaceState(null, '', `#t=${at}`)
    video.currentTime = at
    // Refused where the browser lets nothing play by itself: the film then stands at the place.
    video.play().catch(() => {})
    this.scrollIntoView({ block: 'nearest' })
  }

  /** An address that ends in `#t=12.5` opens the page at that second. */
  readonly #asked = () => {
    const at = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash)?.[1]
    if (at && this.#video) this.#video.currentTime = Number(at)
  }

  readonly #marked = () => {
    const now = this.#video?.currentTime ?? 0
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-at]')]
    const heard = links.findLast((link) => Number(link.dataset.at) <= now + 0.05)?.closest('li')
    const marked = document.querySelector('.transcript li[aria-current]')
    if (!heard || heard === marked) return
    marked?.removeAttribute('aria-current')
    heard.setAttribute('aria-current', 'true')
    const text = heard.closest('.transcript-text')
    // The page itself never moves: only the words beside the film.
    if (text && text.scrollHeight > text.clientHeight)
      text.scrollTop +=
        heard.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3
  }
}
