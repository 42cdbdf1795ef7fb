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

const MOVED_TO = 'RM18 7AA'

async function changePostcode(page, person) {
	await visit(page, `/people/${person}/facts?question=home_postcode`)
	await page.locator('[name=home_postcode]').fill(MOVED_TO)
	await page.getByRole('button', { name: 'Save', exact: true }).click()
	await page.waitForURL((url) => !url.pathname.endsWith('/record'))
}

const postcodeOf = (page) => page.locator('[name=home_postcode]').inputValue()

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
		const compared = new URL(page.url())
		const other = compared.searchParams.get('other')
		await changePostcode(page, other)
		await visit(page, compared.pathname + compared.search)
		const homes = page.getByRole('group', { name: 'Where do they live now?' })
		assert.equal(await homes.getByRole('radio').count(), 2)
		await axeZero(page)
		await shot(page, 'duplicates-compare')
		await homes.getByRole('radio').first().check()
		await page.locator('[name=reason]').first().fill('The same passport')
		await page.getByRole('button', { name: 'Merge the two records' }).click()
		await page.waitForURL(/\/merge$/)
		await visit(page, `/people/${other}/facts?question=home_postcode`)
		assert.ok(!(await postcodeOf(page)).includes(MOVED_TO), 'the home that was not chosen stands')
		assert.match(await page.getByRole('table', { name: /What was said/ }).innerText(), new RegExp(MOVED_TO))
		await visit(page, compared.pathname)
		await page.locator('[name=reason]').first().fill('Twins after all')
		await page.getByRole('button', { name: 'Make them two records again' }).click()
		await page.waitForURL(/\/merge$/)
		assert.match(await page.locator('main').innerText(), /Merged, and undone/)
		await visit(page, `/people/${other}/facts?question=home_postcode`)
		assert.ok((await postcodeOf(page)).includes(MOVED_TO), 'the other has its own home again')
		await visit(page, compared.pathname)
		await shot(page, 'duplicates-parted')
	}, [false])
})
