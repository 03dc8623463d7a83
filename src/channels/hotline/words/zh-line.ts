/** Mandarin for the ear: what a caller hears of a line, of packs on sale and of their own past. */
import { clip, bytesSaid, count, day, digits, kbps, moment, start, yen } from '../speech/zh.ts'
import type { Facts, HotlineWords } from './words.ts'
import { packGrant, packWhole } from './zh-parts.ts'

const ORDER_STATES = {
  paid: clip('，已付款。', ', yi3 fu4 kuan3.'),
  coming: clip(
    '，已付款，运营商正在添加流量。',
    ', yi3 fu4 kuan3, yun4 ying2 shang1 zheng4 zai4 tian1 jia1 liu2 liang4.',
  ),
  waiting: clip('，等待付款。', ', deng3 dai4 fu4 kuan3.'),
  not_paid: clip('，没有付款，已经失效。', ', mei2 you3 fu4 kuan3, yi3 jing1 shi1 xiao4.'),
  returned: clip('，已退款。', ', yi3 tui4 kuan3.'),
} as const satisfies Record<Facts<'past_order'>['state'], unknown>

export const zhLine = {
  line_said: ({ lastDigits }) => [
    clip('尾号', 'wei3 hao4'),
    ...digits(lastDigits),
    clip('的上网卡。', 'de5 shang4 wang3 ka3.'),
  ],
  no_lines: () => [
    clip('您的账户里还没有上网卡。', 'nin2 de5 zhang4 hu4 li3 hai2 mei2 you3 shang4 wang3 ka3.'),
  ],
  data_left: ({ bytes, gigabyte }) => {
    if (bytes === null) return [clip('流量不限量。', 'liu2 liang4 bu4 xian4 liang4.')]
    if (bytes === 0n) return [clip('流量已经用完。', 'liu2 liang4 yi3 jing1 yong4 wan2.')]
    return [
      clip('还剩', 'hai2 sheng4'),
      ...bytesSaid(bytes, gigabyte),
      clip('流量。', 'liu2 liang4.'),
    ]
  },
  slowed: (facts) => [
    clip('现在的网速限制在', 'xian4 zai4 de5 wang3 su4 xian4 zhi4 zai4'),
    ...kbps(facts.kbps),
    clip('以内。', 'yi3 nei4.'),
  ],
  valid_until: ({ at, asOf }) => [
    clip('有效期到', 'you3 xiao4 qi1 dao4'),
    ...moment(at, asOf),
    clip('为止。', 'wei2 zhi3.'),
  ],
  valid_until_used: () => [
    clip('没有截止日期，用完为止。', 'mei2 you3 jie2 zhi3 ri4 qi1, yong4 wan2 wei2 zhi3.'),
  ],
  not_begun: () => [
    clip('流量包还没有开始使用。', 'liu2 liang4 bao1 hai2 mei2 you3 kai1 shi3 shi3 yong4.'),
  ],
  in_grace: ({ suspendedFrom, asOf }) => [
    clip('流量包已经到期。请在', 'liu2 liang4 bao1 yi3 jing1 dao4 qi1. qing3 zai4'),
    ...moment(suspendedFrom, asOf),
    clip(
      '之前续费，马上恢复上网，之后会停机。',
      'zhi1 qian2 xu4 fei4, ma3 shang4 hui1 fu4 shang4 wang3, zhi1 hou4 hui4 ting2 ji1.',
    ),
  ],
  in_suspension: ({ endsAt, asOf }) => [
    clip(
      '这张卡已经停机，现在续费还能恢复。到',
      'zhe4 zhang1 ka3 yi3 jing1 ting2 ji1, xian4 zai4 xu4 fei4 hai2 neng2 hui1 fu4. dao4',
    ),
    ...moment(endsAt, asOf),
    clip('为止不续费，就会注销。', 'wei2 zhi3 bu4 xu4 fei4, jiu4 hui4 zhu4 xiao1.'),
  ],
  line_over: () => [
    clip(
      '这张卡已经注销，不能再续费。',
      'zhe4 zhang1 ka3 yi3 jing1 zhu4 xiao1, bu4 neng2 zai4 xu4 fei4.',
    ),
  ],
  card_is_stopped: () => [
    clip('这张卡已经挂失停用。', 'zhe4 zhang1 ka3 yi3 jing1 gua4 shi1 ting2 yong4.'),
  ],
  packs_follow: (facts) => [
    clip('后面还有', 'hou4 mian4 hai2 you3'),
    ...count(BigInt(facts.count)),
    clip('个流量包排队等候。', 'ge4 liu2 liang4 bao1 pai2 dui4 deng3 hou4.'),
  ],
  nothing_on_sale: () => [
    clip(
      '目前没有可以在电话里购买的流量包。',
      'mu4 qian2 mei2 you3 ke3 yi3 zai4 dian4 hua4 li3 gou4 mai3 de5 liu2 liang4 bao1.',
    ),
  ],
  pack_said: ({ pack }) => [
    clip('您选的是', 'nin2 xuan3 de5 shi4'),
    ...packWhole(pack),
    clip('，含税。', ', han2 shui4.'),
  ],
  advised: (facts) => [
    clip('为您推荐', 'wei4 nin2 tui1 jian4'),
    ...(facts.purchases === 1 ? packWhole(facts.pack) : packGrant(facts.pack)),
    ...(facts.purchases === 1
      ? [
          clip('，含税。这样可以用到', ', han2 shui4. zhe4 yang4 ke3 yi3 yong4 dao4'),
          ...day(facts.lastDay, facts.asOf),
          clip('当天结束。', 'dang1 tian1 jie2 shu4.'),
        ]
      : [
          clip('，一份', ', yi1 fen4'),
          ...yen(facts.pack.price),
          clip('。要用到', '. yao4 yong4 dao4'),
          ...day(facts.lastDay, facts.asOf),
          clip('当天结束，先后一共要买', 'dang1 tian1 jie2 shu4, xian1 hou4 yi1 gong4 yao4 mai3'),
          ...count(BigInt(facts.purchases)),
          clip('个流量包，合计', 'ge4 liu2 liang4 bao1, he2 ji4'),
          ...yen(facts.total),
          clip('，含税。', ', han2 shui4.'),
        ]),
    ...(facts.saves === null
      ? []
      : [
          clip(
            '与一直买上次的流量包相比，可以节省',
            'yu3 yi1 zhi2 mai3 shang4 ci4 de5 liu2 liang4 bao1 xiang1 bi3, ke3 yi3 jie2 sheng3',
          ),
          ...yen(facts.saves),
          clip('的费用。', 'de5 fei4 yong4.'),
        ]),
  ],
  nothing_needed: () => [
    clip(
      '您现有的流量已经够用，不需要再买。',
      'nin2 xian4 you3 de5 liu2 liang4 yi3 jing1 gou4 yong4, bu4 xu1 yao4 zai4 mai3.',
    ),
  ],
  no_advice: () => [clip('目前没有合适的推荐。', 'mu4 qian2 mei2 you3 he2 shi4 de5 tui1 jian4.')],
  card_stopped_now: () => [
    clip(
      '这张卡已经停用。需要恢复时，请转人工客服。',
      'zhe4 zhang1 ka3 yi3 jing1 ting2 yong4. xu1 yao4 hui1 fu4 shi2, qing3 zhuan3 ren2 gong1 ke4 fu2.',
    ),
  ],
  stop_card_warning: () => [
    clip(
      '停用后，这张卡马上不能上网，也不能续费。要恢复使用，需要由人工核实。',
      'ting2 yong4 hou4, zhe4 zhang1 ka3 ma3 shang4 bu4 neng2 shang4 wang3, ye3 bu4 neng2 xu4 fei4. yao4 hui1 fu4 shi3 yong4, xu1 yao4 you2 ren2 gong1 he2 shi2.',
    ),
  ],
  next_reset: ({ at, asOf }) => [
    clip('每天的流量下一次在', 'mei3 tian1 de5 liu2 liang4 xia4 yi1 ci4 zai4'),
    ...start(at, asOf),
    clip('恢复。', 'hui1 fu4.'),
  ],
  auto_renewal_on: ({ chargesAt, asOf }) => [
    clip('自动续费已经开启。', 'zi4 dong4 xu4 fei4 yi3 jing1 kai1 qi3.'),
    ...(chargesAt === null
      ? [
          clip(
            '下一次扣款取决于您的使用情况。',
            'xia4 yi1 ci4 kou4 kuan3 qu3 jue2 yu2 nin2 de5 shi3 yong4 qing2 kuang4.',
          ),
        ]
      : [
          clip('下一次扣款最迟在', 'xia4 yi1 ci4 kou4 kuan3 zui4 chi2 zai4'),
          ...start(chargesAt, asOf),
          clip('开始。', 'kai1 shi3.'),
        ]),
  ],
  auto_renewal_off: () => [clip('自动续费没有开启。', 'zi4 dong4 xu4 fei4 mei2 you3 kai1 qi3.')],
  past_order: ({ placedAt, asOf, price, state }) => [
    ...start(placedAt, asOf),
    clip('的订单，', 'de5 ding4 dan1,'),
    ...yen(price),
    ORDER_STATES[state],
  ],
  no_orders: () => [clip('还没有订单。', 'hai2 mei2 you3 ding4 dan1.')],
} satisfies Partial<HotlineWords>
