// A sponsored message counts as seen when all of it is on the screen, once each time the channel is opened.
(() => {
  const seen = new Set()
  const watch = new IntersectionObserver(entries => {
    for (const { target, intersectionRatio } of entries) {
      const address = target.dataset.seen
      if (intersectionRatio < 1 || document.visibilityState !== 'visible' || seen.has(address)) continue
      seen.add(address)
      watch.unobserve(target)
      htmx.ajax('POST', address, { source: target, swap: 'none' }).catch(() => seen.delete(address))
    }
  }, { threshold: 1 })

  function look() {
    const shown = document.querySelector('#sponsored[data-seen]')
    if (!shown || seen.has(shown.dataset.seen)) return
    watch.unobserve(shown) // watching anew tells where it is now
    watch.observe(shown)
  }

  document.addEventListener('htmx:afterSettle', look)
  document.addEventListener('visibilitychange', look)
})()
