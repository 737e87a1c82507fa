/** Materials, deferrals, commitments: 广东省优化营商环境条例 第二十九条、第三十二条、第三十六条. */
import type { DocumentTemplate } from '../../../src/domain/documents.ts'
import type { Item, Material } from '../../../src/domain/item.ts'
import { deferrableDays } from '../../../src/domain/requirements.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

export function lintMaterials(item: Item, documents: DocumentTemplate[]): FoundInItem[] {
  return [
    ...item.materials.flatMap((material, index) => lintMaterial(item, material, `/materials/${index}`)),
    ...item.commitments.flatMap((_, index) => lintCommitment(item, documents, index)),
    ...item.commitmentExcluded && item.commitments.length > 0
      ? [blocking('/commitments', 'commitment-excluded', '不适用告知承诺的事项不能设承诺（GZ-02）', 'an item excluded from commitments has one')] : [],
  ]
}

/** LC-27: no catch-all. */
const catchAll = /其他(相关)?材料|有关材料|相关材料/
const powerOfAttorney = /委托书/

function lintMaterial(item: Item, material: Material, path: string): FoundInItem[] {
  const found: FoundInItem[] = []
  const add = (at: string, rule: string, zh: string, en: string) => found.push(blocking(`${path}${at}`, rule, zh, en))
  if (catchAll.test(material.name)) add('/name', '5.3-11', '不得有兜底材料', 'no catch-all material')
  if ((material.necessity === 3) !== (material.deferral !== undefined)) {
    add('/necessity', 'deferral-necessity', '容缺后补（3）和 deferral 必须同时写', 'necessity 3 and a deferral go together')
  }
  if (material.deferral && powerOfAttorney.test(material.name)) {
    add('/deferral', 'power-of-attorney', '授权委托书不能容缺（RQ-06）', 'a power of attorney is never deferrable')
  }
  if (material.necessity === 3 && material.deferral && deferrableDays(item, material) < 1) {
    add('/deferral', 'deferral-days', '承诺时限太短，容缺不足一个工作日（RQ-08）', 'the promise leaves no working day for a deferral')
  }
  if (material.deferral && material.kind === 'form') add('/deferral', 'form-material', '申请表不能容缺', 'the form is never deferred')
  if ((material.kind === 'form') !== (material.maxFiles === 0)) {
    add('/maxFiles', 'form-material', '只有系统生成的申请表不收文件', 'only the generated form takes no file')
  }
  return found
}

function lintCommitment(item: Item, documents: DocumentTemplate[], index: number): FoundInItem[] {
  const commitment = item.commitments[index]
  if (!commitment) return []
  const found: FoundInItem[] = []
  const add = (at: string, rule: string, zh: string, en: string) => found.push(blocking(`/commitments/${index}${at}`, rule, zh, en))
  const material = item.materials.find((one) => one.id === commitment.materialId)
  if (!material) add('/materialId', 'commitment-material', '没有这份材料', 'no such material')
  else if (powerOfAttorney.test(material.name)) add('/materialId', 'power-of-attorney', '授权委托书不能用承诺代替', 'no declaration replaces a power of attorney')
  if (!documents.some((one) => one.id === commitment.documentId && one.kind === 'commitment')) {
    add('/documentId', 'commitment-document', '没有这份告知承诺书', 'no such commitment document')
  }
  if (commitment.signers.includes('agent')) add('/signers', 'commitment-signer', '代理人不能代为承诺（GZ-05）', 'an agent cannot declare')
  if (commitment.signers.some((signer) => !item.capacities.includes(signer))) {
    add('/signers', 'commitment-signer', '本事项没有这种办理身份', 'the item is not filed in this capacity')
  }
  return found
}
