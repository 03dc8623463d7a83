/** Japanese for the ear: what a caller hears of a line, of packs on sale and of their own past. */
import { bytesSaid, clip, day, digits, kbps, moment, pieces, start, yen } from '../speech/ja.ts'
import { packPriced } from './ja-parts.ts'
import type { Facts, HotlineWords } from './words.ts'

const ORDER_STATES = {
  paid: clip('、お支払い済みです。', '、おしはらいずみです。'),
  coming: clip(
    '、お支払い済みで、通信会社がデータを追加しています。',
    '、おしはらいずみで、つうしんがいしゃが でーたを ついかしています。',
  ),
  waiting: clip('、お支払い待ちです。', '、おしはらいまちです。'),
  not_paid: clip(
    '、お支払いがなく、無効になりました。',
    '、おしはらいが なく、むこうに なりました。',
  ),
  returned: clip('、返金済みです。', '、へんきんずみです。'),
} as const satisfies Record<Facts<'past_order'>['state'], unknown>

export const jaLine = {
  line_said: ({ lastDigits }) => [
    clip('番号の末尾', 'ばんごうの まつび'),
    ...digits(lastDigits),
    clip('のカードです。', 'の かーどです。'),
  ],
  no_lines: () => [
    clip(
      'アカウントに登録されたカードがありません。',
      'あかうんとに とうろくされた かーどが ありません。',
    ),
  ],
  data_left: ({ bytes, gigabyte }) => {
    if (bytes === null) return [clip('データは無制限です。', 'でーたわ むせいげんです。')]
    if (bytes === 0n) return [clip('データは使い切っています。', 'でーたわ つかいきっています。')]
    return [
      clip('データの残りは', 'でーたの のこりわ'),
      ...bytesSaid(bytes, gigabyte),
      clip('です。', 'です。'),
    ]
  },
  slowed: (facts) => [
    clip('ただいま速度は', 'ただいま そくどわ'),
    ...kbps(facts.kbps),
    clip('に制限されています。', 'に せいげんされています。'),
  ],
  valid_until: ({ at, asOf }) => [
    clip('有効期限は', 'ゆうこうきげんわ'),
    ...moment(at, asOf),
    clip('です。', 'です。'),
  ],
  valid_until_used: () => [
    clip(
      '期限はなく、使い切るまでお使いいただけます。',
      'きげんわ なく、つかいきるまで おつかい いただけます。',
    ),
  ],
  not_begun: () => [
    clip('データパックはまだ始まっていません。', 'でーたぱっくわ まだ はじまっていません。'),
  ],
  in_grace: ({ suspendedFrom, asOf }) => [
    clip('データパックの期限が切れています。', 'でーたぱっくの きげんが きれています。'),
    ...moment(suspendedFrom, asOf),
    clip(
      'までに更新すると、すぐに使えるようになります。その後は利用停止となります。',
      'までに こうしんすると、すぐに つかえるように なります。そのごわ りようていしと なります。',
    ),
  ],
  in_suspension: ({ endsAt, asOf }) => [
    clip(
      'ただいま利用停止中ですが、更新すると再開できます。',
      'ただいま りようていしちゅうですが、こうしんすると さいかい できます。',
    ),
    ...moment(endsAt, asOf),
    clip('までに更新がないと、解約となります。', 'までに こうしんが ないと、かいやくと なります。'),
  ],
  line_over: () => [
    clip(
      'このカードは解約となっており、更新できません。',
      'この かーどわ かいやくと なっており、こうしん できません。',
    ),
  ],
  card_is_stopped: () => [
    clip(
      'このカードは紛失のため停止されています。',
      'この かーどわ ふんしつの ため ていしされています。',
    ),
  ],
  packs_follow: (facts) => [
    clip('このあとに控えているパックが', 'この あとに ひかえている ぱっくが'),
    ...pieces(facts.count),
    clip('あります。', 'あります。'),
  ],
  nothing_on_sale: () => [
    clip(
      'ただいまお電話で購入できるデータパックはありません。',
      'ただいま おでんわで こうにゅう できる でーたぱっくわ ありません。',
    ),
  ],
  pack_said: ({ pack }) => [
    clip('お選びのパックは、', 'おえらびの ぱっくわ、'),
    ...packPriced(pack),
  ],
  advised: (facts) => [
    clip('おすすめは、', 'おすすめわ、'),
    ...packPriced(facts.pack),
    ...(facts.purchases === 1
      ? []
      : [
          clip('全部で', 'ぜんぶで'),
          ...pieces(facts.purchases),
          clip(
            'を順にお求めいただくと、合計は税込みで',
            'を じゅんに おもとめいただくと、ごうけいわ ぜいこみで',
          ),
          ...yen(facts.total),
          clip('です。', 'です。'),
        ]),
    clip('これで', 'これで'),
    ...day(facts.lastDay, facts.asOf),
    clip('いっぱい使えます。', 'いっぱい つかえます。'),
    ...(facts.saves === null
      ? []
      : [
          clip('前回のパックを繰り返すより、', 'ぜんかいの ぱっくを くりかえすより、'),
          ...yen(facts.saves),
          clip('お得です。', 'おとくです。'),
        ]),
  ],
  nothing_needed: () => [
    clip(
      '今のデータで足りるため、追加のご購入は必要ありません。',
      'いまの でーたで たりるため、ついかの ごこうにゅうわ ひつよう ありません。',
    ),
  ],
  no_advice: () => [
    clip(
      'ただいまおすすめできるパックがありません。',
      'ただいま おすすめ できる ぱっくが ありません。',
    ),
  ],
  card_stopped_now: () => [
    clip(
      'カードを停止しました。再開はオペレーターが承ります。',
      'かーどを ていししました。さいかいわ おぺれーたーが うけたまわります。',
    ),
  ],
  stop_card_warning: () => [
    clip(
      '停止すると、このカードはすぐに通信できなくなり、更新もできません。再開には、オペレーターによる確認が必要です。',
      'ていしすると、この かーどわ すぐに つうしん できなく なり、こうしんも できません。さいかいにわ、おぺれーたーによる かくにんが ひつようです。',
    ),
  ],
  next_reset: ({ at, asOf }) => [
    clip('一日分のデータは、次は', 'いちにちぶんの でーたわ、つぎわ'),
    ...start(at, asOf),
    clip('に回復します。', 'に かいふくします。'),
  ],
  auto_renewal_on: ({ chargesAt, asOf }) => [
    clip('自動更新はオンです。', 'じどうこうしんわ おんです。'),
    ...(chargesAt === null
      ? [
          clip(
            '次の請求は、ご利用の状況によります。',
            'つぎの せいきゅうわ、ごりようの じょうきょうに よります。',
          ),
        ]
      : [
          clip('次の請求は、遅くとも', 'つぎの せいきゅうわ、おそくとも'),
          ...start(chargesAt, asOf),
          clip('に始まります。', 'に はじまります。'),
        ]),
  ],
  auto_renewal_off: () => [clip('自動更新はオフです。', 'じどうこうしんわ おふです。')],
  past_order: ({ placedAt, asOf, price, state }) => [
    ...start(placedAt, asOf),
    clip('のご注文、', 'の ごちゅうもん、'),
    ...yen(price),
    ORDER_STATES[state],
  ],
  no_orders: () => [clip('ご注文はまだありません。', 'ごちゅうもんわ まだ ありません。')],
} satisfies Partial<HotlineWords>
