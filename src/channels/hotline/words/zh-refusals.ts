/** Mandarin for the ear: why something can not be done, and what can. */
import type { RefusalWords } from './groups.ts'
import type { Phrase } from '../speech/phrase.ts'
import { clip, moment, number, yen } from '../speech/zh.ts'
import type { HotlineRefusal } from '../refusals.ts'

const WORDS: RefusalWords = {
  line_unknown: () => [
    clip('没有找到这张上网卡。', 'mei2 you3 zhao3 dao4 zhe4 zhang1 shang4 wang3 ka3.'),
  ],
  line_ended: () => [
    clip(
      '这张卡已经注销，不能再续费。',
      'zhe4 zhang1 ka3 yi3 jing1 zhu4 xiao1, bu4 neng2 zai4 xu4 fei4.',
    ),
  ],
  line_reported_lost: () => [
    clip(
      '这张卡已经挂失，现在不能续费。需要恢复，请转人工客服。',
      'zhe4 zhang1 ka3 yi3 jing1 gua4 shi1, xian4 zai4 bu4 neng2 xu4 fei4. xu1 yao4 hui1 fu4, qing3 zhuan3 ren2 gong1 ke4 fu2.',
    ),
  ],
  offer_unknown: () => [
    clip(
      '没有找到这个流量包，请重新选择。',
      'mei2 you3 zhao3 dao4 zhe4 ge5 liu2 liang4 bao1, qing3 chong2 xin1 xuan3 ze2.',
    ),
  ],
  offer_of_other_network: () => [
    clip(
      '这个流量包不适用于您这张卡的网络，请重新选择。',
      'zhe4 ge5 liu2 liang4 bao1 bu4 shi4 yong4 yu2 nin2 zhe4 zhang1 ka3 de5 wang3 luo4, qing3 chong2 xin1 xuan3 ze2.',
    ),
  ],
  offer_not_in_channel: () => [
    clip(
      '这个流量包不在电话里销售，请到网站或门店购买。',
      'zhe4 ge5 liu2 liang4 bao1 bu4 zai4 dian4 hua4 li3 xiao1 shou4, qing3 dao4 wang3 zhan4 huo4 men2 dian4 gou4 mai3.',
    ),
  ],
  offer_off_sale: () => [
    clip(
      '这个流量包已经停售，请重新选择。',
      'zhe4 ge5 liu2 liang4 bao1 yi3 jing1 ting2 shou4, qing3 chong2 xin1 xuan3 ze2.',
    ),
  ],
  identity_needed: () => [
    clip(
      '购买这个流量包要先核对身份证件，请到门店办理。',
      'gou4 mai3 zhe4 ge5 liu2 liang4 bao1 yao4 xian1 he2 dui4 shen1 fen4 zheng4 jian4, qing3 dao4 men2 dian4 ban4 li3.',
    ),
  ],
  price_changed: ({ price }) => [
    clip(
      '价格有变化，没有扣款。现在的价格是',
      'jia4 ge2 you3 bian4 hua4, mei2 you3 kou4 kuan3. xian4 zai4 de5 jia4 ge2 shi4',
    ),
    ...yen(price),
    clip('，请重新确认。', ', qing3 chong2 xin1 que4 ren4.'),
  ],
  terms_not_accepted: () => [
    clip(
      '条款有更新，没有扣款。请重新听一遍并确认。',
      'tiao2 kuan3 you3 geng1 xin1, mei2 you3 kou4 kuan3. qing3 chong2 xin1 ting1 yi1 bian4 bing4 que4 ren4.',
    ),
  ],
  too_many_packs: ({ max }) => [
    clip('一张卡最多同时有', 'yi1 zhang1 ka3 zui4 duo1 tong2 shi2 you3'),
    ...number(BigInt(max)),
    clip(
      '个流量包。请等其中一个结束后再买。',
      'ge4 liu2 liang4 bao1. qing3 deng3 qi2 zhong1 yi1 ge4 jie2 shu4 hou4 zai4 mai3.',
    ),
  ],
  too_many_orders: ({ max }) => [
    clip('等待付款的订单已经有', 'deng3 dai4 fu4 kuan3 de5 ding4 dan1 yi3 jing1 you3'),
    ...number(BigInt(max)),
    clip(
      '笔。请先付款或取消其中一笔。',
      'bi3. qing3 xian1 fu4 kuan3 huo4 qu3 xiao1 qi2 zhong1 yi1 bi3.',
    ),
  ],
  payment_undecided: () => [
    clip(
      '上一笔付款银行还在处理，为免重复扣款，请等有了结果再试。',
      'shang4 yi1 bi3 fu4 kuan3 yin2 hang2 hai2 zai4 chu3 li3, wei4 mian3 chong2 fu4 kou4 kuan3, qing3 deng3 you3 le5 jie2 guo3 zai4 shi4.',
    ),
  ],
  campaign_code_unknown: () => [
    clip(
      '这个优惠码不适用于这次购买。',
      'zhe4 ge5 you1 hui4 ma3 bu4 shi4 yong4 yu2 zhe4 ci4 gou4 mai3.',
    ),
  ],
  points_short: ({ left }) => [
    clip(
      '积分不够，现在的积分相当于',
      'ji1 fen1 bu4 gou4, xian4 zai4 de5 ji1 fen1 xiang1 dang1 yu2',
    ),
    ...yen(left),
    clip('。请换一种付款方式。', '. qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.'),
  ],
  gift_code_unknown: () => [
    clip(
      '这张礼品卡不能使用。可能号码不对，或卡已用完、过期、还没有激活。',
      'zhe4 zhang1 li3 pin3 ka3 bu4 neng2 shi3 yong4. ke3 neng2 hao4 ma3 bu4 dui4, huo4 ka3 yi3 yong4 wan2, guo4 qi1, hai2 mei2 you3 ji1 huo2.',
    ),
  ],
  not_covered: ({ missing }) => [
    clip('还差', 'hai2 cha4'),
    ...yen(missing),
    clip('，请选择其他付款方式。', ', qing3 xuan3 ze2 qi2 ta1 fu4 kuan3 fang1 shi4.'),
  ],
  rest_too_small: ({ min }) => [
    clip('剩余金额少于', 'sheng4 yu2 jin1 e2 shao3 yu2'),
    ...yen(min),
    clip(
      '，不能用这种方式支付。请少用积分，或换一种付款方式。',
      ', bu4 neng2 yong4 zhe4 zhong3 fang1 shi4 zhi1 fu4. qing3 shao3 yong4 ji1 fen1, huo4 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  rest_too_large: ({ max }) => [
    clip('这种方式一次最多支付', 'zhe4 zhong3 fang1 shi4 yi1 ci4 zui4 duo1 zhi1 fu4'),
    ...yen(max),
    clip('，请换一种付款方式。', ', qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.'),
  ],
  busy: () => [
    clip(
      '现在使用的人很多，刚才的操作没有执行，也没有扣款。请稍后再试。',
      'xian4 zai4 shi3 yong4 de5 ren2 hen3 duo1, gang1 cai2 de5 cao1 zuo4 mei2 you3 zhi2 xing2, ye3 mei2 you3 kou4 kuan3. qing3 shao1 hou4 zai4 shi4.',
    ),
  ],
  no_email: () => [
    clip(
      '这张卡没有登记电子邮箱，请换一种付款方式。',
      'zhe4 zhang1 ka3 mei2 you3 deng1 ji4 dian4 zi3 you2 xiang1, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  declines_too_many: ({ again, asOf }) => [
    clip(
      '付款连续被拒。为保护卡片，在',
      'fu4 kuan3 lian2 xu4 bei4 ju4. wei4 bao3 hu4 ka3 pian4, zai4',
    ),
    ...moment(again, asOf),
    clip(
      '之前，不能用已保存的方式付款。没有扣款，请换一种付款方式。',
      'zhi1 qian2, bu4 neng2 yong4 yi3 bao3 cun2 de5 fang1 shi4 fu4 kuan3. mei2 you3 kou4 kuan3, qing3 huan4 yi1 zhong3 fu4 kuan3 fang1 shi4.',
    ),
  ],
  wait: () => [
    clip(
      '尝试的次数太多了，请过一段时间再试。',
      'chang2 shi4 de5 ci4 shu4 tai4 duo1 le5, qing3 guo4 yi1 duan4 shi2 jian1 zai4 shi4.',
    ),
  ],
}

export function refusalPhrase(refusal: HotlineRefusal): Phrase {
  const say = WORDS[refusal.code] as (refusal: HotlineRefusal) => Phrase
  return say(refusal)
}
