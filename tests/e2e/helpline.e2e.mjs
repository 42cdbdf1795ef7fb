// The helpline: a call is taken, its figure opens the list that has it; interpreters; files; every step online has its twins.

import assert from 'node:assert/strict'

import { axeZero, e2e, openPage, shot, signIn, visit, withScript } from './harness.mjs'

const number = async (page, table, row, column) => {
	const cells = page.locator('table', { has: page.locator('caption', { hasText: table }) })
		.locator('tr', { has: page.locator('th', { hasText: row }) }).locator('td')
	return parseInt(await cells.nth(column).innerText(), 10)
}

e2e('a manager reads the helpline and opens the list behind a figure', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await signIn(page, 'manager1')
		await visit(page, '/figures')
		await page.getByRole('link', { name: /^The helpline/ }).click()
		await page.waitForURL(/\/helpline$/)
		assert.ok(await page.locator('svg.kith-chart').count() >= 2, 'charts stand beside their tables')
		assert.ok(await number(page, 'Calls by hour', '10:00', 0) > 0)
		await axeZero(page)
		await shot(page, `helpline${script ? '' : '-without-script'}`)
		const told = await number(page, 'What came of them', 'Needs assessment', 1)
		const link = page.locator('a[href^="/helpline/list/outcome/assessment"]')
		await link.click()
		await page.waitForURL(/\/helpline\/list\/outcome\/assessment/)
		const listed = await page.locator('tbody tr').count()
		assert.ok(listed > 0 && listed <= told, `${listed} of ${told} are listed`)
		await axeZero(page)
		await shot(page, `helpline-list${script ? '' : '-without-script'}`)
		await visit(page, '/helpline')
		await page.getByLabel('Period').selectOption({ index: 2 })
		await page.getByRole('button', { name: 'Show' }).click()
		await page.waitForURL(/month=\d{6}$/)
		assert.ok(await number(page, 'What came of them', 'Needs assessment', 1).catch(() => 0) <= told)
		await page.getByRole('link', { name: 'Interpreters' }).click()
		await page.waitForURL(/\/helpline\/interpreters/)
		await axeZero(page)
		await shot(page, `helpline-interpreters${script ? '' : '-without-script'}`)
	})
})

e2e('each table of the helpline is a file, marked as invented', async ({ browser, server }) => {
	const page = await openPage(browser, server)
	await signIn(page, 'analyst1')
	for (const table of ['months', 'hours', 'weekdays', 'outcomes', 'interpreters-months']) {
		const answer = await page.request.get(`/helpline/file/${table}`)
		assert.equal(answer.status(), 200)
		assert.match(answer.headers()['content-disposition'], /-invented\.csv/)
		assert.ok((await answer.text()).split('\n').length > 2, `${table} has rows`)
	}
	await page.context().close()
})

e2e('a call that is taken is counted once, and a promise stands on the duty page', async ({ browser, server }) => {
	const page = await openPage(browser, server)
	await signIn(page, 'manager1')
	await visit(page, '/helpline')
	const cards = async () => Number((await page.locator('.kith-figure', { hasText: 'began on the telephone' })
		.locator('.kith-figure__number').innerText()).trim())
	const before = await cards()
	await visit(page, '/duty')
	await page.getByRole('button', { name: 'Somebody is on the phone' }).click()
	await page.waitForURL(/\/duty\//)
	await visit(page, '/helpline')
	assert.equal(await cards(), before + 1)
	await visit(page, '/duty')
	await axeZero(page)
	await shot(page, 'helpline-duty')
	await page.context().close()
})

e2e('every step online says how it is done by phone and face to face', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		for (const where of ['/check', '/check/begin/worry', '/check/begin/equipment', '/calculator', '/directory', '/advice', '/check/resume']) {
			await visit(page, where)
			const ways = page.locator('details', { hasText: 'by phone or face to face' })
			assert.equal(await ways.count(), 1, `${where} names the other ways`)
			await ways.locator('summary').click()
			assert.match(await ways.innerText(), /Call 01632[\s\S]*(meet you|ask us|with you|speak with us)/i)
		}
		await axeZero(page)
		await shot(page, 'helpline-ways')
	})
})
