// Waiting lists: each with its count and days; one list with who comes first and why.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, visit, withScript } from './harness.mjs'

e2e('the waiting lists say how many and how long, and who comes first', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await visit(page, '/sign-in')
		await page.locator('[name=sign_in]').fill('manager1')
		await page.locator('[name=password]').fill('invented people only')
		await page.getByRole('button', { name: 'Sign in' }).click()
		await page.waitForURL((url) => url.pathname !== '/sign-in')
		await visit(page, '/team')
		await page.getByRole('link', { name: /^Waiting lists/ }).click()
		await page.waitForURL(/\/waiting$/)
		assert.equal(await page.locator('tbody tr').count(), 6)
		await axeZero(page)
		await shot(page, 'waiting')
		const lists = await page.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
		for (const list of lists) {
			await visit(page, list)
			await axeZero(page)
			await shot(page, list.slice(1).replace('/', '-'))
		}
		await visit(page, '/waiting/no-such-list', { status: 404 })
	}, [false])
})
