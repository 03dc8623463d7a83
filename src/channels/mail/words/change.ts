/** Letters about a risky change that was asked for at a counter, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface ChangeMailWords {
  readonly asked: {
    readonly subject: string
    readonly contact: (newEmail: string, due: string) => string
    readonly sim: (cardEnds: string, due: string) => string
    /** Above the link. */
    readonly notYou: string
    readonly stop: string
    readonly fine: string
  }
  readonly done: {
    readonly contactSubject: string
    readonly contact: (newEmail: string, at: string) => string
    readonly simSubject: string
    readonly sim: (cardEnds: string, at: string) => string
    readonly notYou: string
  }
  readonly off: {
    readonly subject: string
    readonly contact: (newEmail: string, at: string) => string
    readonly sim: (cardEnds: string, at: string) => string
    readonly nothing: string
  }
}

export const CHANGE_MAIL: Readonly<Record<Language, ChangeMailWords>> = {
  'zh-CN': {
    asked: {
      subject: '有人在门店申请了变更，请确认',
      contact: (newEmail, due) =>
        `有人在我们的门店申请把您账户的邮箱换成 ${newEmail}。变更将于 ${due} 生效，届时所有设备都要重新登录。`,
      sim: (cardEnds, due) =>
        `有人在我们的门店申请为您的线路换一张新卡（卡号末四位 ${cardEnds}）。变更将于 ${due} 生效，届时旧卡停用。流量包和号码不变。`,
      notYou: '如果不是您本人申请的，请在生效之前点开下面的链接把它停下来：',
      stop: '停止这项变更',
      fine: '如果是您本人申请的，什么都不用做。',
    },
    done: {
      contactSubject: '账户邮箱已更换',
      contact: (newEmail, at) =>
        `您账户的邮箱已于 ${at} 换成 ${newEmail}。所有设备都已退出登录；今后的验证码和通知都会发到新邮箱。`,
      simSubject: '新卡已启用',
      sim: (cardEnds, at) =>
        `您的线路已于 ${at} 换到新卡（卡号末四位 ${cardEnds}）。旧卡已停用，流量包和号码不变。`,
      notYou: '如果不是您本人申请的，请马上联系我们。',
    },
    off: {
      subject: '变更已取消',
      contact: (newEmail, at) => `把账户邮箱换成 ${newEmail} 的申请已于 ${at} 取消。`,
      sim: (cardEnds, at) => `换新卡（卡号末四位 ${cardEnds}）的申请已于 ${at} 取消。`,
      nothing: '一切照旧。仍然需要变更时，请再到门店来。',
    },
  },
  'zh-TW': {
    asked: {
      subject: '有人在門市申請了變更，請確認',
      contact: (newEmail, due) =>
        `有人在我們的門市申請把您帳號的信箱換成 ${newEmail}。變更將於 ${due} 生效，屆時所有裝置都要重新登入。`,
      sim: (cardEnds, due) =>
        `有人在我們的門市申請為您的門號換一張新卡（卡號末四碼 ${cardEnds}）。變更將於 ${due} 生效，屆時舊卡停用。方案和號碼不變。`,
      notYou: '如果不是您本人申請的，請在生效之前點開下面的連結把它停下來：',
      stop: '停止這項變更',
      fine: '如果是您本人申請的，什麼都不用做。',
    },
    done: {
      contactSubject: '帳號信箱已更換',
      contact: (newEmail, at) =>
        `您帳號的信箱已於 ${at} 換成 ${newEmail}。所有裝置都已登出；之後的驗證碼和通知都會寄到新信箱。`,
      simSubject: '新卡已啟用',
      sim: (cardEnds, at) =>
        `您的門號已於 ${at} 換到新卡（卡號末四碼 ${cardEnds}）。舊卡已停用，方案和號碼不變。`,
      notYou: '如果不是您本人申請的，請立即與我們聯絡。',
    },
    off: {
      subject: '變更已取消',
      contact: (newEmail, at) => `把帳號信箱換成 ${newEmail} 的申請已於 ${at} 取消。`,
      sim: (cardEnds, at) => `換新卡（卡號末四碼 ${cardEnds}）的申請已於 ${at} 取消。`,
      nothing: '一切照舊。仍然需要變更時，請再到門市來。',
    },
  },
  en: {
    asked: {
      subject: 'A change was asked for at a shop: please check',
      contact: (newEmail, due) =>
        `Somebody at one of our shops asked to change the e-mail address of your account to ${newEmail}. It takes effect on ${due}; every device is signed out then.`,
      sim: (cardEnds, due) =>
        `Somebody at one of our shops asked for another card for your line (number ending in ${cardEnds}). It takes effect on ${due}; the old card stops then. Packs and number stay.`,
      notYou: 'If this was not you, stop it by this link before then:',
      stop: 'Stop this change',
      fine: 'If it was you, there is nothing to do.',
    },
    done: {
      contactSubject: 'The e-mail address of your account was changed',
      contact: (newEmail, at) =>
        `On ${at}, the e-mail address of your account was changed to ${newEmail}. Every device was signed out; codes and notices now go to the new address.`,
      simSubject: 'Your new card is in use',
      sim: (cardEnds, at) =>
        `On ${at}, your line moved to the new card (number ending in ${cardEnds}). The old card no longer works; packs and number stayed.`,
      notYou: 'If you did not ask for this, contact us at once.',
    },
    off: {
      subject: 'The change was called off',
      contact: (newEmail, at) =>
        `The change of your account’s e-mail address to ${newEmail} was called off on ${at}.`,
      sim: (cardEnds, at) =>
        `The change to another card (number ending in ${cardEnds}) was called off on ${at}.`,
      nothing:
        'Everything stays as it was. If you still need the change, please come to a shop again.',
    },
  },
  ja: {
    asked: {
      subject: '店頭で変更のお申し込みがありました。ご確認ください',
      contact: (newEmail, due) =>
        `店頭で、お客様のアカウントのメールアドレスを ${newEmail} に変更するお申し込みがありました。${due}に変更され、すべての端末からログアウトします。`,
      sim: (cardEnds, due) =>
        `店頭で、お客様の回線のカードを新しいカード（番号の末尾 ${cardEnds}）に交換するお申し込みがありました。${due}に切り替わり、今のカードは使えなくなります。パックと電話番号は変わりません。`,
      notYou: 'お心当たりがなければ、それまでに次のリンクから中止してください。',
      stop: 'この変更を中止する',
      fine: 'ご本人のお申し込みであれば、何もする必要はありません。',
    },
    done: {
      contactSubject: 'アカウントのメールアドレスを変更しました',
      contact: (newEmail, at) =>
        `${at}に、アカウントのメールアドレスを ${newEmail} に変更しました。すべての端末からログアウトしました。今後の認証コードとお知らせは新しいアドレスに届きます。`,
      simSubject: '新しいカードに切り替わりました',
      sim: (cardEnds, at) =>
        `${at}に、回線が新しいカード（番号の末尾 ${cardEnds}）に切り替わりました。以前のカードは使えません。パックと電話番号は変わりません。`,
      notYou: 'お心当たりがなければ、すぐにご連絡ください。',
    },
    off: {
      subject: '変更は取りやめになりました',
      contact: (newEmail, at) =>
        `アカウントのメールアドレスを ${newEmail} に変更するお申し込みは、${at}に取りやめになりました。`,
      sim: (cardEnds, at) =>
        `新しいカード（番号の末尾 ${cardEnds}）への交換のお申し込みは、${at}に取りやめになりました。`,
      nothing: '何も変わっていません。変更が必要な場合は、もう一度店頭にお越しください。',
    },
  },
  ko: {
    asked: {
      subject: '매장에서 변경 신청이 접수되었습니다. 확인해 주세요',
      contact: (newEmail, due) =>
        `매장에서 고객님 계정의 이메일을 ${newEmail} 주소로 바꾸는 신청이 접수되었습니다. ${due}에 적용되며, 그때 모든 기기에서 로그아웃됩니다.`,
      sim: (cardEnds, due) =>
        `매장에서 고객님 회선의 카드를 새 카드(번호 끝자리 ${cardEnds})로 교체하는 신청이 접수되었습니다. ${due}에 적용되며, 그때부터 기존 카드는 사용할 수 없습니다. 팩과 전화번호는 그대로입니다.`,
      notYou: '본인이 신청하지 않았다면 그 전에 아래 링크에서 중지해 주세요.',
      stop: '이 변경 중지하기',
      fine: '본인이 신청했다면 아무것도 하지 않으셔도 됩니다.',
    },
    done: {
      contactSubject: '계정 이메일이 변경되었습니다',
      contact: (newEmail, at) =>
        `${at}에 계정 이메일이 ${newEmail} 주소로 변경되었습니다. 모든 기기에서 로그아웃되었으며, 앞으로 인증 코드와 알림은 새 주소로 보내 드립니다.`,
      simSubject: '새 카드로 변경되었습니다',
      sim: (cardEnds, at) =>
        `${at}에 회선이 새 카드(번호 끝자리 ${cardEnds})로 변경되었습니다. 기존 카드는 더 이상 사용할 수 없으며, 팩과 전화번호는 그대로입니다.`,
      notYou: '본인이 신청하지 않았다면 바로 연락해 주세요.',
    },
    off: {
      subject: '변경이 취소되었습니다',
      contact: (newEmail, at) =>
        `계정 이메일을 ${newEmail} 주소로 바꾸는 신청이 ${at}에 취소되었습니다.`,
      sim: (cardEnds, at) => `새 카드(번호 끝자리 ${cardEnds}) 교체 신청이 ${at}에 취소되었습니다.`,
      nothing: '달라진 것은 없습니다. 변경이 필요하시면 매장에 다시 방문해 주세요.',
    },
  },
}
