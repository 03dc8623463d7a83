/** Japanese for the ear: the last words before paying, and what came of it. */
import type { RefundRule } from '../../../domain/catalogue/offer.ts'
import type { FailureReason } from '../../../domain/payment/provider.ts'
import { clip, days, digits, minutes, moment, percent, start, yen } from '../speech/ja.ts'
import type { Phrase } from '../speech/phrase.ts'
import { meansPhrase, packWhole } from './ja-parts.ts'
import type { Facts, HotlineWords } from './words.ts'

const FAILED: Readonly<Record<FailureReason, Phrase>> = {
  declined: [
    clip(
      'カード会社の承認が得られませんでした。別のお支払い方法をお選びいただくか、カード会社にお問い合わせください。',
      'かーどかいしゃの しょうにんが えられませんでした。べつの おしはらいほうほうを おえらび いただくか、かーどかいしゃに おといあわせください。',
    ),
  ],
  authentication_failed: [
    clip(
      '銀行の本人認証ができませんでした。別のお支払い方法をお選びください。',
      'ぎんこうの ほんにんにんしょうが できませんでした。べつの おしはらいほうほうを おえらびください。',
    ),
  ],
  authentication_needed: [
    clip(
      '銀行がご本人による確認を求めています。お支払い用のリンク、またはウェブサイトでお支払いください。',
      'ぎんこうが ごほんにんによる かくにんを もとめています。おしはらいようの りんく、またわ うぇぶさいとで おしはらい ください。',
    ),
  ],
  insufficient_funds: [
    clip(
      '残高または利用枠が足りません。別のお支払い方法をお選びください。',
      'ざんだか またわ りようわくが たりません。べつの おしはらいほうほうを おえらびください。',
    ),
  ],
  expired_card: [
    clip(
      'カードの有効期限が切れています。別のお支払い方法をお選びください。',
      'かーどの ゆうこうきげんが きれています。べつの おしはらいほうほうを おえらびください。',
    ),
  ],
  barred: [
    clip(
      'カード会社がこのカードでの請求を認めていません。別のお支払い方法をお選びください。',
      'かーどかいしゃが この かーどでの せいきゅうを みとめていません。べつの おしはらいほうほうを おえらびください。',
    ),
  ],
  provider_error: [
    clip(
      '決済会社の側で問題がありました。カードが原因ではありません。時間をおいてお試しいただくか、別のお支払い方法をお選びください。',
      'けっさいかいしゃの がわで もんだいが ありました。かーどが げんいんでわ ありません。じかんを おいて おためし いただくか、べつの おしはらいほうほうを おえらびください。',
    ),
  ],
}

export const jaBuying = {
  summary_pack: ({ pack }) => [
    clip('ご購入の内容です。', 'ごこうにゅうの ないようです。'),
    ...packWhole(pack),
    clip(
      '数量は一点で、追加の料金はかかりません。',
      'すうりょうわ いちてんで、ついかの りょうきんわ かかりません。',
    ),
  ],
  summary_period: periodPhrase,
  summary_price: pricePhrase,
  summary_parts: ({ points, giftCards, rest }) => [
    ...(points > 0n
      ? [clip('ポイントで', 'ぽいんとで'), ...yen(points), clip('を充て、', 'を あて、')]
      : []),
    ...(giftCards > 0n
      ? [clip('ギフトカードで', 'ぎふとかーどで'), ...yen(giftCards), clip('を充て、', 'を あて、')]
      : []),
    ...(rest > 0n
      ? [clip('残りのお支払いは', 'のこりの おしはらいわ'), ...yen(rest), clip('です。', 'です。')]
      : [clip('ほかのお支払いはありません。', 'ほかの おしはらいわ ありません。')]),
  ],
  summary_paid: paidPhrase,
  summary_refund: ({ rule }) => [
    clip(
      'お支払い前は、いつでもキャンセルできます。',
      'おしはらいまえわ、いつでも きゃんせる できます。',
    ),
    ...refundPhrase(rule),
  ],
  summary_once: () => [
    clip(
      '今回一回限りのご購入です。自動更新はなく、ほかの費用もかかりません。',
      'こんかいいっかいかぎりの ごこうにゅうです。じどうこうしんわ なく、ほかの ひようも かかりません。',
    ),
  ],
  summary_terms: () => [
    clip(
      '現在の利用規約が適用されます。全文はウェブサイトでご覧いただけます。領収書とともにお送りもします。',
      'げんざいの りようきやくが てきようされます。ぜんぶんわ うぇぶさいとで ごらん いただけます。りょうしゅうしょとともに おおくりも します。',
    ),
  ],
  renewed: ({ until, asOf }) => [
    clip(
      '更新が完了しました。ありがとうございます。',
      'こうしんが かんりょうしました。ありがとうございます。',
    ),
    ...(until === null
      ? [clip('使い切るまで、期限はありません。', 'つかいきるまで、きげんわ ありません。')]
      : validTo(until, asOf)),
  ],
  renewed_queued: ({ from, asOf }) => [
    clip(
      '更新が完了しました。ありがとうございます。',
      'こうしんが かんりょうしました。ありがとうございます。',
    ),
    ...(from === null
      ? [
          clip(
            '新しいパックは、今のパックが終わると自動で始まります。',
            'あたらしい ぱっくわ、いまの ぱっくが おわると じどうで はじまります。',
          ),
        ]
      : [
          clip('新しいパックは、', 'あたらしい ぱっくわ、'),
          ...start(from, asOf),
          clip('から自動で始まります。', 'から じどうで はじまります。'),
        ]),
  ],
  bank_is_deciding: () => [
    clip(
      '銀行が確認しています。まだ請求はされていません。重ねてお支払いにならないでください。結果はウェブサイトでご覧いただけます。',
      'ぎんこうが かくにんしています。まだ せいきゅうわ されていません。かさねて おしはらいに ならないでください。けっかわ うぇぶさいとで ごらん いただけます。',
    ),
  ],
  charge_failed: ({ reason }) => [
    clip(
      'お支払いができませんでした。請求はされていません。',
      'おしはらいが できませんでした。せいきゅうわ されていません。',
    ),
    ...(reason === null ? [] : FAILED[reason]),
  ],
  money_comes_back: () => [
    clip(
      '更新は完了しませんでした。お支払いいただいた金額は、元のお支払い方法に全額お返しします。',
      'こうしんわ かんりょうしませんでした。おしはらい いただいた きんがくわ、もとの おしはらいほうほうに ぜんがく おかえしします。',
    ),
  ],
  data_is_coming: ({ by, asOf }) => [
    clip(
      'お支払いを確認しました。通信会社がデータを追加しています。遅くとも、',
      'おしはらいを かくにんしました。つうしんがいしゃが でーたを ついかしています。おそくとも、',
    ),
    ...moment(by, asOf),
    clip(
      'までに追加されます。追加されない場合は、自動で返金いたします。',
      'までに ついかされます。ついかされない ばあいわ、じどうで へんきん いたします。',
    ),
  ],
  link_sent: ({ payBy, asOf }) => [
    clip(
      'ご登録のメールアドレスに、お支払い用のリンクをお送りしました。',
      'ごとうろくの めーるあどれすに、おしはらいようの りんくを おおくりしました。',
    ),
    ...moment(payBy, asOf),
    clip(
      'までにお支払いください。過ぎますと、ご注文は自動で取り消されます。',
      'までに おしはらい ください。すぎますと、ごちゅうもんわ じどうで とりけされます。',
    ),
  ],
  web_code: ({ digits: code, minutes: count }) => [
    clip('番号をお控えください。', 'ばんごうを おひかえください。'),
    ...halves(code),
    clip('、です。繰り返します。', '、です。くりかえします。'),
    ...halves(code),
    clip('、です。', '、です。'),
    ...minutes(count),
    clip(
      '以内に、ウェブサイトでこの番号を入力してお支払いください。',
      'いないに、うぇぶさいとで この ばんごうを にゅうりょくして おしはらい ください。',
    ),
  ],
  receipt_by_mail: () => [
    clip('領収書はメールでお送りします。', 'りょうしゅうしょわ めーるで おおくりします。'),
  ],
} satisfies Partial<HotlineWords>

function pricePhrase({ price, taxPercent, tax }: Facts<'summary_price'>): Phrase {
  if (price === 0n) return [clip('価格は零円、無料です。', 'かかくわ ぜろえん、むりょうです。')]
  const total = [clip('価格は税込みで', 'かかくわ ぜいこみで'), ...yen(price)]
  if (taxPercent === 0)
    return [...total, clip('です。消費税はかかりません。', 'です。しょうひぜいわ かかりません。')]
  return [
    ...total,
    clip('です。このうち消費税は、税率', 'です。この うち しょうひぜいわ、ぜいりつ'),
    ...percent(taxPercent),
    clip('で', 'で'),
    ...yen(tax),
    clip('です。', 'です。'),
  ]
}

function halves(code: string): Phrase {
  const middle = Math.ceil(code.length / 2)
  return [
    ...digits(code.slice(0, middle)),
    clip('、続いて、', '、つづいて、'),
    ...digits(code.slice(middle)),
  ]
}

function validTo(until: Temporal.Instant, asOf: Temporal.Instant): Phrase {
  return [clip('有効期限は', 'ゆうこうきげんわ'), ...moment(until, asOf), clip('です。', 'です。')]
}

function periodPhrase({ effect, from, until, asOf }: Facts<'summary_period'>): Phrase {
  const end: Phrase =
    until === null
      ? [clip('使い切るまで、期限はありません。', 'つかいきるまで、きげんわ ありません。')]
      : validTo(until, asOf)
  switch (effect) {
    case 'runs_now':
      return [
        clip(
          'お支払い後すぐに始まります。今お支払いの場合、',
          'おしはらいご すぐに はじまります。いま おしはらいの ばあい、',
        ),
        ...end,
      ]
    case 'extends':
      return [
        clip(
          'お支払い後すぐに今の有効期限を延長し、追加のデータもすぐに使えます。今お支払いの場合、',
          'おしはらいご すぐに いまの ゆうこうきげんを えんちょうし、ついかの でーたも すぐに つかえます。いま おしはらいの ばあい、',
        ),
        ...end,
      ]
    case 'queues':
      return [
        ...(from === null
          ? [
              clip(
                '今のパックが終わると自動で始まります。',
                'いまの ぱっくが おわると じどうで はじまります。',
              ),
            ]
          : [...start(from, asOf), clip('から自動で始まります。', 'から じどうで はじまります。')]),
        ...end,
      ]
    case 'first_use':
      return [
        clip('初めて使うときに始まります。', 'はじめて つかうときに はじまります。'),
        ...(from === null
          ? []
          : [
              clip('遅くとも', 'おそくとも'),
              ...start(from, asOf),
              clip('に始まります。', 'に はじまります。'),
            ]),
        ...(until === null ? [] : end),
      ]
  }
}

function paidPhrase({ how, payBy, asOf }: Facts<'summary_paid'>): Phrase {
  if (how === null)
    return [
      clip(
        'キーを押すと全額が支払い済みとなり、ほかのお支払いはありません。',
        'きーを おすと ぜんがくが しはらいずみと なり、ほかの おしはらいわ ありません。',
      ),
    ]
  switch (how.kind) {
    case 'points':
      return [
        clip(
          'キーを押すとすぐに、ポイントから一括で',
          'きーを おすと すぐに、ぽいんとから いっかつで',
        ),
        ...yen(how.points),
        clip('をいただきます。', 'を いただきます。'),
      ]
    case 'saved':
      return [
        clip('キーを押すとすぐに、', 'きーを おすと すぐに、'),
        ...meansPhrase(how.means),
        clip('に一括で', 'に いっかつで'),
        ...yen(how.amount),
        clip('を請求します。', 'を せいきゅうします。'),
      ]
    case 'gift_card':
      return [
        clip(
          'キーを押すとすぐに、ギフトカードから一括で',
          'きーを おすと すぐに、ぎふとかーどから いっかつで',
        ),
        ...yen(how.amount),
        clip('をいただきます。', 'を いただきます。'),
      ]
    case 'link':
      return [
        clip(
          'ご登録のメールアドレスに、お支払い用のリンクをお送りします。',
          'ごとうろくの めーるあどれすに、おしはらいようの りんくを おおくりします。',
        ),
        ...moment(payBy, asOf),
        clip('までに、リンクのページで', 'までに、りんくの ぺーじで'),
        ...yen(how.amount),
        clip(
          'を一括でお支払いください。過ぎますと、ご注文は自動で取り消されます。',
          'を いっかつで おしはらい ください。すぎますと、ごちゅうもんわ じどうで とりけされます。',
        ),
      ]
    case 'web_code':
      return [
        clip('キーを押すと、番号をお伝えします。', 'きーを おすと、ばんごうを おつたえします。'),
        ...moment(payBy, asOf),
        clip('までに、ウェブサイトで', 'までに、うぇぶさいとで'),
        ...yen(how.amount),
        clip(
          'を一括でお支払いください。過ぎますと、ご注文は自動で取り消されます。',
          'を いっかつで おしはらい ください。すぎますと、ごちゅうもんわ じどうで とりけされます。',
        ),
      ]
  }
}

function refundPhrase(rule: RefundRule): Phrase {
  switch (rule.kind) {
    case 'none':
      return [
        clip(
          '開通後のキャンセルと返金はできません。',
          'かいつうごの きゃんせると へんきんわ できません。',
        ),
      ]
    case 'full_while_unstarted':
      return [
        clip('購入から', 'こうにゅうから'),
        ...days(rule.withinDays),
        clip(
          'は、まだ使い始めていなければ、全額を返金します。開始後の返金はできません。',
          'わ、まだ つかいはじめていなければ、ぜんがくを へんきんします。かいしごの へんきんわ できません。',
        ),
      ]
    case 'pro_rata':
      return [
        clip(
          '開通後は、未使用のデータ量または残り期間の割合のうち、少ないほうを返金します。',
          'かいつうごわ、みしようの でーたりょう またわ のこりきかんの わりあいのうち、すくないほうを へんきんします。',
        ),
      ]
  }
}
