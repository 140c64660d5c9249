// Everything by keyboard, and the small signs around the page.
(() => {
  const byId = id => document.getElementById(id)
  const TOAST = 8_000

  const rows = () => [...document.querySelectorAll('#found .row')]
  // One row takes part in the order of the tab key; the arrows lead to the others.
  function rove(to) {
    const all = rows()
    const chosen = to ?? all.find(row => row.tabIndex === 0 && row.hasAttribute('tabindex'))
      ?? all.find(row => row.getAttribute('aria-current')) ?? all[0]
    for (const row of all) row.tabIndex = row === chosen ? 0 : -1
    if (to) to.focus()
  }

  function move(event) {
    const all = rows()
    const here = all.indexOf(document.activeElement)
    const fromSearch = document.activeElement?.id === 'search' && event.key === 'ArrowDown'
    if (here < 0 && !fromSearch) return
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined || !all[to]) return
    event.preventDefault()
    rove(all[to])
  }

  const isTyping = () => document.activeElement?.matches('input, textarea, select')
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      if (byId('search')) byId('search').focus()
      else location.assign('/')
    } else if (event.key === '?' && !isTyping()) byId('keys')?.showModal()
    else if (event.key === 'Escape') closePops()
    else move(event)
  })

  function closePops(but) {
    for (const pop of document.querySelectorAll('details.why[open]')) if (!pop.contains(but)) pop.open = false
  }

  document.addEventListener('click', event => {
    closePops(event.target)
    const button = event.target.closest('button')
    if (button?.dataset.copy !== undefined) {
      navigator.clipboard.writeText(button.dataset.copy)
      closePops()
    }
    if (button && 'print' in button.dataset) print()
    if (button && 'dismiss' in button.dataset) button.closest('.toast').remove()
    const wanted = button?.getAttribute('commandfor')
    if (wanted && !('command' in button)) byId(wanted).showModal() // browsers without invoker commands
  })

  // What cannot be undone is asked in the page's own dress.
  document.addEventListener('htmx:confirm', event => {
    const sure = byId('sure')
    if (!event.detail.question || !sure) return
    event.preventDefault()
    byId('sure-question').textContent = event.detail.question
    const yes = sure.querySelector('[value=yes]')
    yes.dataset.usual ??= yes.textContent
    yes.textContent = event.detail.elt.dataset.yes ?? yes.dataset.usual
    sure.returnValue = 'no'
    sure.onclose = () => { if (sure.returnValue === 'yes') event.detail.issueRequest(true) }
    sure.showModal()
  })

  let fading
  document.addEventListener('htmx:afterSettle', () => {
    rove()
    clearTimeout(fading)
    const toast = document.querySelector('.toast')
    if (toast) fading = setTimeout(() => toast.remove(), TOAST)
  })
  document.addEventListener('htmx:wsAfterMessage', () => rove())
  rove()
})()
