import { computed } from 'vue'
import { progressOfFiles } from '../domain/uploadProgress.ts'
import { uploadsStateText, uploadsText } from '../platform/uploadText.ts'
import { useSession } from './session.ts'
import { useUploads } from './uploads.ts'

/** One filing's files on their way, and what the resident may decide about them. */
export function useUploadsOf(filingId: () => string) {
  const uploads = useUploads()
  const session = useSession()
  const files = computed(() => uploads.files.filter((file) => file.filingId === filingId()))
  const progress = computed(() => progressOfFiles(files.value, uploads.hold === 'paused', uploads.speed))
  /** Files are still to go, and may not go now. */
  const waitsFor = computed(() => progress.value.phase === 'done' || progress.value.phase === 'needsYou'
    ? undefined : uploads.hold)
  /** What UiUploads shows. */
  const shown = computed(() => ({
    progress: progress.value, text: uploadsText(progress.value), announced: uploadsStateText(progress.value),
    hold: waitsFor.value, stopped: uploads.stopped, keptHours: session.uploadsKeptHours,
  }))
  return { uploads, files, progress, waitsFor, shown }
}
