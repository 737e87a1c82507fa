import type { FindableItem } from '../../src/domain/finding/findEntry.ts'

const districts = [
  '东湖', '西岭', '南沙洲', '北塘', '清溪', '石桥', '莲花', '凤山', '龙门', '白鹭', '金沙', '银杏', '翠屏', '长乐', '永安',
  '新丰', '太平', '和顺', '福田坝', '高明', '梅岭', '桃源', '竹林', '松江', '柳河', '云台', '海门', '湖口', '江湾', '港头',
  '台前', '车田', '护国', '证果', '照阳', '签岭',
]
const scopes = ['市民', '企业', '跨区', '跨省', '加急', '自助', '线上', '窗口', '下乡', '夜间', '园区']

/** So many items made out of the real ones, each with a district, a scope and words of its own; always the same. */
export function makeManyItems(items: FindableItem[], count: number): FindableItem[] {
  return Array.from({ length: count }, (_, index) => {
    const item = items[index % items.length]!
    const round = Math.floor(index / items.length)
    if (round === 0) return { ...item, popularity: index }
    const district = districts[round % districts.length]!
    const scope = scopes[(round * 7 + index) % scopes.length]!
    return {
      code: `${item.code}-${round}`,
      name: `${district}${item.name}（${scope}）`,
      plainName: `${district}${item.plainName}`,
      summary: `${item.summary}${district}的${scope}用。`,
      aliases: item.aliases.map((alias, at) => varyAlias(alias, district, scope, at + round)),
      popularity: index,
      keywords: item.keywords.map((keyword, at) => (at + round) % 4 === 0 ? `${scope}${keyword}` : keyword),
    }
  })
}

function varyAlias(alias: string, district: string, scope: string, turn: number): string {
  return [alias, `${district}${alias}`, `${alias}${scope}`][turn % 3]!
}
