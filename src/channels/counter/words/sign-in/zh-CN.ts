/** Simplified Chinese: signing in, locking, the own account and the till. */
import type { SignInWords } from './words.ts'

export const zhCN: SignInWords = {
  signIn: {
    title: '员工登录',
    name: '登录名',
    password: '密码',
    code: '一次性验证码',
    codeHint: '验证器上的六位数字。第一次登录时请留空。',
    submit: '登录',
    passkey: '使用通行密钥登录',
  },
  passkeyFailed: '通行密钥未被接受。请再试一次或使用密码。',
  setUp: {
    title: '设置一次性验证码',
    lead: '请用验证器应用扫描此图，或手动输入密钥，然后输入它显示的验证码。在此之前无法进行其他操作。',
    picture: '含验证器密钥的二维码',
    secret: '密钥',
    submit: '完成设置',
  },
  lock: {
    title: '已锁定',
    lead: '此控制台闲置过久或已被锁定。输入密码即可回到原来的页面。',
    submit: '解锁',
    passkey: '使用通行密钥解锁',
    other: '换人登录',
  },
  account: {
    title: '您的账户',
    role: '角色',
    shop: '门店',
    noShop: '无门店',
    passkeys: '通行密钥',
    passkeysLead: '会验证指纹、面容或 PIN 的通行密钥可以代替密码和验证码。',
    noPasskeys: '还没有。',
    passkeyName: '通行密钥的名称',
    addPasskey: '添加通行密钥',
    needsScript: '通行密钥需要启用脚本并使用支持它的浏览器。',
    removePasskey: '移除',
    signIns: '登录位置',
    thisOne: '此浏览器',
    endAll: '在所有位置退出登录',
    ended: '已在所有位置退出登录。',
  },
  till: {
    title: '选择收银台',
    lead: '此浏览器的现金和终端收款都记入所选的收银台。',
    none: '没有您可用的收银台。',
    open: '班次进行中',
    here: '已选',
  },
  refusals: {
    till_unknown: () => '该收银台不存在或属于其他门店。',
    one_time_code_there: () => '一次性验证码已设置。运营者可以重置。',
    one_time_code_wrong: () => '这不是当前的验证码。请检查手机时钟并输入最新的验证码。',
    too_many_passkeys: ({ max }) => `已有 ${max} 个通行密钥。请先移除一个。`,
  },
}
