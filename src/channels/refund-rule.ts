/**
 * By which rule a purchase is cancelled and refunded, as a sentence: the same on the last screen,
 * on the order's page and at the counter. What it comes to in yen is the quote's.
 */
import type { Language } from '../domain/basics/language.ts'
import type { RefundRule } from '../domain/catalogue/offer.ts'

const EN_BEFORE = 'You can cancel until you have paid.'
const KO_BEFORE = '결제 전에는 언제든 취소할 수 있습니다.'

const RULES: Readonly<Record<Language, (rule: RefundRule) => string>> = {
  'zh-CN': (rule) => {
    if (rule.kind === 'none') return '付款前可随时取消。开通后不能取消或退款。'
    if (rule.kind === 'pro_rata') {
      return '付款前可随时取消。开通后按未用流量或剩余时间的比例退款，以较少者为准。'
    }
    return `付款前可随时取消。购买后 ${rule.withinDays} 天内、且尚未开始使用时，可全额退款；开始使用后不退。`
  },
  'zh-TW': (rule) => {
    if (rule.kind === 'none') return '付款前隨時可以取消。開通後無法取消或退款。'
    if (rule.kind === 'pro_rata') {
      return '付款前隨時可以取消。開通後依未用流量或剩餘時間的比例退款，以較少者為準。'
    }
    return `付款前隨時可以取消。購買後 ${rule.withinDays} 天內、且尚未開始使用時，可全額退款；開始使用後不退。`
  },
  en: (rule) => {
    if (rule.kind === 'none') {
      return `${EN_BEFORE} Once delivered, it cannot be cancelled or refunded.`
    }
    if (rule.kind === 'pro_rata') {
      return [
        EN_BEFORE,
        'Once delivered, the share of unused data or of time left, whichever is less, is refunded.',
      ].join(' ')
    }
    const days = `${rule.withinDays} ${rule.withinDays === 1 ? 'day' : 'days'}`
    const after = `After that, a full refund within ${days} as long as it has not started;`
    return `${EN_BEFORE} ${after} none once it has.`
  },
  ja: (rule) => {
    if (rule.kind === 'none') {
      return 'お支払い前はいつでもキャンセルできます。開通後のキャンセル・返金はできません。'
    }
    if (rule.kind === 'pro_rata') {
      return 'お支払い前はいつでもキャンセルできます。開通後は、未使用のデータ量または残り期間の割合のうち、少ないほうを返金します。'
    }
    return `お支払い前はいつでもキャンセルできます。購入から${rule.withinDays}日以内で、まだ使い始めていなければ全額を返金します。開始後の返金はできません。`
  },
  ko: (rule) => {
    if (rule.kind === 'none') {
      return `${KO_BEFORE} 개통 후에는 취소나 환불이 되지 않습니다.`
    }
    if (rule.kind === 'pro_rata') {
      return `${KO_BEFORE} 개통 후에는 쓰지 않은 데이터와 남은 기간의 비율 중 적은 쪽을 환불합니다.`
    }
    const after = `구매 후 ${rule.withinDays}일 이내이고 아직 사용을 시작하지 않았다면 전액 환불합니다.`
    return `${KO_BEFORE} ${after} 시작한 뒤에는 환불되지 않습니다.`
  },
}

/** Telecommunications Business Act art. 26-3 does not cover prepaid data; that is to be told. */
const NO_COOLING_OFF: Readonly<Record<Language, string>> = {
  'zh-CN': '预付费数据套餐没有法定的冷静期（不适用初期契约解除制度）。',
  'zh-TW': '預付數據方案沒有法定的猶豫期（不適用初期契約解除制度）。',
  en: 'Prepaid data has no statutory cooling-off (no initial cancellation of telecom contracts).',
  ja: 'プリペイドのデータ通信に法定のクーリング・オフはありません（初期契約解除制度の対象外です）。',
  ko: '선불 데이터에는 법정 청약 철회가 없습니다(초기 계약 해제 제도 적용 제외).',
}

const OF_AUTO_RENEWAL: Readonly<Record<Language, string>> = {
  'zh-CN': '自动续费买到的套餐，在开始之前可以全额退款。',
  'zh-TW': '自動續購買到的方案，在開始之前可以全額退款。',
  en: 'A pack that auto-renewal bought is refunded in full until it begins.',
  ja: '自動更新で購入したプランは、開始前であれば全額を返金します。',
  ko: '자동 연장으로 구매한 상품은 시작되기 전까지 전액 환불됩니다.',
}

export function refundRuleText(rule: RefundRule, language: Language): string {
  return RULES[language](rule)
}

export function noCoolingOffText(language: Language): string {
  return NO_COOLING_OFF[language]
}

/** Of what was bought: a renewal by mandate has a rule beside its offer's. */
export function ruleOfOrderText(
  of: { readonly rule: RefundRule; readonly byMandate: boolean },
  language: Language,
): readonly string[] {
  const rule = refundRuleText(of.rule, language)
  return of.byMandate ? [OF_AUTO_RENEWAL[language], rule] : [rule]
}
