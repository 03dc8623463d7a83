/** Sample facts and pages of "official or not" and of the directory. */
import type { JSX } from 'preact'
import { isSeller } from '../../../domain/directory/directory.ts'
import { DIRECTORY } from '../../../domain/directory/example-directory.ts'
import { judge } from '../../../domain/directory/judging.ts'
import { readMessage } from '../../../domain/directory/reading.ts'
import { readPrintedTelephone } from '../../telephone.ts'
import type { Answered } from '../parts/verify-answer.tsx'
import type { Voice } from '../words/words.ts'
import { DirectoryPage, SellerPage } from './directory.tsx'
import { ReportPage, ReportThanksPage } from './report.tsx'
import { FORM, NOW } from './samples.ts'
import { VerifyPage } from './verify.tsx'

const DOUBTED = {
  advertisement:
    '日本流量卡限时充值！充100送50%，官方渠道，先付款。加微信 jp_data888，看图 https://t.cn/A6xyz.jpg',
  notice: 'Kadoya: your pack ends tomorrow. https://kadoya.example.com +81 3-0000-0142 00051234',
  unknown: 'Sakura SIM: 10% off at https://sakura-sim.example',
  'look-alike': 'docomo/Kadoya: unpaid, final notice https://kadoya.example.com.pay.example:8443',
  reported: 'https://kaduya-pay.example/x 00059999 docomo.ne.jp 03-5449-0906',
  hostile: `"><script>alert(1)</script> https://x.example/"><b>`,
} as const

function judged(text: string): Answered {
  const judgement = judge(readMessage(text, readPrintedTelephone), DIRECTORY, NOW)
  return { kind: 'judged', judgement }
}

export function verifyPages(voice: Voice): readonly (readonly [string, JSX.Element])[] {
  const asked = Object.entries(DOUBTED).map(([name, message]) => {
    const form = { ...FORM, typed: { message } }
    const page = <VerifyPage voice={voice} form={form} answered={judged(message)} />
    return [`verify-${name}`, page] as const
  })
  const refused = { ...FORM, typed: { message: 'x' }, refusal: 'x' }
  const wrong = { ...FORM, typed: { message: DOUBTED.hostile }, fieldErrors: { message: 'x' } }
  const list = { voice, validUntil: '2026-11-30', publicKey: 'b1ZQ'.repeat(11) }
  const falseCode = { kind: 'false_code' } as const
  const shops = DIRECTORY.entries.filter(isSeller)
  return [
    ['verify', <VerifyPage voice={voice} form={FORM} answered={null} />],
    ['verify-refused', <VerifyPage voice={voice} form={refused} answered={null} />],
    ['verify-false-code', <VerifyPage voice={voice} form={FORM} answered={falseCode} />],
    ...asked,
    ['report', <ReportPage voice={voice} form={FORM} happened={[]} />],
    ['report-refused', <ReportPage voice={voice} form={wrong} happened={['paid']} />],
    ['report-thanks', <ReportThanksPage voice={voice} />],
    ['directory', <DirectoryPage {...list} entries={DIRECTORY.entries} />],
    ['directory-none', <DirectoryPage {...list} entries={[]} />],
    ...shops.flatMap((entry) => [
      [
        'verify-shop',
        <VerifyPage voice={voice} form={FORM} answered={{ kind: 'seller', entry }} />,
      ] as const,
      [
        'directory-shop',
        <SellerPage voice={voice} entry={entry} url="https://kadoya.example.com/verify?q=ref-1" />,
      ] as const,
    ]),
  ]
}
