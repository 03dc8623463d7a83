/** 日本語：いちばん安い買い方。 */
import type { AdviceWords } from './words.ts'

export const jaAdvice: AdviceWords = {
  advice: {
    title: 'いちばん安い買い方',
    needByUsage: (volume, day) => `最近のペースに少し余裕を見て、${day}までに約${volume}必要です。`,
    needByWords: (volume, day) => `ご入力の内容：${day}までに${volume}。`,
    offerTimes: (offer, count) => (count === 1 ? `「${offer}」` : `「${offer}」×${count}`),
    nothingNeeded: (day) => `今のデータで${day}まで足ります。購入は不要です。`,
    packs: (offers, price) => `合わせて${offers}、合計${price}です。`,
    servedThrough: (day) => `${day}まで足ります。`,
    firstPurchase: (moment) => `今は購入不要です。${moment}に買えば間に合います。`,
    rule: {
      repeat_last: (offer) => `前回の「${offer}」を買い続ける`,
      monthly: (offer) => `月プランの「${offer}」にする`,
      one_pack: (offer) => `「${offer}」1つだけにする`,
    },
    saves: (price, rule) => `${rule}より${price}安くなります。`,
    dearer: (price, rule, volume) =>
      `${rule}より${price}高くなりますが、高速で使えるデータが${volume}増えます。`,
    samePrice: (rule, volume) => `${rule}場合と同じ料金で、高速で使えるデータが${volume}増えます。`,
    unserved: (volume, day) =>
      `${day}からの約${volume}は、販売中のパックではまかなえず、低速になるか使えなくなります。`,
    withoutCover: (span) => `途中、合わせて${span}は有効なパックがありません。`,
    exact: 'すべての組み合わせを比べました。同じだけ使えて、これより安い買い方はありません。',
    bestFound: (price) =>
      `見つかった中でいちばん安い買い方です。さらに安くなるとしても、差は${price}までです。`,
    bestFoundServes: (volume) =>
      `見つかった中でいちばん良い買い方です。さらに良くなるとしても、高速で使えるデータの差は${volume}までです。`,
    nothingHelps: '今販売中のパックでは補えません。',
    now: '今買うもの',
    signInToStart: 'すぐに使い始めるには、ログインしてください',
    later: 'あとで買うもの',
    laterNote: '見込みですので、今のお支払いはありません。その時にもう一度ご覧ください。',
    laterMore: (count) => `その後、あと${count}回ほど購入する見込みです。`,
    reason: {
      cover_ended: '有効なパックがないため',
      data_ended: 'データを使い切るため',
      spares_others: '他のパックを補うため',
      waits_its_turn: '先に買い、順番を待ちます',
    },
    prolongs: (end) => `${end}に切れる前に延長するため`,
    runsOutBetween: (from, to) =>
      `このペースでは、今のデータは${from}から${to}の間になくなります。`,
    runsOutOn: (day) => `このペースでは、今のデータは${day}になくなります。`,
    mayRunOut: (day) =>
      `多く使うと、今のデータは早ければ${day}になくなります。控えめに使えば、有効期限まで持ちます。`,
    lasts: 'このペースなら、今のデータは有効期限まで足ります。',
    ask: '条件を変えて計算する',
    until: 'いつまで使いますか（日本を出る日など）',
    resident: '日本に住んでいる（30日分で計算）',
    gigabytes: 'その日までに約何 GB 使いますか',
    gigabytesHint: '空欄なら最近の使用量で計算します',
    compute: '計算する',
    tooLittleUsage: (known, needed) =>
      `おすすめには${needed}日分の使用量が必要ですが、まだ${known}日分です。約何 GB 使うかを入力すれば、今すぐ計算できます。`,
    usageNotShown:
      '約何 GB 使うかを入力すると、いちばん安い買い方を計算します。ログインすると、使用量からも計算できます。',
    untilUnreadable: '日付を読み取れません。2026-12-14 のように入力してください。',
    untilOutOfRange: (earliest, latest) => `${earliest}から${latest}までの日を選んでください。`,
    untilOrResident: '日付と「日本に住んでいる」は、どちらか一方だけにしてください。',
    gigabytesUnreadable: '10 や 1.5 のように、数字だけを入力してください。',
    gigabytesOutOfRange: (max) => `0 より大きく ${max} までの数を入力してください。`,
  },
}
