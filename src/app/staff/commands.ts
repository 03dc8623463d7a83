/** Every command that staff ask for, so that a test can walk who may do what. */
import type { RefusalShape } from '../../domain/basics/result.ts'
import { payOutRefund } from '../tills/pay-out-refund.ts'
import { closeShift, moveCash, openShift } from '../tills/shift.ts'
import { takeAtTill } from '../tills/take-at-till.ts'
import type { StaffCommand } from './by-staff.ts'
import { askCallBackFor, closeCallBack, takeCallBack } from './call-backs.ts'
import { giveBackCall, setCallLine, takeCall, verifyOnCall, wrapUpCall } from './calls.ts'
import { addNote, closeCase, openCase } from './cases.ts'
import { askContactChange, askSimReplacement, stopChange } from './changes.ts'
import { askToForget } from './forget.ts'
import { decideDispute, raiseDisputeByStaff, takeDispute } from './disputes.ts'
import { recordIdentityCheck } from './identity.ts'
import { editPersonByStaff } from './person.ts'
import { readCallNote, readCaseNotes, readPerson, readReport, readDisputeWords } from './reading.ts'
import { revealPerson } from './revealing.ts'
import { askBreachLetters } from '../breach/letters.ts'
import {
  cancelProfileByStaff,
  orderProfileByStaff,
  showInstallCodeByStaff,
} from '../esim/by-staff.ts'
import { resumeLine, suspendLine } from './suspension.ts'
import {
  dropAtCounter,
  payLinkAtCounter,
  sellAtCounter,
  sendPayLinkByStaff,
  tellShortCode,
} from './sell.ts'
import { sellOnCall } from './sell-on-call.ts'
import { freezeGiftCardByStaff, sellGiftCard, unfreezeGiftCardByStaff } from './gift-cards.ts'
import { givePointsByStaff } from './give-points.ts'
import { refundByStaff } from './refund.ts'
import { editDirectory } from './directory.ts'
import { judgeReports } from './reports.ts'
import { fulfilByHand } from './fulfilment.ts'
import { liftLimit } from './limits.ts'
import { sendUsageFile, tryUsageRowsAgain } from './usage-files.ts'
import { liftLock } from './locks.ts'

export type AnyStaffCommand = StaffCommand<never, unknown, RefusalShape>

export const STAFF_COMMANDS: readonly AnyStaffCommand[] = [
  openShift,
  moveCash,
  closeShift,
  takeAtTill,
  payOutRefund,
  recordIdentityCheck,
  editPersonByStaff,
  askContactChange,
  askSimReplacement,
  askToForget,
  stopChange,
  orderProfileByStaff,
  cancelProfileByStaff,
  showInstallCodeByStaff,
  suspendLine,
  resumeLine,
  openCase,
  addNote,
  closeCase,
  refundByStaff,
  sellGiftCard,
  freezeGiftCardByStaff,
  unfreezeGiftCardByStaff,
  givePointsByStaff,
  raiseDisputeByStaff,
  takeDispute,
  decideDispute,
  sellAtCounter,
  payLinkAtCounter,
  dropAtCounter,
  sendPayLinkByStaff,
  tellShortCode,
  takeCall,
  giveBackCall,
  verifyOnCall,
  setCallLine,
  wrapUpCall,
  takeCallBack,
  closeCallBack,
  askCallBackFor,
  sellOnCall,
  askBreachLetters,
  revealPerson,
  readPerson,
  readCaseNotes,
  readCallNote,
  readDisputeWords,
  readReport,
  judgeReports,
  liftLimit,
  liftLock,
  sendUsageFile,
  tryUsageRowsAgain,
  fulfilByHand,
  editDirectory,
]
