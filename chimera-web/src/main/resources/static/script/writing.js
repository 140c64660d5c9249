// The composer: what is typed is never lost, and files go straight from the disk to the server.
(() => {
  const byId = id => document.getElementById(id)
  const NEARLY_FULL = 200
  const dialog = document.body.dataset.dialog

  document.addEventListener('keydown', event => {
    if (event.target.id !== 'text' || event.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      event.target.form.requestSubmit()
    } else if (event.key === 'Escape') byId('stop-editing')?.click()
  })

  document.addEventListener('input', event => {
    if (event.target.id !== 'text') return
    const left = event.target.dataset.limit - event.target.value.length
    byId('left').textContent = left < NEARLY_FULL ? event.target.dataset.left.replace('%', left) : ''
    byId('left').classList.toggle('alert', left < 0)
  })

  document.addEventListener('htmx:configRequest', event => {
    if (event.target.id === 'write' && !byId('text').value.trim()) event.preventDefault()
  })

  // Cleared once it is stored; what was typed meanwhile stays.
  document.addEventListener('htmx:afterRequest', event => {
    const { elt, successful, requestConfig } = event.detail
    if (elt.id !== 'write' || !successful || !elt.isConnected) return
    const text = byId('text')
    const sent = requestConfig.parameters.text
    if (!text.value.startsWith(sent)) return
    text.value = text.value.slice(sent.length)
    text.removeAttribute('aria-invalid')
    text.dispatchEvent(new Event('input', { bubbles: true }))
  })

  function card(file) {
    const item = document.createElement('li')
    item.className = 'upload'
    const name = document.createElement('span')
    name.className = 'cut'
    name.dir = 'auto'
    name.textContent = file.name
    const bar = document.createElement('progress')
    bar.max = 100
    bar.value = 0
    bar.setAttribute('aria-label', file.name)
    const stop = document.createElement('button')
    stop.type = 'button'
    stop.className = 'btn quiet'
    stop.textContent = byId('attach').dataset.cancel.replace('%', '').trim()
    stop.setAttribute('aria-label', byId('attach').dataset.cancel.replace('%', file.name))
    item.append(name, bar, stop)
    byId('uploads').append(item)
    return { item, bar, stop }
  }

  function send(file) {
    const { item, bar, stop } = card(file)
    return new Promise(done => {
      const request = new XMLHttpRequest()
      const failed = () => {
        item.replaceChildren(byId('attach').dataset.failed.replace('%', file.name))
        item.classList.add('alert')
        setTimeout(() => item.remove(), 10_000)
        done()
      }
      request.open('POST', `/c/${dialog}/files`)
      request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
      request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
      request.setRequestHeader('HX-Request', 'true')
      request.upload.onprogress = event => { bar.value = event.total ? 100 * event.loaded / event.total : 0 }
      request.onerror = failed
      request.onabort = () => { item.remove(); done() }
      request.onload = () => {
        if (request.responseText) htmx.swap(document.body, chimera.makeRoom(request.responseText), { swapStyle: 'none' })
        if (request.status >= 400) return failed()
        item.remove()
        done()
      }
      stop.addEventListener('click', () => request.abort())
      request.send(file)
    })
  }

  let line = Promise.resolve() // one after the other, in the order they were given
  function sendAll(files) {
    if (!byId('attach')) return
    for (const file of files) line = line.then(() => send(file))
  }

  document.addEventListener('change', event => {
    if (event.target.id !== 'files') return
    sendAll([...event.target.files])
    event.target.value = ''
  })
  document.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!files.length || !dialog) return
    event.preventDefault()
    sendAll(files)
  })

  const drop = byId('drop')
  const brings = event => drop && event.dataTransfer?.types.includes('Files')
  document.addEventListener('dragover', event => {
    if (!brings(event)) return
    event.preventDefault()
    drop.hidden = false
  })
  document.addEventListener('dragleave', event => { if (drop && !event.relatedTarget) drop.hidden = true })
  document.addEventListener('drop', event => {
    if (!brings(event)) return
    event.preventDefault()
    drop.hidden = true
    sendAll([...event.dataTransfer.files])
  })
})()
