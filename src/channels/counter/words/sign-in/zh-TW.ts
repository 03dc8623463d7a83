/** Traditional Chinese: signing in, locking, the own account and the till. */
import type { SignInWords } from './words.ts'

export const zhTW: SignInWords = {
  signIn: {
    title: '員工登入',
    name: '登入名稱',
    password: '密碼',
    code: '一次性驗證碼',
    codeHint: '驗證器上的六位數字。第一次登入時請留空。',
    submit: '登入',
    passkey: '使用通行密鑰登入',
  },
  passkeyFailed: '通行密鑰未被接受。請再試一次或使用密碼。',
  setUp: {
    title: '設定一次性驗證碼',
    lead: '請用驗證器應用程式掃描此圖，或手動輸入金鑰，然後輸入它顯示的驗證碼。在此之前無法進行其他操作。',
    picture: '含驗證器金鑰的 QR 碼',
    secret: '金鑰',
    submit: '完成設定',
  },
  lock: {
    title: '已鎖定',
    lead: '此主控台閒置過久或已被鎖定。輸入密碼即可回到原來的頁面。',
    submit: '解鎖',
    passkey: '使用通行密鑰解鎖',
    other: '換人登入',
  },
  account: {
    title: '您的帳戶',
    role: '角色',
    shop: '門市',
    noShop: '無門市',
    passkeys: '通行密鑰',
    passkeysLead: '會驗證指紋、臉部或 PIN 的通行密鑰可以取代密碼和驗證碼。',
    noPasskeys: '還沒有。',
    passkeyName: '通行密鑰的名稱',
    addPasskey: '新增通行密鑰',
    needsScript: '通行密鑰需要啟用指令碼並使用支援它的瀏覽器。',
    removePasskey: '移除',
    signIns: '登入位置',
    thisOne: '此瀏覽器',
    endAll: '在所有位置登出',
    ended: '已在所有位置登出。',
  },
  till: {
    title: '選擇收銀台',
    lead: '此瀏覽器的現金和終端收款都記入所選的收銀台。',
    none: '沒有您可用的收銀台。',
    open: '班次進行中',
    here: '已選',
  },
  refusals: {
    till_unknown: () => '該收銀台不存在或屬於其他門市。',
    one_time_code_there: () => '一次性驗證碼已設定。營運者可以重設。',
    one_time_code_wrong: () => '這不是目前的驗證碼。請檢查手機時鐘並輸入最新的驗證碼。',
    too_many_passkeys: ({ max }) => `已有 ${max} 個通行密鑰。請先移除一個。`,
  },
}
