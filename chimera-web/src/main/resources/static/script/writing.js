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
    } else if (event.key === 'Escape') (byId('stop-editing') ?? byId('stop-answering'))?.click()
    else if (event.ctrlKey || event.metaKey) mark(event)
  })

  // Looks are marks in the text: the same key puts them there and takes them away.
  const MARKS = { b: '**', i: '__', X: '~~', M: '`' }

  function mark(event) {
    const text = event.target
    const key = event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd)
    const isLink = key === 'k' && chosen.trim()
    if (event.altKey || !MARKS[key] && !isLink) return
    event.preventDefault()
    if (isLink) link(text)
    else if (key === 'M' && chosen.includes('\n')) replace(text, '```\n' + chosen + '\n```')
    else around(text, MARKS[key])
  }

  // As typing does it, so that it can be taken back.
  function replace(text, words) {
    if (document.execCommand('insertText', false, words)) return
    text.setRangeText(words)
    text.dispatchEvent(new Event('input', { bubbles: true }))
  }

  // Marks stand close to words, and in every line again.
  const close = (words, sign) =>
    words.replace(/^([^\S\n]*)(\S.*?)([^\S\n]*)$/gm, (_, before, line, after) => before + sign + line + sign + after)

  function around(text, sign) {
    const { selectionStart: from, selectionEnd: to, value } = text
    const chosen = value.slice(from, to)
    const wears = value.slice(0, from).endsWith(sign) && value.startsWith(sign, to)
    if (wears) text.setSelectionRange(from - sign.length, to + sign.length)
    const now = wears ? chosen : chosen.trim() ? close(chosen, sign) : sign + chosen + sign
    replace(text, now)
    const start = wears ? from - sign.length : from
    const inner = wears || chosen.includes('\n') || chosen !== chosen.trim() ? 0 : sign.length
    text.setSelectionRange(start + inner, start + now.length - inner)
  }

  function link(text) {
    const { selectionStart: from, selectionEnd: to, value } = text
    const words = value.slice(from, to).trim()
    replace(text, `[${words}](https://)`)
    const address = from + words.length + 3
    text.setSelectionRange(address, address + 'https://'.length)
  }

  // What is being answered stands above the composer; what is typed stays.
  function answer(id) {
    const place = byId('answering')
    const [target, address] = place
      ? ['#answering', `/c/${dialog}/answering?to=${id}`]
      : ['#composer', `/c/${dialog}/composer?answer=${id}`]
    htmx.ajax('GET', address, { source: document.body, target, swap: 'outerHTML' }).then(() => byId('text')?.focus())
  }

  function stopAnswering() {
    byId('answering')?.replaceChildren()
    byId('text')?.focus()
  }

  document.addEventListener('click', event => {
    const wanted = event.target.closest('[data-answer]')
    if (!wanted && !event.target.closest('#stop-answering')) return
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (!wanted) return stopAnswering()
    answer(wanted.dataset.answer)
    const menu = wanted.closest('details')
    if (menu) menu.open = false
  })

  // Beside the words, where a second click chooses nothing.
  document.addEventListener('dblclick', event => {
    const entry = event.target.closest('.entry')
    if (!entry?.querySelector('[data-answer]') || event.target.closest('.text, .file, .pop, .line, a, button, summary, img')) return
    getSelection().removeAllRanges()
    answer(entry.id.slice(2))
  })

  // Others are told that somebody writes, again while it is true, and that they have stopped.
  const TELL_EVERY = 4_000
  let toldAt = -Infinity
  let told = false

  function tellWriting(on) {
    const now = performance.now()
    if (on ? now - toldAt < TELL_EVERY : !told) return
    told = on
    toldAt = on ? now : -Infinity
    fetch(`/c/${dialog}/typing`, { method: 'POST', body: new URLSearchParams({ on }), keepalive: true }).catch(() => {})
  }

  document.addEventListener('input', event => {
    if (event.target.id === 'text' && dialog && !byId('stop-editing')) tellWriting(event.target.value.trim() !== '')
  })
  window.addEventListener('pagehide', () => tellWriting(false))

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
    const { text: sent, answers } = requestConfig.parameters
    if (answers && answers === byId('answers')?.value) byId('answering').replaceChildren()
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

  function send(file, answers) {
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
      if (answers) request.setRequestHeader('X-Answers', answers)
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
    const answers = byId('answers')?.value
    for (const file of files) line = line.then(() => send(file, answers))
    if (answers) byId('answering').replaceChildren()
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
