/** A usage file as the OpenAPI document shows it; a test holds it to its schema. */
import type * as schemas from './schemas/usage-files.ts'
import type { Shape } from './shapes.ts'

export const USAGE_FILE: Shape<typeof schemas.UsageFile> = {
  id: '01964f2e-9a00-7c6d-8e5f-000000000b01',
  source: 'cdr',
  name: '2026-11-22.csv',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  at: '2026-11-23T00:00:05Z',
  finished: '2026-11-23T00:00:06.25Z',
  rows: 1_200,
  accepted: 1_100,
  repeated: 98,
  rejected: 2,
  usedBytes: 734_003_200,
  rejectedRows: [
    { line: 17, reason: 'cell_wrong', column: 'end' },
    { line: 940, reason: 'subscriber_unknown', column: null },
  ],
  nextLine: null,
}

export const USAGE_FILE_CSV =
  'record_id,imsi,start,end,bytes_up,bytes_down\n' +
  'gw1-000001,440101234567890,2026-11-22T09:00:00+09:00,2026-11-22T09:30:00+09:00,52000,1048576\n'
