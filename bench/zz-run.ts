import { autoRenewal } from './zz-late.ts'
const r = await autoRenewal({ full: false } as never)
console.log(JSON.stringify(r))
