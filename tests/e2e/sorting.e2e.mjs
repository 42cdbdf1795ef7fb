// The team's list in another order: by its heads, with the keyboard alone, with and without script, on a phone, from page to page.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, signIn, visit, withScript } from './harness.mjs'

const head = (page, name) => page.getByRole('columnheader', { name })
const people = async (page) => (await page.locator('tbody tr td:nth-child(2) a').allInnerTexts()).map((name) => name.toLowerCase())

async function sortBy(page, name) {
	await head(page, name).getByRole('link').press('Enter')
	await page.waitForURL(/sort=/)
}

e2e('the team\'s list is sorted by its heads and keeps to it from page to page', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await signIn(page, 'manager1')
		await visit(page, '/team?team=all&stage=waiting')
		assert.equal(await head(page, 'Due').getAttribute('aria-sort'), 'ascending')
		await sortBy(page, 'Person')
		assert.equal(await head(page, 'Person').getAttribute('aria-sort'), 'ascending')
		assert.equal(await head(page, 'Due').getAttribute('aria-sort'), null)
		assert.equal(await page.locator('#stage, [name=stage]').inputValue(), 'waiting')
		const up = await people(page)
		assert.ok(up.length > 1)
		assert.deepEqual(up, up.toSorted())
		await axeZero(page)
		await shot(page, 'team-by-person')
		await sortBy(page, 'Person')
		assert.equal(await head(page, 'Person').getAttribute('aria-sort'), 'descending')
		const down = await people(page)
		assert.deepEqual(down, down.toSorted().reverse())
		const next = page.getByRole('link', { name: /^Next/ })
		if (await next.count()) {
			await next.click()
			await page.waitForURL(/page=2/)
			assert.equal(await head(page, 'Person').getAttribute('aria-sort'), 'descending')
			const rest = await people(page)
			if (rest.length) assert.ok(rest[0] <= down.at(-1))
		}
		await page.locator('[name=stage]').selectOption('in-progress')
		await page.getByRole('button', { name: 'Show' }).click()
		await page.waitForURL(/stage=in-progress/)
		assert.equal(await head(page, 'Person').getAttribute('aria-sort'), 'descending')
	})
})

e2e('on a phone the orders of a list stay in sight', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await signIn(page, 'manager1')
		await page.setViewportSize({ width: 390, height: 800 })
		await visit(page, '/team?team=all')
		for (const name of ['Person', 'With', 'Opened', 'Due']) assert.ok(await page.locator('thead').getByText(name, { exact: true }).isVisible())
		await page.locator('thead').getByRole('link', { name: 'Opened' }).click()
		await page.waitForURL(/sort=opened/)
		await axeZero(page)
		const wide = await page.evaluate(() => document.documentElement.scrollWidth)
		assert.ok(wide <= 390, `${wide} pixels wide`)
		await shot(page, 'team-by-opened-phone')
	}, [true])
})
