/** The ways by which people and the operator's systems are told, opened from the settings. */
import { createOutbound } from '../adapters/notify/outbound.ts'
import { createSmsSender } from '../adapters/notify/sms.ts'
import { createPushSender, pushKeysFrom } from '../adapters/notify/web-push.ts'
import { createEventSender } from '../adapters/notify/webhook.ts'
import type { App } from '../app/app.ts'
import { sendLetter } from '../app/letters/careful-mail.ts'
import type { EventSender, PushSender, SmsSender } from '../app/notices/ports.ts'
import type { NoticeWays } from '../app/notices/tell-notice.ts'
import type { Mailer } from '../app/ports.ts'
import { wordNoticeLetter } from '../channels/mail/notice-letter.ts'
import { wordNoticePush } from '../channels/mail/notice-push.ts'
import { wordNoticeSms } from '../channels/mail/notice-sms.ts'
import type { Config } from '../config.ts'
import { keyRingOf, type Database } from './database.ts'

export interface NoticeSenders {
  readonly push: PushSender
  /** Null where nobody sends SMS. */
  readonly sms: SmsSender | null
  readonly events: EventSender
}

export function openNotices(
  config: Config,
  { app, database }: { readonly app: App; readonly database: Database },
): NoticeSenders {
  const outbound = createOutbound({ privateAddresses: config.privateOutbound })
  const { subject, keys, hosts } = config.push
  return {
    push: createPushSender({
      keys: keys ?? pushKeysFrom(keyRingOf(config, database.dataDirectory).index),
      subject: () => subject ?? `mailto:${app.operator().email}`,
      extraHosts: hosts,
      outbound,
    }),
    sms: config.sms === null ? null : createSmsSender({ ...config.sms, outbound }),
    events: createEventSender({ receivers: config.eventReceivers, clock: app.clock, outbound }),
  }
}

/** Each way with its words. */
export function noticeWays(
  app: App,
  { mailer, senders }: { readonly mailer: Mailer; readonly senders: NoticeSenders },
): NoticeWays {
  const { push, sms, events } = senders
  return {
    async email(to, said) {
      const { portalUrl } = app
      await sendLetter(
        app,
        mailer,
        wordNoticeLetter({ ...said, to, portalUrl, operator: app.operator() }),
      )
    },
    push: (to, said) => push.send(to, wordNoticePush(said, said)),
    sms:
      sms === null
        ? null
        : async (to, said) => {
            const operatorName = app.operator().name[said.language]
            const text = wordNoticeSms(said.notice, { ...said, operatorName })
            await sms.send({ to, text, key: said.key })
          },
    eventReceivers: events.receivers,
  }
}
