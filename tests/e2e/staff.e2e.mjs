// A day of staff: the lists, a request matched and answered, an assessment, approval by another, the record.

import assert from 'node:assert/strict'

import { axeZero, e2e, noFaults, openPage, shot, signIn, visit, withScript } from './harness.mjs'

async function firstHref(page, selector) {
	assert.ok(await page.locator(selector).count() > 0, `${page.url()} has no ${selector}`)
	return page.locator(selector).first().getAttribute('href')
}

async function lookAt(page, where, name) {
	await visit(page, where)
	assert.equal(await page.locator('h1').count(), 1, `${where} has one h1`)
	await axeZero(page)
	await shot(page, name)
}

/** Opens a page as somebody and closes it after the steps, whatever happens. */
async function as(browser, server, name, steps) {
	const page = await openPage(browser, server)
	try {
		await signIn(page, name)
		await steps(page)
		noFaults(page)
	} finally {
		await page.context().close()
	}
}

e2e('the lists of staff are accessible and fit a phone', async ({ browser, server }) => {
	await as(browser, server, 'manager1', async (page) => {
		for (const [where, name] of [['/work', 'my-work'], ['/team?team=all', 'team'], ['/today', 'today'],
			['/duty', 'duty'], ['/people?q=smith', 'people'], ['/services', 'services'], ['/components', 'components']])
			await lookAt(page, where, `staff-${name}`)
	})
})

e2e('a record shows the person before any process, and its pages are accessible', async ({ browser, server }) => {
	await as(browser, server, 'manager1', async (page) => {
		await visit(page, '/team?team=all&pathway=review')
		const person = await firstHref(page, 'main a[href^="/people/"]')
		for (const tab of ['', '/facts', '/timeline', '/services', '/looked', '/restrict', '/merge'])
			await lookAt(page, person + tab, `staff-person${tab.replace('/', '-')}`)
		await visit(page, person)
		const first = await page.locator('main h2').first().innerText()
		assert.equal(first, 'What matters to me')
		await visit(page, `${person}/looked`)
		assert.match(await page.locator('main').innerText(), /Linda Taylor/)
	})
})

e2e('the front door: a caller is recorded, the contact answered, its outcome acts', async ({ browser, server }) => {
	await as(browser, server, 'firstcontact1', async (page) => {
		await visit(page, '/duty')
		await page.getByRole('button', { name: 'Somebody is on the phone' }).click()
		await page.waitForURL(/\/duty\/.{26}$/)
		await axeZero(page)
		await page.locator('#name_full').fill('Ottilie Brackenbury')
		await page.locator('#birth_date-year').fill('1938')
		await page.getByRole('button', { name: 'Record and match' }).click()
		await page.waitForURL(/\/work\//)
		assert.match(await page.locator('.kith-identity').innerText(), /Ottilie Brackenbury/)
		await page.locator('[name=contact_from]').selectOption('family').catch(() =>
			page.locator('[name=contact_from][value=family]').check())
		await page.locator('[name=contact_story]').fill('She fell twice and cannot manage the bath.')
		await page.locator('[name=contact_route][value=community]').check()
		await page.getByRole('button', { name: 'Save and go on' }).click()
		await page.waitForURL(/what-next/)
		await axeZero(page)
		await shot(page, 'staff-contact')
		await page.locator('[name=outcome][value=assessment]').check()
		await page.locator('[name=note]').fill('More than a rail is needed.')
		await page.getByRole('button', { name: 'Finish' }).click()
		await page.waitForURL(/\/work\/.{26}$/)
		assert.match(await page.locator('main').innerText(), /Outcome: Needs assessment/)
		await page.locator('.kith-identity a').first().click()
		await page.waitForURL(/\/people\//)
		assert.match(await page.locator('main').innerText(), /Needs assessment/)
	})
})

e2e('an answer is saved when it changes and by the button without script', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await signIn(page, 'practitioner1')
		await visit(page, '/team?team=all&pathway=needs-assessment&stage=in-progress')
		const work = await firstHref(page, 'main a[href^="/work/"]')
		await lookAt(page, work, script ? 'staff-assessment' : 'staff-assessment-without-script')
		await visit(page, `${work}/section/home`)
		await axeZero(page)
		const words = `Ring twice${script ? ', then wait' : ''}`
		await page.locator('textarea[name=home_access]').fill(words)
		if (script) {
			await page.locator('textarea[name=home_access]').blur()
			await page.locator('[data-autosave-status]').filter({ hasText: 'Saved' }).waitFor()
		} else {
			await page.getByRole('button', { name: 'Save and go on' }).click()
		}
		await visit(page, `${work}/section/home`)
		assert.equal(await page.locator('textarea[name=home_access]').inputValue(), words)
	})
})

e2e('what waits for approval shows its cost and its limits', async ({ browser, server }) => {
	await as(browser, server, 'manager1', async (page) => {
		await visit(page, '/team?team=all&stage=awaiting-approval')
		await lookAt(page, await firstHref(page, 'main a[href^="/work/"]'), 'staff-approval')
		assert.match(await page.locator('main').innerText(), /Waiting for approval/)
	})
})

e2e('a letter prints as it was sent', async ({ browser, server }) => {
	await as(browser, server, 'manager1', async (page) => {
		await visit(page, '/team?team=all&pathway=review')
		const person = await firstHref(page, 'main a[href^="/people/"]')
		await visit(page, `${person}/timeline`)
		await lookAt(page, await firstHref(page, 'a[href^="/letters/"]'), 'staff-letter')
		assert.match(await page.locator('body').innerText(), /invented/i)
	})
})
