import { escapeHtml } from '../../../http/escapeHtml.ts'
import { demoPeople } from './people.ts'
import type { DemoPerson } from './people.ts'
import { standInPath } from './standInProvider.ts'

/** The stand-in provider's own page: choose who to be, with one tap and without script. */
export function loginPage(uid: string): string {
  const action = `${standInPath}/interaction/${encodeURIComponent(uid)}`
  return `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示身份提供方</title>
<link rel="icon" href="/icons/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${standInPath}/login.css">
</head>
<body>
<main>
<h1>演示身份提供方</h1>
<p>这里代替真实的统一身份认证。下面的人都是虚构的，选一位登录，不需要密码。</p>
<form method="post" action="${action}">
<ul>
${demoPeople.map(choice).join('\n')}
</ul>
<button class="cancel" name="person" value="">不登录，返回</button>
</form>
</main>
</body>
</html>
`
}

function choice({ id, headline, note }: DemoPerson): string {
  return `<li><button name="person" value="${escapeHtml(id)}"><strong>${escapeHtml(headline)}</strong> <span>${escapeHtml(note)}</span></button></li>`
}
