/** Letters about a risky change that was asked for, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface ChangeMailWords {
  readonly asked: {
    readonly subject: string
    readonly contact: (newEmail: string, due: string) => string
    readonly sim: (cardEnds: string, due: string) => string
    readonly forgetSubject: string
    readonly forget: (due: string) => string
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
    readonly forgetSubject: string
    readonly forget: (at: string) => string
    readonly notYou: string
  }
  readonly off: {
    readonly subject: string
    readonly contact: (newEmail: string, at: string) => string
    readonly sim: (cardEnds: string, at: string) => string
    readonly nothing: string
    readonly forget: (at: string) => string
    readonly forgetAgain: string
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
      forgetSubject: '有人申请删除您的账户，请确认',
      forget: (at) =>
        `我们收到删除您的账户和个人资料的申请，将于 ${at} 执行。届时所有设备退出登录，积分作废，您的线路与账户解除绑定；法律要求保存的票据会继续保存。`,
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
      forgetSubject: '账户和个人资料已删除',
      forget: (at) =>
        `您的账户和个人资料已于 ${at} 删除。法律要求保存的票据到期后才会删除。这是我们发给您的最后一封邮件。`,
      notYou: '如果不是您本人申请的，请马上联系我们。',
    },
    off: {
      subject: '变更已取消',
      contact: (newEmail, at) => `把账户邮箱换成 ${newEmail} 的申请已于 ${at} 取消。`,
      sim: (cardEnds, at) => `换新卡（卡号末四位 ${cardEnds}）的申请已于 ${at} 取消。`,
      forget: (at) => `删除账户和个人资料的申请已于 ${at} 取消。`,
      forgetAgain: '如果您仍想删除，可以随时在账户页面重新申请。',
      nothing: '一切照旧。仍然需要变更时，请再到门店来。',
    },
  },
  'zh-TW': {
    asked: {
      subject: '有人在門市申請了變更，請確認',
      contact: (newEmail, due) =>
        `有人在我們的門市申請把您帳號的信箱換成 ${newEmail}。變更將於 ${due} 生效，屆時所有裝置都要重新登入。`,
      sim: (cardEnds, due) =>
        `有人在我們的門市申請為您的線路換一張新卡（卡號末四碼 ${cardEnds}）。變更將於 ${due} 生效，屆時舊卡停用。方案和號碼不變。`,
      forgetSubject: '有人申請刪除您的帳號，請確認',
      forget: (at) =>
        `我們收到刪除您的帳號和個人資料的申請，將於 ${at} 執行。屆時所有裝置登出，點數作廢，您的線路與帳號解除綁定；法律要求保存的票據會繼續保存。`,
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
        `您的線路已於 ${at} 換到新卡（卡號末四碼 ${cardEnds}）。舊卡已停用，方案和號碼不變。`,
      forgetSubject: '帳號和個人資料已刪除',
      forget: (at) =>
        `您的帳號和個人資料已於 ${at} 刪除。法律要求保存的票據到期後才會刪除。這是我們寄給您的最後一封信。`,
      notYou: '如果不是您本人申請的，請立即與我們聯絡。',
    },
    off: {
      subject: '變更已取消',
      contact: (newEmail, at) => `把帳號信箱換成 ${newEmail} 的申請已於 ${at} 取消。`,
      sim: (cardEnds, at) => `換新卡（卡號末四碼 ${cardEnds}）的申請已於 ${at} 取消。`,
      forget: (at) => `刪除帳號和個人資料的申請已於 ${at} 取消。`,
      forgetAgain: '如果您仍想刪除，可以隨時在帳號頁面重新申請。',
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
      forgetSubject: 'Your account is to be deleted: please check',
      forget: (at) =>
        `We were asked to delete your account and your personal data. It is done on ${at}. Every device is signed out then, points lapse, and your lines no longer belong to an account; documents that law wants kept stay.`,
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
      forgetSubject: 'Your account and your personal data were deleted',
      forget: (at) =>
        `Your account and your personal data were deleted on ${at}. Documents that law wants kept are deleted when their time is over. This is our last letter to you.`,
      notYou: 'If you did not ask for this, contact us at once.',
    },
    off: {
      subject: 'The change was called off',
      contact: (newEmail, at) =>
        `The change of your account’s e-mail address to ${newEmail} was called off on ${at}.`,
      sim: (cardEnds, at) =>
        `The change to another card (number ending in ${cardEnds}) was called off on ${at}.`,
      forget: (at) => `The deletion of your account was called off on ${at}.`,
      forgetAgain: 'If you still want it deleted, ask again on your account page at any time.',
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
      forgetSubject: 'アカウント削除のお申し込みがありました。ご確認ください',
      forget: (at) =>
        `アカウントと個人情報を削除するお申し込みを受け付けました。${at}に削除します。その際、すべての端末からログアウトし、ポイントは失効し、回線はアカウントから外れます。法律で保管が必要な書類は残ります。`,
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
      forgetSubject: 'アカウントと個人情報を削除しました',
      forget: (at) =>
        `${at}に、アカウントと個人情報を削除しました。法律で保管が必要な書類は、期間が終わり次第削除します。これが最後のお知らせです。`,
      notYou: 'お心当たりがなければ、すぐにご連絡ください。',
    },
    off: {
      subject: '変更は取りやめになりました',
      contact: (newEmail, at) =>
        `アカウントのメールアドレスを ${newEmail} に変更するお申し込みは、${at}に取りやめになりました。`,
      sim: (cardEnds, at) =>
        `新しいカード（番号の末尾 ${cardEnds}）への交換のお申し込みは、${at}に取りやめになりました。`,
      forget: (at) => `アカウントを削除するお申し込みは、${at}に取りやめになりました。`,
      forgetAgain: '削除をご希望の場合は、アカウントのページからいつでもお申し込みいただけます。',
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
      forgetSubject: '계정 삭제 신청이 접수되었습니다. 확인해 주세요',
      forget: (at) =>
        `계정과 개인정보를 삭제해 달라는 신청을 받았습니다. ${at}에 삭제됩니다. 그때 모든 기기에서 로그아웃되고 포인트는 소멸하며 회선은 계정에서 해제됩니다. 법에 따라 보관해야 하는 문서는 남습니다.`,
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
      forgetSubject: '계정과 개인정보가 삭제되었습니다',
      forget: (at) =>
        `${at}에 계정과 개인정보가 삭제되었습니다. 법에 따라 보관하는 문서는 기간이 끝나면 삭제됩니다. 이것이 마지막 메일입니다.`,
      notYou: '본인이 신청하지 않았다면 바로 연락해 주세요.',
    },
    off: {
      subject: '변경이 취소되었습니다',
      contact: (newEmail, at) =>
        `계정 이메일을 ${newEmail} 주소로 바꾸는 신청이 ${at}에 취소되었습니다.`,
      sim: (cardEnds, at) => `새 카드(번호 끝자리 ${cardEnds}) 교체 신청이 ${at}에 취소되었습니다.`,
      forget: (at) => `계정을 삭제하는 신청이 ${at}에 취소되었습니다.`,
      forgetAgain: '삭제를 원하시면 언제든지 계정 페이지에서 다시 신청할 수 있습니다.',
      nothing: '달라진 것은 없습니다. 변경이 필요하시면 매장에 다시 방문해 주세요.',
    },
  },
}
