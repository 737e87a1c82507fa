import type { Truth } from './condition.ts'
import type { Facts } from './facts.ts'
import type { Item, Material } from './item.ts'
import { deferrableDays, findCommitment } from './requirements.ts'
import { checkReuse } from './reuse.ts'

/** Why the way a material is given does not do, or undefined when it does. */
export function checkProvision(item: Item, material: Material, facts: Facts, applies: Truth): string | undefined {
  const given = facts.provisions[material.id]
  if (material.kind === 'form') return given ? 'library-not-allowed' : undefined
  if (!given) return applies && material.necessity !== 2 ? 'material-missing' : undefined
  switch (given.way) {
    case 'file': return given.uploadIds.length > 0 ? tooManyFiles(material, given.uploadIds) : 'material-missing'
    case 'library': return checkLibrary(material, facts)
    case 'reuse': return checkReuse(material, given, facts)
    case 'later': return checkDeferral(item, material, facts)
    case 'declare': return checkDeclaration(item, material, facts, given.commitmentId)
  }
}

function tooManyFiles(material: Material, uploadIds: string[]): string | undefined {
  return uploadIds.length > material.maxFiles ? 'material-too-many-files' : undefined
}

function checkLibrary(material: Material, facts: Facts): string | undefined {
  if (!material.licence) return 'library-not-allowed'
  return facts.licences === undefined || facts.licences.includes(material.licence) ? undefined : 'licence-not-found'
}

/** 广东省优化营商环境条例 第三十二条: secondary materials only; RQ-07: not after an earlier breach. */
function checkDeferral(item: Item, material: Material, facts: Facts): string | undefined {
  if (deferrableDays(item, material) === 0) return 'deferral-not-allowed'
  return facts.credit === 'breach' ? 'deferral-excluded-person' : undefined
}

/** 广东省优化营商环境条例 第三十六条: only what the list names (GZ-02), never by an agent (GZ-05), not after a breach (GZ-04). */
function checkDeclaration(item: Item, material: Material, facts: Facts, commitmentId: string): string | undefined {
  const commitment = findCommitment(item, material, facts)
  if (commitment?.id !== commitmentId) return 'commitment-not-allowed'
  if (!commitment.signers.includes(facts.capacity)) return 'commitment-by-agent'
  return facts.credit === 'breach' ? 'commitment-excluded-person' : undefined
}
