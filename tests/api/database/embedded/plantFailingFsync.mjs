// @ts-check
// Preloaded into a process and its threads: while the file named by FAIL_FSYNC exists, no flush succeeds.
import fs from 'node:fs'

const fsyncSync = fs.fsyncSync
fs.fsyncSync = (descriptor) => {
  if (fs.existsSync(/** @type {string} */ (process.env.FAIL_FSYNC))) {
    throw Object.assign(new Error('planted'), { code: 'EIO' })
  }
  fsyncSync(descriptor)
}
