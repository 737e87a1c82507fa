import { formatYuan } from '../../../../src/domain/money.ts'
import { escapeHtml } from '../../../http/escapeHtml.ts'
import { standInPath } from '../../identity/stand-in/standInProvider.ts'
import type { FoundPayment } from '../port.ts'
import type { BookedPayment } from './paymentBook.ts'

/** Where the stand-in's page lives below the server's own address. */
export const payPath = '/pay'

const ended: Record<Exclude<FoundPayment['state'], 'pending'>, string> = {
  paid: '这一笔已经付过了，不会再扣。', failed: '这一笔没有付成，回到办件可以再付。', expired: '这一笔超过 15 分钟没有付，已经关闭，回到办件可以再付。',
}

/** The page of a bank that is none: no script, no money; it looks as the stand-in identity provider does. */
export function payPage({ reference, orderNo, amountFen }: BookedPayment, state: FoundPayment['state']): string {
  return page(`<p>这里代替真实的银行或支付平台，<strong>不会扣钱</strong>。选一个结果，再回到办件看看。</p>
<dl>
<dt>缴款单号</dt><dd>${escapeHtml(orderNo)}</dd>
<dt>金额</dt><dd><strong>${formatYuan(amountFen)} 元</strong></dd>
</dl>
<form method="post" action="${payPath}/${escapeHtml(reference)}">
${state === 'pending' ? choices : `<p>${ended[state]}</p>
<button class="cancel" name="outcome" value="">返回办件</button>`}
</form>`)
}

export function unknownPaymentPage(): string {
  return page('<p>没有这一笔付款。</p>\n<p><a href="/cases">返回我的办件</a></p>')
}

const choices = `<ul>
<li><button name="outcome" value="paid"><strong>支付成功</strong> <span>当作钱已经付了</span></button></li>
<li><button name="outcome" value="failed"><strong>支付失败</strong> <span>当作余额不足，没有付成</span></button></li>
</ul>
<button class="cancel" name="outcome" value="">不付了，放着不管（15 分钟后超时）</button>`

function page(content: string): string {
  return `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示支付</title>
<link rel="icon" href="/icons/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${standInPath}/login.css">
</head>
<body>
<main>
<h1>演示支付</h1>
${content}
</main>
</body>
</html>
`
}
