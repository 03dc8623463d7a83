/**
 * What the hotline says in Mandarin: simplified characters for the eye, pinyin for the voice. The
 * greeting, what is asked, what went wrong and people stand here; a line, buying, keys and refusals
 * beside (`zh-….ts`).
 */
import type { Phrase } from '../speech/phrase.ts'
import { clip, count, digits, endOfSpan, start, yen } from '../speech/zh.ts'
import type { HotlineWords } from './words.ts'
import { zhBuying } from './zh-buying.ts'
import { zhLine } from './zh-line.ts'
import { optionPhrase } from './zh-options.ts'
import { refusalPhrase } from './zh-refusals.ts'

const ENDS_BY_KEY = clip(
  '输入后请按井号键，返回请按星号键。',
  'shu1 ru4 hou4 qing3 an4 jing3 hao4 jian4, fan3 hui2 qing3 an4 xing1 hao4 jian4.',
)

export const zh: HotlineWords = {
  ...zhLine,
  ...zhBuying,
  option: ({ key, option }) => optionPhrase(option, key),
  refused: ({ refusal }) => refusalPhrase(refusal),
  welcome: ({ name }) =>
    name === null
      ? [
          clip(
            '您好，欢迎致电上网卡续费热线。',
            'nin2 hao3, huan1 ying2 zhi4 dian4 shang4 wang3 ka3 xu4 fei4 re4 xian4.',
          ),
        ]
      : [
          clip('您好，欢迎致电', 'nin2 hao3, huan1 ying2 zhi4 dian4'),
          name.zh,
          clip('上网卡续费热线。', 'shang4 wang3 ka3 xu4 fei4 re4 xian4.'),
        ],
  demonstration: () => [
    clip(
      '这是演示，不会真正扣款，也不会开通真实流量。',
      'zhe4 shi4 yan3 shi4, bu4 hui4 zhen1 zheng4 kou4 kuan3, ye3 bu4 hui4 kai1 tong1 zhen1 shi2 liu2 liang4.',
    ),
  ],
  number_known: () => [
    clip('已经认出您的来电号码。', 'yi3 jing1 ren4 chu1 nin2 de5 lai2 dian4 hao4 ma3.'),
  ],
  never_asked: () => [
    clip(
      '我们绝不会向您要银行卡号。任何人要您说出电话密码，请不要告诉。',
      'wo3 men5 jue2 bu4 hui4 xiang4 nin2 yao4 yin2 hang2 ka3 hao4. ren4 he2 ren2 yao4 nin2 shuo1 chu1 dian4 hua4 mi4 ma3, qing3 bu4 yao4 gao4 su4.',
    ),
  ],

  ask_iccid: () => [
    clip(
      '请输入上网卡编号，就是卡上以八九八一开头的十九位或二十位数字。',
      'qing3 shu1 ru4 shang4 wang3 ka3 bian1 hao4, jiu4 shi4 ka3 shang4 yi3 ba1 jiu3 ba1 yao1 kai1 tou2 de5 shi2 jiu3 wei4 huo4 er4 shi2 wei4 shu4 zi4.',
    ),
    ENDS_BY_KEY,
  ],
  ask_activation: (facts) => [
    clip('请输入', 'qing3 shu1 ru4'),
    ...count(BigInt(facts.digits)),
    clip(
      '位激活码，印在随卡的说明上。',
      'wei4 ji1 huo2 ma3, yin4 zai4 sui2 ka3 de5 shuo1 ming2 shang4.',
    ),
    ENDS_BY_KEY,
  ],
  ask_number_code: (facts) => [
    clip(
      '请输入网站账户页面上显示的',
      'qing3 shu1 ru4 wang3 zhan4 zhang4 hu4 ye4 mian4 shang4 xian3 shi4 de5',
    ),
    ...count(BigInt(facts.digits)),
    clip('位验证码。', 'wei4 yan4 zheng4 ma3.'),
    ENDS_BY_KEY,
  ],
  ask_pin: () => [
    clip('请输入您的电话密码，', 'qing3 shu1 ru4 nin2 de5 dian4 hua4 mi4 ma3,'),
    ENDS_BY_KEY,
  ],
  ask_gift_code: (facts) => [
    clip('请输入礼品卡上的', 'qing3 shu1 ru4 li3 pin3 ka3 shang4 de5'),
    ...count(BigInt(facts.digits)),
    clip('位数字。', 'wei4 shu4 zi4.'),
    ENDS_BY_KEY,
  ],
  ask_stay: () => [
    clip(
      '您还要用几天？今天也算一天。请输入天数，再按井号键。',
      'nin2 hai2 yao4 yong4 ji3 tian1? jin1 tian1 ye3 suan4 yi1 tian1. qing3 shu1 ru4 tian1 shu4, zai4 an4 jing3 hao4 jian4.',
    ),
    clip(
      '长住日本请按零，再按井号键。还没有定，请稍等，不用按键。',
      'chang2 zhu4 ri4 ben3 qing3 an4 ling2, zai4 an4 jing3 hao4 jian4. hai2 mei2 you3 ding4, qing3 shao1 deng3, bu4 yong4 an4 jian4.',
    ),
  ],
  ask_call_back_number: () => [
    clip(
      '请输入您方便接听的电话号码。日本以外的号码，请先按零零，再按国家代码。',
      'qing3 shu1 ru4 nin2 fang1 bian4 jie1 ting1 de5 dian4 hua4 hao4 ma3. ri4 ben3 yi3 wai4 de5 hao4 ma3, qing3 xian1 an4 ling2 ling2, zai4 an4 guo2 jia1 dai4 ma3.',
    ),
    ENDS_BY_KEY,
  ],
  ask_line: () => [clip('请选择上网卡。', 'qing3 xuan3 ze2 shang4 wang3 ka3.')],
  ask_how_to_pay: ({ rest }) => [
    clip('需要支付', 'xu1 yao4 zhi1 fu4'),
    ...yen(rest),
    clip('，请选择付款方式。', ', qing3 xuan3 ze2 fu4 kuan3 fang1 shi4.'),
  ],
  ask_how_to_be_known: () => [
    clip(
      '查询和续费之前，请先验证。',
      'cha2 xun2 he2 xu4 fei4 zhi1 qian2, qing3 xian1 yan4 zheng4.',
    ),
  ],

  nothing_heard: () => [clip('没有听到您的按键。', 'mei2 you3 ting1 dao4 nin2 de5 an4 jian4.')],
  wrong_key: () => [
    clip(
      '这里没有这个选项，请重新选择。',
      'zhe4 li3 mei2 you3 zhe4 ge5 xuan3 xiang4, qing3 chong2 xin1 xuan3 ze2.',
    ),
  ],
  digits_missing: ({ keyed, expected }) => [
    clip('应该是', 'ying1 gai1 shi4'),
    ...expected.flatMap((length, index): Phrase => [
      ...(index === 0 ? [] : [clip('位或', 'wei4 huo4')]),
      ...count(BigInt(length)),
    ]),
    ...(keyed === 0
      ? [clip('位数字，请重新输入。', 'wei4 shu4 zi4, qing3 chong2 xin1 shu1 ru4.')]
      : [
          clip('位数字，收到的是', 'wei4 shu4 zi4, shou1 dao4 de5 shi4'),
          ...count(BigInt(keyed)),
          clip('位，请重新输入。', 'wei4, qing3 chong2 xin1 shu1 ru4.'),
        ]),
  ],
  iccid_mistyped: () => [
    clip(
      '上网卡编号里有数字不对，请对照卡片重新输入。',
      'shang4 wang3 ka3 bian1 hao4 li3 you3 shu4 zi4 bu4 dui4, qing3 dui4 zhao4 ka3 pian4 chong2 xin1 shu1 ru4.',
    ),
  ],
  card_not_proved: () => [
    clip(
      '编号和激活码对不上。请对照卡片和说明检查，多次输错后会暂停尝试。',
      'bian1 hao4 he2 ji1 huo2 ma3 dui4 bu4 shang4. qing3 dui4 zhao4 ka3 pian4 he2 shuo1 ming2 jian3 cha2, duo1 ci4 shu1 cuo4 hou4 hui4 zan4 ting2 chang2 shi4.',
    ),
  ],
  number_not_confirmed: () => [
    clip(
      '号码没有确认成功。请用您登记的电话拨打，并输入网站上最新的验证码。',
      'hao4 ma3 mei2 you3 que4 ren4 cheng2 gong1. qing3 yong4 nin2 deng1 ji4 de5 dian4 hua4 bo1 da3, bing4 shu1 ru4 wang3 zhan4 shang4 zui4 xin1 de5 yan4 zheng4 ma3.',
    ),
  ],
  number_confirmed: () => [
    clip('您的号码已经确认，谢谢。', 'nin2 de5 hao4 ma3 yi3 jing1 que4 ren4, xie4 xie5.'),
  ],
  pin_wrong: ({ triesLeft }) => [
    clip('电话密码不对，还可以试', 'dian4 hua4 mi4 ma3 bu4 dui4, hai2 ke3 yi3 shi4'),
    ...count(BigInt(triesLeft)),
    clip('次。', 'ci4.'),
  ],
  pin_locked: () => [
    clip(
      '电话密码已经锁定，请在网站的账户页面设置新的密码。',
      'dian4 hua4 mi4 ma3 yi3 jing1 suo3 ding4, qing3 zai4 wang3 zhan4 de5 zhang4 hu4 ye4 mian4 she4 zhi4 xin1 de5 mi4 ma3.',
    ),
  ],
  pin_not_set: () => [
    clip(
      '使用积分和保存的付款方式要有电话密码，请先在网站的账户页面设置。',
      'shi3 yong4 ji1 fen1 he2 bao3 cun2 de5 fu4 kuan3 fang1 shi4 yao4 you3 dian4 hua4 mi4 ma3, qing3 xian1 zai4 wang3 zhan4 de5 zhang4 hu4 ye4 mian4 she4 zhi4.',
    ),
  ],
  gift_code_mistyped: () => [
    clip(
      '礼品卡的数字有误，请对照卡片重新输入。',
      'li3 pin3 ka3 de5 shu4 zi4 you3 wu4, qing3 dui4 zhao4 ka3 pian4 chong2 xin1 shu1 ru4.',
    ),
  ],
  gift_code_unknown: () => [
    clip(
      '这张礼品卡不能使用。可能号码不对，或卡已用完、过期、还没有激活。',
      'zhe4 zhang1 li3 pin3 ka3 bu4 neng2 shi3 yong4. ke3 neng2 hao4 ma3 bu4 dui4, huo4 ka3 yi3 yong4 wan2, guo4 qi1, hai2 mei2 you3 ji1 huo2.',
    ),
  ],
  tries_used_up: () => [
    clip('可以尝试的次数已经用完。', 'ke3 yi3 chang2 shi4 de5 ci4 shu4 yi3 jing1 yong4 wan2.'),
  ],
  call_back_number_wrong: () => [
    clip(
      '这个号码不能回拨，请检查后重新输入。',
      'zhe4 ge5 hao4 ma3 bu4 neng2 hui2 bo1, qing3 jian3 cha2 hou4 chong2 xin1 shu1 ru4.',
    ),
  ],
  trouble: () => [
    clip(
      '抱歉，系统出了点问题。不会重复扣款，请再试一次。',
      'bao4 qian4, xi4 tong3 chu1 le5 dian3 wen4 ti2. bu4 hui4 chong2 fu4 kou4 kuan3, qing3 zai4 shi4 yi1 ci4.',
    ),
  ],

  person_comes: () => [
    clip(
      '正在为您转接人工客服，请稍候。',
      'zheng4 zai4 wei4 nin2 zhuan3 jie1 ren2 gong1 ke4 fu2, qing3 shao1 hou4.',
    ),
  ],
  still_waiting: () => [
    clip('客服还在忙，请继续稍候。', 'ke4 fu2 hai2 zai4 mang2, qing3 ji4 xu4 shao1 hou4.'),
  ],
  nobody_free: () => [
    clip('抱歉，现在没有空闲的客服。', 'bao4 qian4, xian4 zai4 mei2 you3 kong4 xian2 de5 ke4 fu2.'),
  ],
  people_away: ({ opens, asOf }) =>
    opens === null
      ? [clip('现在没有人工客服。', 'xian4 zai4 mei2 you3 ren2 gong1 ke4 fu2.')]
      : [
          clip(
            '现在没有人工客服，下一次从',
            'xian4 zai4 mei2 you3 ren2 gong1 ke4 fu2, xia4 yi1 ci4 cong2',
          ),
          ...start(opens, asOf),
          clip('开始接听。', 'kai1 shi3 jie1 ting1.'),
        ],
  call_back_promised: ({ lastDigits, from, until, asOf }) => [
    clip('好的。我们会在', 'hao3 de5. wo3 men5 hui4 zai4'),
    ...start(from, asOf),
    clip('到', 'dao4'),
    ...endOfSpan(from, until, asOf),
    clip('之间，拨打您尾号', 'zhi1 jian1, bo1 da3 nin2 wei3 hao4'),
    ...digits(lastDigits),
    clip('的电话。', 'de5 dian4 hua4.'),
  ],
  answer_said: ({ answer }) => [answer.zh],
  no_answers: () => [
    clip(
      '目前没有可以播报的常见问题。',
      'mu4 qian2 mei2 you3 ke3 yi3 bo1 bao4 de5 chang2 jian4 wen4 ti2.',
    ),
  ],
  anything_else: () => [clip('还需要其他服务吗？', 'hai2 xu1 yao4 qi2 ta1 fu2 wu4 ma5?')],
  goodbye: () => [clip('感谢您的来电，再见。', 'gan3 xie4 nin2 de5 lai2 dian4, zai4 jian4.')],
}
