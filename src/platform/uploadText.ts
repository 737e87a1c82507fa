/** Words for files on their way: how far, how fast, how long. */
import type { UploadProgress, UploadsProgress } from '../domain/uploadProgress.ts'
import { t } from './i18n.ts'

/** 220000 → 220 kB/s; decimal, as networks are sold. */
function formatSpeed(bytesPerSecond: number): string {
  const kilobytes = bytesPerSecond / 1000
  return kilobytes < 1000 ? `${Math.max(1, Math.round(kilobytes))} kB/s` : `${(kilobytes / 1000).toFixed(1)} MB/s`
}

/** No more exact than it is: seconds, from ten on in fives, then minutes. */
function formatTimeLeft(seconds: number): string {
  if (seconds > 3600) return t('uploads.leftLong')
  if (seconds >= 60) return t('uploads.leftMinutes', { count: Math.ceil(seconds / 60) })
  return t('uploads.leftSeconds', { count: seconds < 10 ? Math.max(1, seconds) : Math.ceil(seconds / 5) * 5 })
}

/** One file: 正在上传 43% · 220 kB/s · 约还有 12 秒. */
export function uploadText(progress: UploadProgress): string {
  const { phase, sent, size } = progress
  const percent = size > 0 ? Math.floor(sent / size * 100) : 0
  if (phase === 'sending') return [t('uploads.file.sending', { percent }), ...pace(progress)].join(' · ')
  if (phase === 'waiting' && percent > 0) return t('uploads.file.begun', { percent })
  return t(`uploads.file.${phase}`)
}

/** All of a filing's: 正在上传，传好 1 / 3 个 · 220 kB/s · 约还有 12 秒. */
export function uploadsText(progress: UploadsProgress): string {
  return [uploadsStateText(progress), ...pace(progress)].join(' · ')
}

/** Without what changes every second: to be announced. */
export function uploadsStateText({ phase, count, done, needYou }: UploadsProgress): string {
  const states = phase === 'needsYou' ? [] : [t(`uploads.all.${phase}`, { count, done })]
  return [...states, ...needYou > 0 ? [t('uploads.all.needsYou', { count: needYou })] : []].join(' · ')
}

function pace({ speed, secondsLeft }: UploadProgress): string[] {
  return speed === undefined || secondsLeft === undefined ? [] : [formatSpeed(speed), formatTimeLeft(secondsLeft)]
}
