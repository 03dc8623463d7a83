/** Mandarin for the ear: the last words before paying, and what came of it. */
import type { Yen } from '../../../domain/basics/money.ts'
import type { RefundRule } from '../../../domain/catalogue/offer.ts'
import type { FailureReason } from '../../../domain/payment/provider.ts'
import type { Phrase } from '../speech/phrase.ts'
import { clip, count, days, digits, moment, number, start, yen } from '../speech/zh.ts'
import type { PaidHow } from '../utterances.ts'
import type { Facts, HotlineWords } from './words.ts'
import { meansPhrase, packGrant } from './zh-parts.ts'

const FAILED: Readonly<Record<FailureReason, Phrase>> = {
  declined: [
    clip(
      '发卡银行拒绝了这笔付款，请换一种付款方式，或询问发卡银行。',
      'fa1 ka3 yin2 hang2 ju4 jue2 le5 zhe4 bi3 fu4 kuan3, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4, huo4 xun2 wen4 fa1 ka3 yin2 hang2.',
    ),
  ],
  authentication_failed: [
    clip(
      '没有通过银行的身份验证，请换一种付款方式。',
      'mei2 you3 tong1 guo4 yin2 hang2 de5 shen1 fen4 yan4 zheng4, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  authentication_needed: [
    clip(
      '银行要求您本人在网上确认，请选择付款链接或到网站上付款。',
      'yin2 hang2 yao4 qiu2 nin2 ben3 ren2 zai4 wang3 shang4 que4 ren4, qing3 xuan3 ze2 fu4 kuan3 lian4 jie1 huo4 dao4 wang3 zhan4 shang4 fu4 kuan3.',
    ),
  ],
  insufficient_funds: [
    clip(
      '卡内余额或额度不足，请换一种付款方式。',
      'ka3 nei4 yu2 e2 huo4 e2 du4 bu4 zu2, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  expired_card: [
    clip(
      '保存的卡已经过期，请换一种付款方式。',
      'bao3 cun2 de5 ka3 yi3 jing1 guo4 qi1, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  barred: [
    clip(
      '发卡方不允许再用这张卡付款，请换一种付款方式。',
      'fa1 ka3 fang1 bu4 yun3 xu3 zai4 yong4 zhe4 zhang1 ka3 fu4 kuan3, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  provider_error: [
    clip(
      '支付服务商出了问题，不是您的卡的原因。请稍后再试，或换一种付款方式。',
      'zhi1 fu4 fu2 wu4 shang1 chu1 le5 wen4 ti2, bu4 shi4 nin2 de5 ka3 de5 yuan2 yin1. qing3 shao1 hou4 zai4 shi4, huo4 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
}

export const zhBuying = {
  summary_pack: ({ pack }) => [
    clip(
      '下面是您要购买的内容。一份',
      'xia4 mian4 shi4 nin2 yao4 gou4 mai3 de5 nei4 rong2. yi1 fen4',
    ),
    ...packGrant(pack),
    clip('，不另外计费。', ', bu4 ling4 wai4 ji4 fei4.'),
  ],
  summary_period: periodPhrase,
  summary_price: pricePhrase,
  summary_parts: ({ points, giftCards, rest }) => [
    ...(points > 0n ? [clip('用积分抵扣', 'yong4 ji1 fen1 di3 kou4'), ...yen(points)] : []),
    ...(points > 0n && giftCards > 0n ? [clip('，再', ', zai4')] : []),
    ...(giftCards > 0n
      ? [clip('用礼品卡抵扣', 'yong4 li3 pin3 ka3 di3 kou4'), ...yen(giftCards)]
      : []),
    ...restPhrase(rest, points + giftCards > 0n),
  ],
  summary_paid: paidPhrase,
  summary_refund: ({ rule }) => [
    clip('付款前可以随时取消。', 'fu4 kuan3 qian2 ke3 yi3 sui2 shi2 qu3 xiao1.'),
    ...refundPhrase(rule),
  ],
  summary_once: () => [
    clip(
      '这是一次性的购买，只扣款一次，不会自动续费，也没有其他费用。',
      'zhe4 shi4 yi1 ci4 xing4 de5 gou4 mai3, zhi3 kou4 kuan3 yi1 ci4, bu4 hui4 zi4 dong4 xu4 fei4, ye3 mei2 you3 qi2 ta1 fei4 yong4.',
    ),
  ],
  summary_terms: () => [
    clip(
      '本次购买适用现行的服务条款。条款全文可以在我们的网站上查看，也会随收据发给您。',
      'ben3 ci4 gou4 mai3 shi4 yong4 xian4 xing2 de5 fu2 wu4 tiao2 kuan3. tiao2 kuan3 quan2 wen2 ke3 yi3 zai4 wo3 men5 de5 wang3 zhan4 shang4 cha2 kan4, ye3 hui4 sui2 shou1 ju4 fa1 gei3 nin2.',
    ),
  ],
  renewed: ({ until, asOf }) => [
    clip('续费成功，谢谢。', 'xu4 fei4 cheng2 gong1, xie4 xie5.'),
    ...(until === null
      ? [
          clip(
            '流量用完为止，没有截止日期。',
            'liu2 liang4 yong4 wan2 wei2 zhi3, mei2 you3 jie2 zhi3 ri4 qi1.',
          ),
        ]
      : [
          clip('有效期到', 'you3 xiao4 qi1 dao4'),
          ...moment(until, asOf),
          clip('为止。', 'wei2 zhi3.'),
        ]),
  ],
  renewed_queued: ({ from, asOf }) => [
    clip('续费成功，谢谢。', 'xu4 fei4 cheng2 gong1, xie4 xie5.'),
    ...(from === null
      ? [
          clip(
            '新的流量包会在现有流量包结束后自动开始。',
            'xin1 de5 liu2 liang4 bao1 hui4 zai4 xian4 you3 liu2 liang4 bao1 jie2 shu4 hou4 zi4 dong4 kai1 shi3.',
          ),
        ]
      : [
          clip('新的流量包会从', 'xin1 de5 liu2 liang4 bao1 hui4 cong2'),
          ...start(from, asOf),
          clip('起自动开始。', 'qi3 zi4 dong4 kai1 shi3.'),
        ]),
  ],
  bank_is_deciding: () => [
    clip(
      '银行还在处理这笔付款，目前还没有扣款。请不要重复付款，结果可以在网站上查看。',
      'yin2 hang2 hai2 zai4 chu3 li3 zhe4 bi3 fu4 kuan3, mu4 qian2 hai2 mei2 you3 kou4 kuan3. qing3 bu4 yao4 chong2 fu4 fu4 kuan3, jie2 guo3 ke3 yi3 zai4 wang3 zhan4 shang4 cha2 kan4.',
    ),
  ],
  charge_failed: ({ reason }) => [
    clip('付款没有成功，没有扣款。', 'fu4 kuan3 mei2 you3 cheng2 gong1, mei2 you3 kou4 kuan3.'),
    ...(reason === null ? [] : FAILED[reason]),
  ],
  money_comes_back: () => [
    clip(
      '这次续费没有完成。已经付的钱会全额按原路退回。',
      'zhe4 ci4 xu4 fei4 mei2 you3 wan2 cheng2. yi3 jing1 fu4 de5 qian2 hui4 quan2 e2 an4 yuan2 lu4 tui4 hui2.',
    ),
  ],
  data_is_coming: ({ by, asOf }) => [
    clip(
      '款项已经收到，您的运营商正在添加流量。最晚在',
      'kuan3 xiang4 yi3 jing1 shou1 dao4, nin2 de5 yun4 ying2 shang1 zheng4 zai4 tian1 jia1 liu2 liang4. zui4 wan3 zai4',
    ),
    ...moment(by, asOf),
    clip(
      '之前到账，没有到账的话，款项会自动退回。',
      'zhi1 qian2 dao4 zhang4, mei2 you3 dao4 zhang4 de5 hua4, kuan3 xiang4 hui4 zi4 dong4 tui4 hui2.',
    ),
  ],
  link_sent: ({ payBy, asOf }) => [
    clip(
      '付款链接已经发到您登记的电子邮箱。请在',
      'fu4 kuan3 lian4 jie1 yi3 jing1 fa1 dao4 nin2 deng1 ji4 de5 dian4 zi3 you2 xiang1. qing3 zai4',
    ),
    ...moment(payBy, asOf),
    clip(
      '之前付款，过期后订单自动取消。',
      'zhi1 qian2 fu4 kuan3, guo4 qi1 hou4 ding4 dan1 zi4 dong4 qu3 xiao1.',
    ),
  ],
  web_code: ({ digits: code, minutes }) => [
    clip('请记下数字。', 'qing3 ji4 xia4 shu4 zi4.'),
    ...halves(code),
    clip('。再说一遍。', '. zai4 shuo1 yi1 bian4.'),
    ...halves(code),
    clip('。请在', '. qing3 zai4'),
    ...count(BigInt(minutes)),
    clip(
      '分钟内，到我们的网站上输入这组数字并付款。',
      'fen1 zhong1 nei4, dao4 wo3 men5 de5 wang3 zhan4 shang4 shu1 ru4 zhe4 zu3 shu4 zi4 bing4 fu4 kuan3.',
    ),
  ],
  receipt_by_mail: () => [
    clip('收据会发到您的电子邮箱。', 'shou1 ju4 hui4 fa1 dao4 nin2 de5 dian4 zi3 you2 xiang1.'),
  ],
} satisfies Partial<HotlineWords>

function restPhrase(rest: Yen, isPart: boolean): Phrase {
  if (rest === 0n) return [clip('，不需要再付款。', ', bu4 xu1 yao4 zai4 fu4 kuan3.')]
  return [
    isPart ? clip('，剩下的', ', sheng4 xia4 de5') : clip('全部', 'quan2 bu4'),
    ...yen(rest),
    clip('需要支付。', 'xu1 yao4 zhi1 fu4.'),
  ]
}

function pricePhrase({ price, taxPercent, tax }: Facts<'summary_price'>): Phrase {
  if (price === 0n)
    return [clip('价格为零日元，免费。', 'jia4 ge2 wei2 ling2 ri4 yuan2, mian3 fei4.')]
  const total = [clip('含税价格', 'han2 shui4 jia4 ge2'), ...yen(price)]
  if (taxPercent === 0)
    return [...total, clip('，不征收消费税。', ', bu4 zheng1 shou1 xiao1 fei4 shui4.')]
  return [
    ...total,
    clip('，其中税率百分之', ', qi2 zhong1 shui4 lv4 bai3 fen1 zhi1'),
    ...number(BigInt(taxPercent)),
    clip('的消费税', 'de5 xiao1 fei4 shui4'),
    ...yen(tax),
    clip('已包含在内。', 'yi3 bao1 han2 zai4 nei4.'),
  ]
}

function halves(code: string): Phrase {
  const middle = Math.ceil(code.length / 2)
  return [
    clip('前半组，', 'qian2 ban4 zu3,'),
    ...digits(code.slice(0, middle)),
    clip('，后半组，', ', hou4 ban4 zu3,'),
    ...digits(code.slice(middle)),
  ]
}

function periodPhrase({ effect, from, until, asOf }: Facts<'summary_period'>): Phrase {
  const end: Phrase =
    until === null
      ? [clip('用完为止，没有截止日期。', 'yong4 wan2 wei2 zhi3, mei2 you3 jie2 zhi3 ri4 qi1.')]
      : [
          clip('有效期到', 'you3 xiao4 qi1 dao4'),
          ...moment(until, asOf),
          clip('为止。', 'wei2 zhi3.'),
        ]
  switch (effect) {
    case 'runs_now':
      return [
        clip(
          '付款后马上开始。如果现在付款，',
          'fu4 kuan3 hou4 ma3 shang4 kai1 shi3. ru2 guo3 xian4 zai4 fu4 kuan3,',
        ),
        ...end,
      ]
    case 'extends':
      return [
        clip(
          '付款后马上延长现有的有效期，新流量马上可用。如果现在付款，',
          'fu4 kuan3 hou4 ma3 shang4 yan2 chang2 xian4 you3 de5 you3 xiao4 qi1, xin1 liu2 liang4 ma3 shang4 ke3 yong4. ru2 guo3 xian4 zai4 fu4 kuan3,',
        ),
        ...end,
      ]
    case 'queues':
      return [
        ...(from === null
          ? [
              clip(
                '现有流量包结束后自动开始。',
                'xian4 you3 liu2 liang4 bao1 jie2 shu4 hou4 zi4 dong4 kai1 shi3.',
              ),
            ]
          : begins(from, asOf)),
        ...end,
      ]
    case 'first_use':
      return [
        clip('第一次用到它时开始。', 'di4 yi1 ci4 yong4 dao4 ta1 shi2 kai1 shi3.'),
        ...(from === null
          ? []
          : [
              clip('最迟从', 'zui4 chi2 cong2'),
              ...start(from, asOf),
              clip('起开始。', 'qi3 kai1 shi3.'),
            ]),
        ...(until === null ? [] : end),
      ]
  }
}

function begins(
  from: NonNullable<Facts<'summary_period'>['from']>,
  asOf: Temporal.Instant,
): Phrase {
  return [
    clip('从', 'cong2'),
    ...start(from, asOf),
    clip('起自动开始。', 'qi3 zi4 dong4 kai1 shi3.'),
  ]
}

function paidPhrase({ how, payBy, asOf }: Facts<'summary_paid'>): Phrase {
  if (how === null) {
    return [
      clip(
        '按键确认后一次付清，不用再付款。',
        'an4 jian4 que4 ren4 hou4 yi1 ci4 fu4 qing1, bu4 yong4 zai4 fu4 kuan3.',
      ),
    ]
  }
  if (how.kind === 'link' || how.kind === 'web_code') return laterPhrase(how, { payBy, asOf })
  return [
    clip('按键确认后，马上从', 'an4 jian4 que4 ren4 hou4, ma3 shang4 cong2'),
    ...sourcePhrase(how),
    clip('扣除', 'kou4 chu2'),
    ...yen(how.kind === 'points' ? how.points : how.amount),
    clip('，一次付清。', ', yi1 ci4 fu4 qing1.'),
  ]
}

function sourcePhrase(how: Extract<PaidHow, { kind: 'points' | 'saved' | 'gift_card' }>): Phrase {
  switch (how.kind) {
    case 'points':
      return [clip('您的积分中', 'nin2 de5 ji1 fen1 zhong1')]
    case 'saved':
      return meansPhrase(how.means)
    case 'gift_card':
      return [clip('您的礼品卡中', 'nin2 de5 li3 pin3 ka3 zhong1')]
  }
}

/** Ordered now, paid on a page until the order lapses. */
function laterPhrase(
  { kind, amount }: Extract<PaidHow, { kind: 'link' | 'web_code' }>,
  { payBy, asOf }: Pick<Facts<'summary_paid'>, 'payBy' | 'asOf'>,
): Phrase {
  const isLink = kind === 'link'
  return [
    isLink
      ? clip(
          '付款链接会发到您登记的电子邮箱。请在',
          'fu4 kuan3 lian4 jie1 hui4 fa1 dao4 nin2 deng1 ji4 de5 dian4 zi3 you2 xiang1. qing3 zai4',
        )
      : clip(
          '按键确认后，您会听到一组数字。请在',
          'an4 jian4 que4 ren4 hou4, nin2 hui4 ting1 dao4 yi1 zu3 shu4 zi4. qing3 zai4',
        ),
    ...moment(payBy, asOf),
    isLink
      ? clip(
          '之前，在链接的页面上支付',
          'zhi1 qian2, zai4 lian4 jie1 de5 ye4 mian4 shang4 zhi1 fu4',
        )
      : clip(
          '之前，在我们的网站上支付',
          'zhi1 qian2, zai4 wo3 men5 de5 wang3 zhan4 shang4 zhi1 fu4',
        ),
    ...yen(amount),
    clip(
      '，一次付清。过期未付，订单自动取消。',
      ', yi1 ci4 fu4 qing1. guo4 qi1 wei4 fu4, ding4 dan1 zi4 dong4 qu3 xiao1.',
    ),
  ]
}

function refundPhrase(rule: RefundRule): Phrase {
  switch (rule.kind) {
    case 'none':
      return [
        clip(
          '开通后不能取消，也不能退款。',
          'kai1 tong1 hou4 bu4 neng2 qu3 xiao1, ye3 bu4 neng2 tui4 kuan3.',
        ),
      ]
    case 'full_while_unstarted':
      return [
        clip('购买后', 'gou4 mai3 hou4'),
        ...days(rule.withinDays),
        clip(
          '之内，还没有开始使用的，可以全额退款。开始使用后不能退款。',
          'zhi1 nei4, hai2 mei2 you3 kai1 shi3 shi3 yong4 de5, ke3 yi3 quan2 e2 tui4 kuan3. kai1 shi3 shi3 yong4 hou4 bu4 neng2 tui4 kuan3.',
        ),
      ]
    case 'pro_rata':
      return [
        clip(
          '开通后按未用流量或剩余时间的比例退款，以较少的为准。',
          'kai1 tong1 hou4 an4 wei4 yong4 liu2 liang4 huo4 sheng4 yu2 shi2 jian1 de5 bi3 li4 tui4 kuan3, yi3 jiao4 shao3 de5 wei2 zhun3.',
        ),
      ]
  }
}
