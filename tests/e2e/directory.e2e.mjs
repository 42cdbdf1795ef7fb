// Anybody finds help near them: by word, by kind, by postcode; and is told what to do when there is nothing.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, visit, withScript } from './harness.mjs'

e2e('the directory finds help near a postcode, with and without script', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/directory')
		await page.getByLabel('What are you looking for?').fill('lunch')
		await page.getByLabel('Your postcode').fill('rm18 7bf')
		await page.getByRole('button', { name: 'Search' }).click()
		assert.match(await page.locator('main').innerText(), /lunch club.*\(invented\)/)
		assert.match(await page.locator('main').innerText(), /(about|less than) [0-9.]+ miles?/)
		await axeZero(page)
		await shot(page, script ? 'directory' : 'directory-without-script')
		await page.locator('main ol h2 a').first().click()
		assert.equal(await page.locator('h1').count(), 1)
		await axeZero(page)
		await shot(page, script ? 'listing' : 'listing-without-script')
	})
})

e2e('the directory says what to do when it has nothing, and what is wrong with a postcode', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await visit(page, '/directory?q=zzzzzz')
		assert.match(await page.locator('main').innerText(), /call us/i)
		await axeZero(page)
		await visit(page, '/directory?postcode=tilbury', { status: 422 })
		assert.equal(await page.locator('.govuk-error-summary').count(), 1)
		assert.match(await page.title(), /^Error: /)
		await axeZero(page)
	})
})

e2e('a list of many pages goes on to the next', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await visit(page, '/directory?q=invented&category=&postcode=RM17+1ZZ')
		assert.match(await page.locator('main').innerText(), /Distances are only rough/)
		await page.getByRole('link', { name: 'Next' }).first().click()
		assert.match(page.url(), /page=2/)
		assert.match(page.url(), /q=invented/)
		await axeZero(page)
	})
})
