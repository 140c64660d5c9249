// A sign-in under way: the page follows it, counts down, and says when it is waiting for an answer.
(() => {
  const step = document.getElementById('step')
  if (!step) return
  const PAGE = '/sign-in/new'
  const SECOND = 1_000
  const LONG = 10_000
  const leaving = new AbortController()

  // A reload asks what is wanted now, and sends nothing twice.
  history.replaceState(null, '', PAGE)

  const pause = time => new Promise(over => setTimeout(over, time))
  const looking = () => document.visibilityState === 'visible' ? Promise.resolve()
    : new Promise(seen => document.addEventListener('visibilitychange', seen, { once: true }))

  // Waits on the server for another step, one question at a time, and only while somebody looks.
  async function follow() {
    while (!leaving.signal.aborted) {
      await looking()
      try {
        const answer = await fetch(`${PAGE}/step?seen=${step.dataset.seen}`, { signal: leaving.signal })
        if (answer.status === 204) continue
        const qr = document.getElementById('qr')
        if (answer.status === 200 && qr) show(qr, await answer.text())
        else if (answer.ok) return location.replace(PAGE)
        else return
      } catch {
        await pause(2 * SECOND) // Chimera is being started again
      }
    }
  }

  function show(qr, html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('qr')
    step.dataset.seen = fresh.dataset.seen
    qr.replaceWith(fresh)
  }

  function inMinutes(left) {
    const seconds = Math.ceil(left / SECOND)
    const two = number => String(number).padStart(2, '0')
    const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`
  }

  function countDown(line) {
    const end = Date.now() + Number(line.dataset.left)
    const count = line.querySelector('[data-count]')
    const button = step.querySelector(`[data-wait="${line.id}"]`)
    if (button) button.disabled = true
    const tick = () => {
      const left = end - Date.now()
      count.textContent = `(${inMinutes(left)})`
      if (left > 0) return
      clearInterval(timer)
      line.hidden = true
      if (button) button.disabled = false
    }
    const timer = setInterval(tick, SECOND)
    tick()
  }

  step.querySelectorAll('[data-left]').forEach(countDown)
  for (const line of step.querySelectorAll('[data-later]')) setTimeout(() => { line.hidden = false }, LONG)

  step.addEventListener('submit', () => {
    leaving.abort()
    const asking = document.getElementById('asking')
    asking.textContent = asking.dataset.says
    step.setAttribute('aria-busy', 'true')
    // Only now: a disabled button would not be sent along.
    setTimeout(() => { for (const button of step.querySelectorAll('button')) button.disabled = true })
  })

  // A page that comes back from the browser's memory may be older than the sign-in.
  addEventListener('pageshow', event => { if (event.persisted) location.replace(PAGE) })
  addEventListener('pagehide', () => leaving.abort())
  follow()
})()
