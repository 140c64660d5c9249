// The reader's place: where the page opens, what counts as seen, how many new messages stand below.
(() => {
  const log = document.querySelector('.log')
  if (!log) return
  const byId = id => document.getElementById(id)
  const jump = byId('jump')
  const NEAR_THE_END = 80
  const SETTLED = 250
  let below = 0
  let told = ''
  let timer

  const dialog = () => document.body.dataset.dialog
  const hasTail = () => byId('flow').dataset.tail === '1'
  // The log is a reversed column: its end is 0.
  const atEnd = () => hasTail() && Math.abs(log.scrollTop) < NEAR_THE_END

  function showBelow() {
    if (atEnd()) below = 0
    jump.hidden = below === 0 && atEnd()
    const words = below === 1 ? jump.dataset.one : jump.dataset.many.replace('%', below)
    jump.querySelector('span').textContent = below ? words : ''
    jump.hidden = below === 0 && Math.abs(log.scrollTop) < log.clientHeight
  }

  function tellSeen() {
    const unseen = [...log.querySelectorAll('.entry[data-unseen]')].at(-1)
    if (!log.isConnected || !unseen || unseen.id === told || document.visibilityState !== 'visible' || !atEnd()) return
    told = unseen.id
    htmx.ajax('POST', `/c/${dialog()}/seen`, { values: { upTo: unseen.id.slice(2) }, swap: 'none', source: log })
      .catch(() => { told = '' })
  }

  function look() {
    clearTimeout(timer)
    timer = setTimeout(() => { showBelow(); tellSeen() }, SETTLED)
  }

  document.addEventListener('chimera:message', event => {
    const { entry, placed } = event.detail
    if (entry.dataset.mine && placed) log.scrollTop = 0
    else if (entry.dataset.unseen && !atEnd()) below++
    look()
  })
  log.addEventListener('scroll', look, { passive: true })
  document.addEventListener('visibilitychange', look)
  document.addEventListener('htmx:wsAfterMessage', look)
  jump.addEventListener('click', () => {
    if (hasTail()) log.scrollTo({ top: 0 })
    else location.assign(`/c/${dialog()}`)
  })

  // From an answer to what it answers; what is not on this page is found by its address.
  function jumpTo(entry) {
    document.querySelector('.entry.found')?.classList.remove('found')
    entry.classList.add('found')
    entry.tabIndex = -1
    entry.focus({ preventScroll: true })
    entry.scrollIntoView({ block: 'center' })
  }

  document.addEventListener('click', event => {
    const quote = event.target.closest('a[data-jump]')
    const entry = quote && byId('m-' + quote.dataset.jump)
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    jumpTo(entry)
  })

  // Why a message waits changes without news: it is asked when somebody looks.
  document.addEventListener('toggle', event => {
    const details = event.target
    if (!details.matches('.why[open]') || details.querySelector('summary').className) return
    const id = details.closest('.entry').id.slice(2)
    htmx.ajax('GET', `/c/${dialog()}/m/${id}/badge`, { target: details.querySelector('.about'), swap: 'outerHTML' })
  }, true)

  // A bar is for the eye; the ear is told a quarter at a time.
  const steps = new Map()
  document.addEventListener('htmx:wsAfterMessage', () => {
    for (const bar of document.querySelectorAll('progress[data-step]')) {
      const name = bar.getAttribute('aria-label')
      if (steps.has(name) && steps.get(name) !== bar.dataset.step)
        byId('aloud').textContent = `${name}: ${bar.dataset.step} %`
      steps.set(name, bar.dataset.step)
    }
  })

  const unread = byId('unread')
  const found = document.querySelector('.entry.found')
  if (found) found.scrollIntoView({ block: 'center' })
  else if (unread && unread.getBoundingClientRect().top < log.getBoundingClientRect().top)
    unread.scrollIntoView({ block: 'start' })
  look()
})()
