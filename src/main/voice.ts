/** The transports of the hotline: voice webhooks on the HTTP listener, FastAGI on its own port. */
import type { FastifyInstance } from 'fastify'
import type { App } from '../app/app.ts'
import { callIdOf } from '../channels/hotline/answering.ts'
import { openFastagi, type FastagiServer } from '../channels/hotline/fastagi/server.ts'
import { USUAL_LIMITS } from '../channels/hotline/fastagi/settings.ts'
import { twimlRoutes } from '../channels/hotline/twiml/routes.ts'
import { USUAL_PATIENCE_MS, USUAL_VOICES } from '../channels/hotline/twiml/settings.ts'
import { speak, textOf } from '../channels/hotline/words/words.ts'
import type { Config } from '../config.ts'
import type { CallTransport } from '../domain/call/call.ts'
import type { HotlineParts } from './hotline-parts.ts'

interface Voice extends HotlineParts {
  readonly app: App
  readonly onFault: (where: string, fault: unknown) => void
}

const WORDS = { speak, textOf }

/** Where a token tells the provider from a stranger. */
export async function serveTwiml(
  server: FastifyInstance,
  { voice }: Config,
  { app, hotline, prompts, onFault }: Voice,
): Promise<void> {
  const { twiml } = voice
  if (twiml === null) return
  await server.register(
    twimlRoutes({
      ...twiml,
      hotline,
      callOf: callOf(app, 'twiml'),
      publicUrl: twiml.publicUrl ?? app.portalUrl,
      words: WORDS,
      prompts: twiml.prompts === 'files' ? prompts : null,
      voices: { ...USUAL_VOICES, ...twiml.voices },
      onFault,
      patienceMs: USUAL_PATIENCE_MS,
    }),
  )
}

/** Null where nothing could be said: FastAGI plays files. */
export async function openAsterisk(
  { voice }: Config,
  { app, hotline, prompts, onFault }: Voice,
  stops: (() => Promise<void>)[],
): Promise<FastagiServer | null> {
  if (voice.prompts === 'none' && voice.recordings === null) return null
  const server = await openFastagi({
    ...voice.fastagi,
    hotline,
    callOf: callOf(app, 'fastagi'),
    words: WORDS,
    prompts,
    onFault,
    limits: USUAL_LIMITS,
  })
  stops.push(() => server.close())
  return server
}

function callOf({ vault }: App, transport: CallTransport) {
  return (reference: string) => callIdOf(vault, { transport, reference })
}
