// Keeps the open page true: says what it shows, and makes room for what the server sends.
(() => {
  const byId = id => document.getElementById(id)
  const KEEP_OUT = 1008 // closed because this browser may not listen
  const RECONNECTS_BY_ITSELF = [1006, 1011, 1012, 1013]
  const MOST_SHOWN = 100
  const LONGEST_PAUSE = 4_000 // the server is on this computer, and back as soon as somebody starts it

  htmx.config.wsReconnectDelay = tries => Math.min(LONGEST_PAUSE, 500 * 2 ** tries) * (0.5 + Math.random() / 2)

  // What happens in the page stays when a piece of it is replaced: what is open, and where the tab key is.
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = name => name !== 'open' && name !== 'tabindex'

  function hello() {
    const { page, dialog = '', filter = '', q = '' } = document.body.dataset
    const shown = [...document.querySelectorAll('.entry')].slice(-MOST_SHOWN)
    return JSON.stringify({
      page,
      cursor: Number(byId('cursor')?.dataset.at ?? 0),
      facts: { dialog, filter, q, tail: byId('flow')?.dataset.tail ?? '' },
      shown: shown.map(entry => entry.id.slice(2)),
    })
  }

  // A message takes the place of itself, or stands after the one before it; one whose place is not on this page is left out.
  function place(entry) {
    const room = document.createElement('article')
    room.className = 'entry'
    room.id = entry.id
    const flow = byId('flow')
    const previous = byId('m-' + entry.dataset.prev)
    const placed = previous || (!entry.dataset.prev && flow && !flow.querySelector('.entry'))
    if (previous) previous.after(room)
    else if (placed) byId('arriving').before(room)
    document.dispatchEvent(new CustomEvent('chimera:message', { detail: { entry, placed } }))
    return placed
  }

  // A message that stands elsewhere by now goes there, if its new place is on this page.
  function replace(entry, there) {
    const previous = byId('m-' + entry.dataset.prev)
    let before = there.previousElementSibling
    while (before && !before.matches('.entry')) before = before.previousElementSibling
    if (previous && previous !== there && previous !== before) previous.after(there)
  }

  // Whether other news of the same moment take a piece's place away, as when a file's card becomes a picture.
  function overtaken(piece, news) {
    for (let around = byId(piece.id)?.parentElement; around; around = around.parentElement) {
      const fresh = around.id && news.getElementById(around.id)
      if (fresh && !fresh.contains(piece) && !fresh.querySelector('#' + CSS.escape(piece.id))) return true
    }
    return false
  }

  // What somebody did is answered on its own way, and news may overtake the answer: what is older stays out.
  const isOlder = (piece, there) => Number(piece.dataset.at) < Number(there.dataset.at)

  function makeRoom(html) {
    if (!html.includes('hx-swap-oob')) return html
    const news = new DOMParser().parseFromString(html, 'text/html')
    let leftOut = false
    for (const piece of news.querySelectorAll('[hx-swap-oob]')) {
      const there = byId(piece.id)
      if (there && !isOlder(piece, there) && !overtaken(piece, news)) {
        if (piece.matches('article.entry') && piece.getAttribute('hx-swap-oob') !== 'delete') replace(piece, there)
        continue
      }
      const fits = !there && piece.matches('article.entry') && piece.getAttribute('hx-swap-oob') !== 'delete' && place(piece)
      if (fits) continue
      piece.remove()
      leftOut = true
    }
    return leftOut ? news.body.innerHTML : html
  }

  htmx.defineExtension('chimera', { transformResponse: makeRoom })
  window.chimera = { makeRoom }

  document.addEventListener('htmx:wsOpen', event => event.detail.socketWrapper.sendImmediately(hello()))
  document.addEventListener('htmx:wsClose', event => {
    const { code } = event.detail.event
    if (code === KEEP_OUT) location.reload()
    else if (!RECONNECTS_BY_ITSELF.includes(code))
      setTimeout(() => event.detail.socketWrapper.reconnect(), 500 + 1500 * Math.random())
  })
})()
