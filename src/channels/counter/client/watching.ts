/** A page that waits for something is read again when the server says that it came. */
const waiting = document.querySelector('[data-watch]')
if (waiting instanceof HTMLElement && waiting.dataset['watch'] !== undefined) {
  const stream = new EventSource(waiting.dataset['watch'])
  stream.addEventListener('moved', () => {
    stream.close()
    // Whoever types an amount at this moment is told by the page that comes after it.
    location.reload()
  })
}
