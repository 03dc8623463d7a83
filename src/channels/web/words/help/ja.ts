/** Japanese: help. */
import type { HelpWords } from './words.ts'

export const jaHelp: HelpWords = {
  help: {
    title: 'ヘルプ',
    toCall: 'お電話の前に',
    search: '何についてのご質問ですか',
    searchHint: '例：遅い、返金、カードをなくした',
    searchButton: '検索',
    found: (count, typed) => `「${typed}」の検索結果：${count}件`,
    notFound: (typed) =>
      `「${typed}」は見つかりませんでした。別の言葉で探すか、お電話でお尋ねください。`,
    allQuestions: 'すべての質問',
    questionsTitle: 'よくある質問',
    topics: {
      data: 'データと速さ',
      validity: '期限と更新',
      paying: 'お支払い',
      card: 'SIMと接続',
      safety: '安全のために',
      other: '電話とアカウント',
    },
    callTitle: 'お電話',
    anyHour:
      'いつでも自動音声が日本語・英語・中国語・韓国語でお受けし、そのまま更新できます。別の電話からおかけください。データSIMでは通話できません。',
    phone: '電話窓口',
    openUntil: (end) => `ただいま係員がお受けしています（${end}まで）。`,
    openAlways: 'ただいま係員がお受けしています（24時間）。',
    closedUntil: (opening) =>
      `ただいま係員はおりません。次は${opening}からです。それまでは、お電話で折り返しを予約できます。`,
    closed: 'ただいま係員はおりません。自動音声でお受けします。',
    peopleTitle: '係員がお受けする時間（日本時間）',
    everyDay: '毎日',
    days: (from, to) => `${from}〜${to}`,
    holidays: '祝日',
    closedDay: '休み',
    aroundTheClock: '24時間',
    otherDay: (days, why) => `${days}${why}`,
    holiday: '祝日',
    closing: '臨時の変更',
    saveContact: '公式の電話番号を連絡先に保存する',
    contactNote: (hours) =>
      `係員がお受けする時間（日本時間）：${hours}。カード番号、パスワード、認証コード、ギフトカード番号をお尋ねすることはありません。`,
    beforeTitle: 'お電話の前に',
    signInFirst: 'ログインすると、番号と日付がここに表示されます',
    yourLines: 'お客様の番号と日付',
    endsAt: '有効期限',
    nextReset: '次に1日分のデータが戻る時刻',
    renewsAt: '次の自動更新',
    before: [
      'SIMの番号（ICCID）と開通コードをご用意ください。このサイトで確認した番号からなら、どちらも要りません。',
      'お電話で使えるお支払い方法は、保存したお支払い方法、ポイント、ギフトカード（25桁の数字）、メールにお送りするリンクです。8桁の数字でこのサイトに引き継ぐこともできます。カード番号を押していただくことはありません。',
      '保存したお支払い方法とポイントには、電話用の暗証番号も必要です。',
      'SIMを交換する前に、カード内の連絡先をバックアップしてください。新しいカードには移りません。',
      'お支払いや不具合のときは、注文番号と、いつごろ、どこで起きたか。',
      'パスワード、認証コード、暗証番号、カード番号を口頭でお尋ねすることはありません。音声の案内があったときだけ、ボタンで入力してください。',
    ],
    pin: '電話用の暗証番号と電話番号',
    officialTitle: '本物かどうかの見分け方',
    official: [
      'お支払いの前に、アドレスバーがこのサイトの名前で、httpsで始まることをご確認ください。',
      'お支払いを求める電話はしません。コンビニでギフトカードを買うようお願いすることもありません。',
      '認証コードはこのサイトにだけ入力してください。係員を名乗る人にも教えないでください。',
    ],
  },
}
