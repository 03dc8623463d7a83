/** Japanese for the ear: what each key does. */
import { unreachable } from '../../../domain/basics/assert.ts'
import { clip, digits, points, yen } from '../speech/ja.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { Option, PaidHow } from '../utterances.ts'
import { meansPhrase, packBriefly, packPriced, press } from './ja-parts.ts'

/** "…は、1を。" */
export function optionPhrase(option: Option, key: string): Phrase {
  return [...what(option), press(key)]
}

type WithFacts = Extract<
  Option,
  | { readonly kind: 'line' | 'repeat_pack' | 'pack' | 'pay' | 'points_first' }
  | { readonly kind: 'agree_and_pay' | 'agree_to_link' | 'call_back_here' | 'answer' }
>

const PLAIN: Readonly<Record<Exclude<Option['kind'], WithFacts['kind']>, Phrase>> = {
  this_language: [clip('日本語は', 'にほんごわ')],
  by_card: [
    clip(
      'シムカードの番号と開通コードで確認する場合は',
      'しむかーどの ばんごうと かいつうこーどで かくにんする ばあいわ',
    ),
  ],
  confirm_number: [
    clip(
      'ウェブサイトに表示された確認コードで、おかけの番号を登録する場合は',
      'うぇぶさいとに ひょうじされた かくにんこーどで、おかけの ばんごうを とうろくする ばあいわ',
    ),
  ],
  questions: [clip('よくあるご質問は', 'よく ある ごしつもんわ')],
  person: [clip('オペレーターにおつなぎする場合は', 'おぺれーたーに おつなぎする ばあいわ')],
  again: [clip('もう一度お聞きになる場合は', 'もういちど おききに なる ばあいわ')],
  back: [clip('前に戻るには', 'まえに もどるにわ')],
  main_menu: [clip('メインメニューに戻るには', 'めいんめにゅーに もどるにわ')],
  finish: [clip('終了する場合は', 'しゅうりょうする ばあいわ')],
  more: [clip('ほかの選択肢は', 'ほかの せんたくしわ')],
  choose_pack: [clip('データパックを選ぶには', 'でーたぱっくを えらぶにわ')],
  advice: [clip('おすすめのデータパックは', 'おすすめの でーたぱっくわ')],
  details: [
    clip(
      'データの回復時刻、自動更新、最近のご注文は',
      'でーたの かいふくじこく、じどうこうしん、さいきんの ごちゅうもんわ',
    ),
  ],
  stop_card: [
    clip('紛失などでカードを停止する場合は', 'ふんしつなどで かーどを ていしする ばあいわ'),
  ],
  other_line: [clip('ほかのカードについては', 'ほかの かーどについてわ')],
  key_pin: [
    clip(
      '暗証番号を入力して、さらに詳しくお聞きになる場合は',
      'あんしょうばんごうを にゅうりょくして、さらに くわしく おききに なる ばあいわ',
    ),
  ],
  take_it: [clip('このパックを購入するには', 'この ぱっくを こうにゅうするにわ')],
  another_gift_card: [
    clip(
      'ギフトカードをもう一枚お使いになる場合は',
      'ぎふとかーどを もう いちまい おつかいに なる ばあいわ',
    ),
  ],
  agree_free: [
    clip('規約に同意して、無料で受け取るには', 'きやくに どういして、むりょうで うけとるにわ'),
  ],
  yes_stop_card: [
    clip('このカードを停止してよろしければ', 'この かーどを ていしして よろしければ'),
  ],
  call_back_other: [
    clip(
      '別の番号への折り返しをご希望の場合は',
      'べつの ばんごうえの おりかえしを ごきぼうの ばあいわ',
    ),
  ],
}

function what(option: Option): Phrase {
  switch (option.kind) {
    case 'line':
      return [
        clip('番号の末尾', 'ばんごうの まつび'),
        ...digits(option.lastDigits),
        clip('のカードは', 'の かーどわ'),
      ]
    case 'repeat_pack':
      return [
        clip('前回と同じ、', 'ぜんかいと おなじ、'),
        ...packBriefly(option.pack),
        clip('を', 'を'),
        ...yen(option.pack.price),
        clip('で購入するには', 'で こうにゅうするにわ'),
      ]
    case 'pack':
      return [...packPriced(option.pack), clip('このパックは', 'この ぱっくわ')]
    case 'pay':
      return payPhrase(option.how)
    case 'points_first':
      return [
        clip('先にポイントを', 'さきに ぽいんとを'),
        ...points(option.points),
        clip('使うには', 'つかうにわ'),
      ]
    case 'agree_and_pay':
      return [
        clip('規約に同意して', 'きやくに どういして'),
        ...yen(option.amount),
        clip('を支払うには', 'を しはらうにわ'),
      ]
    case 'agree_to_link':
      return [
        clip(
          '規約に同意して注文し、あとでウェブサイトで',
          'きやくに どういして ちゅうもんし、あとで うぇぶさいとで',
        ),
        ...yen(option.amount),
        clip('を支払うには', 'を しはらうにわ'),
      ]
    case 'call_back_here':
      return [
        clip('おかけの番号、末尾', 'おかけの ばんごう、まつび'),
        ...digits(option.lastDigits),
        clip('への折り返しをご希望の場合は', 'えの おりかえしを ごきぼうの ばあいわ'),
      ]
    case 'answer':
      return [option.question.ja, clip('こちらは', 'こちらわ')]
    default:
      return PLAIN[option.kind]
  }
}

function payPhrase(how: PaidHow): Phrase {
  switch (how.kind) {
    case 'points':
      return [
        clip('ポイントで', 'ぽいんとで'),
        ...yen(how.points),
        clip('を支払うには', 'を しはらうにわ'),
      ]
    case 'saved':
      return [
        ...meansPhrase(how.means),
        clip('で', 'で'),
        ...yen(how.amount),
        clip('を支払うには', 'を しはらうにわ'),
      ]
    case 'gift_card':
      return [clip('ギフトカードで支払うには', 'ぎふとかーどで しはらうにわ')]
    case 'link':
      return [
        clip(
          'お支払い用のリンクをメールで受け取るには',
          'おしはらいようの りんくを めーるで うけとるにわ',
        ),
      ]
    case 'web_code':
      return [
        clip(
          '番号を聞いて、ウェブサイトで支払うには',
          'ばんごうを きいて、うぇぶさいとで しはらうにわ',
        ),
      ]
    default:
      return unreachable(how)
  }
}
