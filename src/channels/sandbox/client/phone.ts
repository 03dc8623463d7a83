/**
 * The telephone at work: keys are gathered and sent as a telephone does it, replies are shown and
 * sounded, time passes, and a person is waited for. Pages come from the server, this puts their
 * parts in place; without it the forms of the pages do the same.
 */
import type { PhoneReply } from '../phone-ports.ts'
import { mayBeHeard, playSound, stopSound } from './phone-sound.ts'
import { dots } from './phone-words.ts'

const LOOK_EVERY_MS = 2_000
const SECOND_MS = 1_000

interface Talk {
  readonly address: string
  reply: PhoneReply
  /** Digits of a row that is not sent yet. */
  keyed: string
  /** Something was sent and is not answered yet: keys are lost, as on a line. */
  busy: boolean
}

let talk: Talk | null = null
let timers: ReturnType<typeof setTimeout>[] = []

listen()
begin()

function listen(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    event.preventDefault()
    if (form.id === 'dialling') void dial(form)
    else pressed(event.submitter)
  })
  document.addEventListener('keydown', (event) => {
    const isTyped = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox'
    const isChord = event.ctrlKey || event.metaKey || event.altKey
    if (talk === null || isTyped || isChord || !/^[0-9*#]$/.test(event.key)) return
    event.preventDefault()
    press(event.key)
  })
  document.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return
    if (event.target.id === 'sound') soundSwitched(event.target.checked)
    if (event.target.id === 'passing') timePasses(event.target.checked)
    if (event.target.id === 'passing' && talk !== null) letPass(talk)
  })
  // The page of before is not kept: what it showed is over.
  addEventListener('popstate', () => location.reload())
}

/** What is on the page becomes the call; a page without one is where somebody dials. */
function begin(): void {
  const phone = document.querySelector<HTMLElement>('[data-reply]')
  if (phone === null) return
  takeOver()
  talk = { address: location.pathname, reply: replyIn(phone), keyed: '', busy: false }
  if (talk.reply.state.kind !== 'over') replied(talk)
}

async function dial(form: HTMLFormElement): Promise<void> {
  tell('Ringing…')
  const fields = new URLSearchParams(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  const answer = await ask(form.action, { method: 'POST', body: fields })
  if (answer === null) return
  const main = answer.page.querySelector('main')
  if (main !== null) document.querySelector('main')?.replaceWith(main)
  document.title = answer.page.title
  if (answer.address !== location.pathname) history.pushState(null, '', answer.address)
  document.querySelector('h1')?.focus()
  begin()
}

function pressed(button: HTMLElement | null): void {
  if (!(button instanceof HTMLButtonElement)) return
  if (button.name === 'digits') press(button.value)
  else void hear({ [button.name]: button.value })
}

function press(key: string): void {
  stopSound()
  if (talk === null || talk.busy || talk.reply.ask === null) return
  const { max, waitSeconds } = talk.reply.ask
  if (max === 1) return void hear({ digits: key })
  if (key === '#') return void hear({ digits: talk.keyed })
  talk.keyed += key
  showKeyed(talk)
  if (talk.keyed.length >= max) return void hear({ digits: talk.keyed })
  stopTimers()
  const { keyed } = talk
  later(waitSeconds * SECOND_MS, () => void hear({ digits: keyed }))
}

/** Tells the hotline what was heard after the reply that stands. */
async function hear(fields: Readonly<Record<string, string>>): Promise<void> {
  const heard = talk
  if (heard === null || heard.busy) return
  stopTimers()
  stopSound()
  heard.busy = true
  const body = new URLSearchParams({ turn: String(heard.reply.turn), ...fields })
  const answer = await ask(`${heard.address}/turns`, { method: 'POST', body })
  heard.busy = false
  if (answer === null) return
  heard.keyed = ''
  show(heard, answer.page)
  replied(heard)
}

/** Says what comes of it, then waits as long as the hotline does. */
function replied(now: Talk): void {
  const { reply } = now
  showKeyed(now)
  if (reply.next === 'person') waitForPerson(now)
  const sound = switchOf('sound')
  if (sound?.checked !== true || reply.said.length === 0) return letPass(now)
  tell(mayBeHeard() ? '' : 'Tap anywhere to hear it.')
  const address = `${now.address}/turns/${reply.turn}.wav`
  void playSound(address, reply.said).then((played) => {
    tell(played === 'none' ? 'This machine has no voice for it: read it above.' : '')
    if (played === 'none') timePasses(false)
    if (played === 'ended' && now.reply === reply) letPass(now)
  })
}

/** Only while somebody lets it: a reader needs no hurry. */
function letPass({ reply, keyed }: Talk): void {
  if (reply.ask === null || keyed !== '' || switchOf('passing')?.checked !== true) return
  later(reply.ask.waitSeconds * SECOND_MS, () => void hear({ silence: 'yes' }))
}

function waitForPerson(now: Talk): void {
  const { turn, waitSeconds } = now.reply
  const stands = () => talk === now && now.reply.turn === turn
  later((waitSeconds ?? 0) * SECOND_MS, () => {
    if (stands() && now.reply.state.kind === 'waiting') void hear({ nobody_came: 'yes' })
  })
  const look = async () => {
    const answer = await ask(now.address, {})
    if (!stands() || now.busy) return
    if (answer !== null) show(now, answer.page)
    const { kind } = now.reply.state
    if (kind === 'in_flow') void hear({ person_left: 'yes' })
    else if (kind !== 'over') later(LOOK_EVERY_MS, () => void look())
  }
  later(LOOK_EVERY_MS, () => void look())
}

interface Page {
  readonly page: Document
  readonly address: string
}

/** Null where it did not work; it is told then, and may be tried again. */
async function ask(address: string, init: RequestInit): Promise<Page | null> {
  try {
    const answer = await fetch(address, { ...init, headers: { accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true
    if (isPage) return { page, address: new URL(answer.url).pathname }
  } catch {
    // The line is down; what was keyed is not lost.
  }
  tell('That did not get through. Try again.')
  return null
}

/** What was said is added, so that nobody hears it twice; the rest is put in place. */
function show(now: Talk, page: Document): void {
  const phone = page.querySelector<HTMLElement>('[data-reply]')
  if (phone === null) return
  now.reply = replyIn(phone)
  const shown = document.querySelector('#transcript')
  const rows = page.querySelectorAll('#transcript > li')
  const known = shown?.children.length ?? 0
  for (const row of [...rows].slice(known)) shown?.append(row)
  for (const id of ['#state', '#acts', '#moves']) {
    const [old, fresh] = [document.querySelector(id), page.querySelector(id)]
    if (old !== null && fresh !== null && old.innerHTML !== fresh.innerHTML) {
      old.replaceChildren(...fresh.childNodes)
    }
  }
  takeOver()
  document.querySelector('#phone')?.setAttribute('data-next', phone.dataset['next'] ?? '')
  if (rows.length > known) shown?.lastElementChild?.scrollIntoView({ block: 'start' })
}

/** What only works with scripts comes, what is there for want of them goes. */
function takeOver(): void {
  for (const one of document.querySelectorAll<HTMLElement>('[data-scripted]')) one.hidden = false
  for (const one of document.querySelectorAll<HTMLElement>('[data-plain]')) one.hidden = true
}

function replyIn(phone: HTMLElement): PhoneReply {
  return JSON.parse(phone.dataset['reply'] ?? '') as PhoneReply
}

function showKeyed({ keyed, reply }: Talk): void {
  const shown = document.querySelector('#keyed')
  if (shown !== null) shown.textContent = reply.ask?.secret === true ? dots(keyed.length) : keyed
}

function tell(text: string): void {
  const note = document.querySelector('#note')
  if (note !== null) note.textContent = text
}

function soundSwitched(isOn: boolean): void {
  timePasses(isOn)
  if (!isOn) stopSound()
  else if (talk !== null) replied(talk)
}

function timePasses(passes: boolean): void {
  const passing = switchOf('passing')
  if (passing !== null) passing.checked = passes
  if (!passes && talk?.reply.next === 'ask' && talk.keyed === '') stopTimers()
}

function switchOf(id: 'sound' | 'passing'): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`#${id}`)
}

function later(milliseconds: number, act: () => void): void {
  timers.push(setTimeout(act, milliseconds))
}

function stopTimers(): void {
  for (const timer of timers) clearTimeout(timer)
  timers = []
}
