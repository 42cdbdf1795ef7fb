// Two records of one person: found by the night's comparison, looked at side by side, said to be two people, joined, parted.

import assert from 'node:assert/strict'

import { axeZero, e2e, expectStatus, shot, signIn, visit, withScript } from './harness.mjs'

const CARD = '.kith-card:has(a:has-text("Compare the whole records"))'

// The server compares the record at its first tick.
async function waitForPairs(page) {
	for (let tries = 0; tries < 60; tries++) {
		await visit(page, '/duplicates')
		if ((await page.locator(CARD).count()) >= 2) return
		await page.waitForTimeout(500)
	}
	assert.fail('the record has no two pairs')
}

e2e('a pair is said to be two people, another is joined and parted again', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await signIn(page, 'manager1')
		await visit(page, '/team')
		await page.getByRole('link', { name: 'Records that may be of one person' }).click()
		await page.waitForURL(/\/duplicates$/)
		await waitForPairs(page)
		await axeZero(page)
		await shot(page, 'duplicates')

		const before = await page.locator(CARD).count()
		const first = page.locator(CARD).first()
		const title = await first.locator('h2').innerText()
		await first.locator('summary').click()
		await first.getByRole('button', { name: 'They are two people' }).click()
		await page.waitForURL(/\/duplicates\/apart$/)
		expectStatus(page, 422)
		assert.match(await page.locator('.govuk-error-summary').innerText(), /Say how you know/)
		await page.locator('#reason').fill('Cousins of one name, met both')
		await axeZero(page)
		await shot(page, 'duplicates-no-reason')
		await page.locator(CARD).first().getByRole('button', { name: 'They are two people' }).click()
		await page.waitForURL(/\/duplicates$/)
		assert.ok(before > (await page.locator(CARD).count()) || before === 20, title)
		await page.getByRole('link', { name: /^Pairs that somebody said/ }).click()
		await page.waitForURL(/\/duplicates\/said$/)
		assert.match(await page.locator('tbody').innerText(), /Cousins of one name, met both/)
		await axeZero(page)
		await shot(page, 'duplicates-said')
		await page.getByRole('button', { name: 'Look again' }).first().click()
		await page.waitForURL(/\/duplicates\/said$/)

		await visit(page, '/duplicates')
		await page.getByRole('button', { name: /^Compare the whole records/ }).first().click()
		await page.waitForURL(/\/merge\?other=/)
		await axeZero(page)
		await shot(page, 'duplicates-compare')
		await page.locator('[name=reason]').first().fill('The same passport')
		await page.getByRole('button', { name: 'Merge the two records' }).click()
		await page.waitForURL(/\/merge$/)
		await page.locator('[name=reason]').first().fill('Twins after all')
		await page.getByRole('button', { name: 'Make them two records again' }).click()
		await page.waitForURL(/\/merge$/)
		assert.match(await page.locator('main').innerText(), /Merged, and undone/)
		await shot(page, 'duplicates-parted')
	}, [false])
})
