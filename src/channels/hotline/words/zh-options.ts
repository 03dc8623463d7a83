/** Mandarin for the ear: what each key does. */
import { unreachable } from '../../../domain/basics/assert.ts'
import type { Phrase } from '../speech/phrase.ts'
import { clip, digits, yen } from '../speech/zh.ts'
import type { Option, PaidHow } from '../utterances.ts'
import { meansPhrase, packBriefly, packWhole, press } from './zh-parts.ts'

/** "…，请按1。" */
export function optionPhrase(option: Option, key: string): Phrase {
  return [...what(option), press(key)]
}

type WithFacts = Extract<
  Option,
  | { readonly kind: 'line' | 'repeat_pack' | 'pack' | 'pay' | 'points_first' }
  | { readonly kind: 'agree_and_pay' | 'agree_to_link' | 'call_back_here' | 'answer' }
>

const PLAIN: Readonly<Record<Exclude<Option['kind'], WithFacts['kind']>, Phrase>> = {
  this_language: [clip('中文服务', 'zhong1 wen2 fu2 wu4')],
  by_card: [
    clip(
      '用上网卡编号和激活码验证',
      'yong4 shang4 wang3 ka3 bian1 hao4 he2 ji1 huo2 ma3 yan4 zheng4',
    ),
  ],
  confirm_number: [
    clip(
      '用网站上的验证码确认您的来电号码',
      'yong4 wang3 zhan4 shang4 de5 yan4 zheng4 ma3 que4 ren4 nin2 de5 lai2 dian4 hao4 ma3',
    ),
  ],
  questions: [clip('听常见问题', 'ting1 chang2 jian4 wen4 ti2')],
  person: [clip('转人工客服', 'zhuan3 ren2 gong1 ke4 fu2')],
  again: [clip('重听一遍', 'chong2 ting1 yi1 bian4')],
  back: [clip('返回', 'fan3 hui2')],
  main_menu: [clip('回到主菜单', 'hui2 dao4 zhu3 cai4 dan1')],
  finish: [clip('结束通话', 'jie2 shu4 tong1 hua4')],
  more: [clip('听更多选项', 'ting1 geng4 duo1 xuan3 xiang4')],
  choose_pack: [clip('选择流量包', 'xuan3 ze2 liu2 liang4 bao1')],
  advice: [clip('请我们为您推荐流量包', 'qing3 wo3 men5 wei4 nin2 tui1 jian4 liu2 liang4 bao1')],
  details: [
    clip(
      '听流量恢复时间、自动续费和最近的订单',
      'ting1 liu2 liang4 hui1 fu4 shi2 jian1, zi4 dong4 xu4 fei4 he2 zui4 jin4 de5 ding4 dan1',
    ),
  ],
  stop_card: [clip('挂失停用这张卡', 'gua4 shi1 ting2 yong4 zhe4 zhang1 ka3')],
  other_line: [clip('查询其他上网卡', 'cha2 xun2 qi2 ta1 shang4 wang3 ka3')],
  key_pin: [
    clip(
      '输入电话密码，查询更多信息',
      'shu1 ru4 dian4 hua4 mi4 ma3, cha2 xun2 geng4 duo1 xin4 xi1',
    ),
  ],
  take_it: [clip('购买这个流量包', 'gou4 mai3 zhe4 ge5 liu2 liang4 bao1')],
  another_gift_card: [clip('再用一张礼品卡', 'zai4 yong4 yi1 zhang1 li3 pin3 ka3')],
  agree_free: [
    clip('要同意条款并免费领取', 'yao4 tong2 yi4 tiao2 kuan3 bing4 mian3 fei4 ling3 qu3'),
  ],
  yes_stop_card: [clip('确认停用这张卡', 'que4 ren4 ting2 yong4 zhe4 zhang1 ka3')],
  call_back_other: [clip('让我们回拨其他号码', 'rang4 wo3 men5 hui2 bo1 qi2 ta1 hao4 ma3')],
}

function what(option: Option): Phrase {
  switch (option.kind) {
    case 'line':
      return [
        clip('尾号', 'wei3 hao4'),
        ...digits(option.lastDigits),
        clip('的上网卡', 'de5 shang4 wang3 ka3'),
      ]
    case 'repeat_pack':
      return [
        clip('再买一次上次的', 'zai4 mai3 yi1 ci4 shang4 ci4 de5'),
        ...packBriefly(option.pack),
      ]
    case 'pack':
      return packWhole(option.pack)
    case 'pay':
      return payPhrase(option.how)
    case 'points_first':
      return [clip('先用积分抵扣', 'xian1 yong4 ji1 fen1 di3 kou4'), ...yen(option.points)]
    case 'agree_and_pay':
      return [
        clip('要同意条款并支付', 'yao4 tong2 yi4 tiao2 kuan3 bing4 zhi1 fu4'),
        ...yen(option.amount),
      ]
    case 'agree_to_link':
      return [
        clip(
          '要同意条款并下单，稍后在网上支付',
          'yao4 tong2 yi4 tiao2 kuan3 bing4 xia4 dan1, shao1 hou4 zai4 wang3 shang4 zhi1 fu4',
        ),
        ...yen(option.amount),
      ]
    case 'call_back_here':
      return [
        clip(
          '让我们回拨您现在用的号码，尾号',
          'rang4 wo3 men5 hui2 bo1 nin2 xian4 zai4 yong4 de5 hao4 ma3, wei3 hao4',
        ),
        ...digits(option.lastDigits),
      ]
    case 'answer':
      // A sentence that is closed can not run on into the key.
      return /[。？！?!]$/u.test(option.question.zh.text)
        ? [option.question.zh, clip('听回答', 'ting1 hui2 da2')]
        : [option.question.zh]
    default:
      return PLAIN[option.kind]
  }
}

function payPhrase(how: PaidHow): Phrase {
  switch (how.kind) {
    case 'points':
      return [clip('用积分支付', 'yong4 ji1 fen1 zhi1 fu4'), ...yen(how.points)]
    case 'saved':
      return [
        clip('用', 'yong4'),
        ...meansPhrase(how.means),
        clip('付款', 'fu4 kuan3'),
        ...yen(how.amount),
      ]
    case 'gift_card':
      return [clip('用礼品卡支付', 'yong4 li3 pin3 ka3 zhi1 fu4')]
    case 'link':
      return [
        clip(
          '用电子邮件接收付款链接',
          'yong4 dian4 zi3 you2 jian4 jie1 shou1 fu4 kuan3 lian4 jie1',
        ),
      ]
    case 'web_code':
      return [
        clip(
          '听一组数字，到网站上付款',
          'ting1 yi1 zu3 shu4 zi4, dao4 wang3 zhan4 shang4 fu4 kuan3',
        ),
      ]
    default:
      return unreachable(how)
  }
}
