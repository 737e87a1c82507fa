/** What may be given again with another filing: only what says the same there, and for as long as it is true. */
import type { PhotoRulesView, ReuseKindsView } from '../../../src/contract/catalogueViews.ts'
import type { Item, Material } from '../../../src/domain/item.ts'
import { blocking, usedTwice } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'
import { unknownIds } from './references.ts'

type ReuseKind = ReuseKindsView['kinds'][number]

/** 标准证件照有效期一年. */
const longestPhoto = 12

export function lintReuseKinds({ kinds }: ReuseKindsView, { rules }: PhotoRulesView): FoundInItem[] {
  return [
    ...usedTwice('/kinds', kinds.map(({ id }) => id)),
    ...unknownIds(kinds.map(({ photoRule }, index) => [`/kinds/${index}/photoRule`, photoRule]), rules),
    ...kinds.flatMap((kind, index) => lintKind(kind, `/kinds/${index}`)),
  ]
}

function lintKind({ material, photoRule, months }: ReuseKind, path: string): FoundInItem[] {
  return [
    ...material === 'photo' && months > longestPhoto
      ? [blocking(`${path}/months`, 'reuse-photo', '照片最多用12个月', 'a photo is taken for twelve months at most')] : [],
    ...(material === 'photo') !== (photoRule !== undefined)
      ? [blocking(`${path}/photoRule`, 'reuse-photo', '证件照要写照片规格，别的材料不写', 'a photo has a rule, nothing else has')] : [],
  ]
}

export function lintReuse(item: Item, { kinds }: ReuseKindsView): FoundInItem[] {
  return item.materials.flatMap((material, index) => {
    const path = `/materials/${index}/reuse`
    if (!material.reuse) return []
    const kind = kinds.find(({ id }) => id === material.reuse?.kind)
    return [
      ...unknownIds([[`${path}/kind`, material.reuse.kind]], kinds),
      ...lintNature(material, path),
      ...kind ? lintFit(item, material, kind, path) : [],
    ]
  })
}

/** ES-06 and what else is signed or written for one filing, or shows a family status that may have changed since. */
const forOneFiling = /委托书|申请书|申请表|承诺|声明|同意|意见|协议|保证书|函件|公函/
const familyStatus = /结婚|离婚|婚姻|收养|继承/

function lintNature({ name, kind, medium, blankForm }: Material, path: string): FoundInItem[] {
  const found: FoundInItem[] = []
  const add = (zh: string, en: string) => found.push(blocking(path, 'reuse-once', zh, en))
  if (kind === 'form' || blankForm !== undefined || forOneFiling.test(name)) {
    add('为一次申报填写、签署的材料不能再用（ES-06）', 'what is filled in or signed for one filing is never given again')
  }
  if (familyStatus.test(name)) add('婚姻、收养等状况会变，不能再用', 'a family status may have changed since')
  if (medium === 'paper') add('只收纸质原件的不能再用', 'what is taken on paper only cannot be given again')
  return found
}

/** One kind is one thing wherever it is asked for. */
function lintFit(item: Item, material: Material, kind: ReuseKind, path: string): FoundInItem[] {
  const found: FoundInItem[] = []
  const add = (at: string, zh: string, en: string) => found.push(blocking(`${path}${at}`, 'reuse-kind', zh, en))
  if (material.kind !== kind.material) add('/kind', '照片和文件不能混用', 'a photo and a document are not the same kind')
  if (material.photoRule !== kind.photoRule) add('/kind', '照片规格和这一种不同', 'the photo rule is not that of the kind')
  if ((material.reuse?.months ?? 0) > kind.months) {
    add('/months', `这一种最多用${kind.months}个月`, `this kind is taken for ${kind.months} months at most`)
  }
  if (kind.heldBy === 'organisation' && !item.audiences.includes('organisation')) {
    add('/kind', '本事项不由单位申请', 'no organisation applies for this item')
  }
  return found
}
