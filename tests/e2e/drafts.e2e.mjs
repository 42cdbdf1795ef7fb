// An assessment in a kitchen without signal (scenario 3): the network goes, the tab crashes, the session ends, and the
// office answers meanwhile. Nothing is lost, different questions merge, the same question shows both.

import assert from 'node:assert/strict'

import { axeZero, e2e, expectFault, noFaults, openPage, shot, signIn, visit } from './harness.mjs'

// What the browser says when there is no connection, or when two answers collide, is what these tests are about.
const expected = /ERR_INTERNET_DISCONNECTED|status of 409|status of 403/

async function openUnsteady(browser, server) {
	const page = await openPage(browser, server)
	expectFault(page, expected)
	return page
}

/** A new assessment of somebody, opened by this worker. */
async function openAssessment(page) {
	await visit(page, '/team?team=all&pathway=review')
	await page.locator('main a[href^="/people/0"]').first().click()
	await page.waitForURL(/\/people\/.{26}$/)
	const id = await page.evaluate(async () => {
		const form = document.querySelector('form[action$="/work"]')
		const body = new URLSearchParams(new FormData(form))
		body.set('pathway', 'needs-assessment')
		const answer = await fetch(form.action, { method: 'POST', body })
		return new URL(answer.url).pathname
	})
	assert.match(id, /^\/work\/.{26}$/)
	return id
}

const status = (page) => page.locator('[data-autosave-status]')

async function type(page, question, words) {
	const field = page.locator(`[name="${question}"]`)
	await field.evaluate((element) => { for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true })
	await field.fill(words)
	await field.blur()
}

e2e('without a connection answers are kept, survive a crash of the tab, and merge with the office', async ({ browser, server }) => {
	const kitchen = await openUnsteady(browser, server)
	const office = await openUnsteady(browser, server)
	try {
		await signIn(kitchen, 'practitioner1')
		await signIn(office, 'practitioner1')
		const work = await openAssessment(kitchen)
		await visit(kitchen, `${work}/whole`)
		await axeZero(kitchen)
		await shot(kitchen, 'whole-form')
		await visit(kitchen, `${work}/whole`)

		await kitchen.context().setOffline(true)
		await type(kitchen, 'home_access', 'use the back gate')
		await kitchen.waitForFunction(() => document.querySelector('[data-autosave-status]').textContent.startsWith('No connection'))
		await type(kitchen, 'pets', 'a cat called Tibbles')
		// Nothing that is kept can be read on the device.
		await kitchen.waitForFunction(() => Object.keys(localStorage).filter((name) => name.startsWith('kith-kept/')).length === 2)
		const stored = await kitchen.evaluate(() => JSON.stringify({ ...localStorage }))
		assert.doesNotMatch(stored, /back gate|Tibbles/)

		// Meanwhile the office answers one of the two, and another.
		await visit(office, `${work}/whole`)
		await type(office, 'home_access', 'ring the neighbour first')
		await office.waitForFunction(() => document.querySelector('[data-autosave-status]').textContent.startsWith('Saved'))

		// The tab dies; later there is a connection again.
		const crashed = kitchen.waitForEvent('crash')
		await kitchen.goto('chrome://crash').catch(() => {})
		await crashed
		await kitchen.close()
		await kitchen.context().setOffline(false)
		const again = await kitchen.context().newPage()
		again.faults = []
		again.expected = []
		again.hasScript = true
		await visit(again, `${work}/whole`)
		const offered = again.locator('.kith-kept')
		await offered.waitFor()
		assert.match(await offered.innerText(), /2 answers that you gave/)
		await axeZero(again)
		await offered.getByRole('button', { name: 'Save them now' }).click()
		await again.waitForURL(/\/save$/)
		const both = await again.locator('main').innerText()
		assert.match(both, /answered this .*: ring the neighbour first/)
		assert.match(both, /You answered: use the back gate/)
		assert.equal(await again.locator('[name=pets]').inputValue(), 'a cat called Tibbles')
		await again.getByRole('button', { name: 'Save', exact: true }).click()
		await again.waitForURL((url) => !url.pathname.endsWith('/save'))
		await visit(again, `${work}/whole`)
		assert.equal(await again.locator('[name=home_access]').inputValue(), 'use the back gate')
		assert.equal(await again.locator('.kith-kept').count(), 0)
		assert.equal(await again.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('kith-kept/')).length), 0)
		noFaults(office)
	} finally {
		await kitchen.context().close()
		await office.context().close()
	}
})

e2e('a connection that comes back sends what waited; a session that ended loses nothing', async ({ browser, server }) => {
	const page = await openUnsteady(browser, server)
	try {
		await signIn(page, 'practitioner1')
		const work = await openAssessment(page)
		await visit(page, `${work}/whole`)
		await page.context().setOffline(true)
		await type(page, 'pets', 'a dog')
		await page.waitForFunction(() => document.querySelector('[data-autosave-status]').textContent.startsWith('No connection'))
		await page.context().setOffline(false)
		await page.waitForFunction(() => document.querySelector('[data-autosave-status]').textContent.startsWith('Saved'), null,
			{ timeout: 20000 })

		// Signed out in another tab; the page goes on typing.
		const other = await page.context().newPage()
		await other.goto('/work')
		await other.getByRole('button', { name: 'Sign out' }).click()
		await other.waitForURL((url) => url.pathname !== '/work')
		await type(page, 'home_access', 'third floor, no lift')
		await page.waitForFunction(() => document.querySelector('[data-autosave-status]').textContent.includes('signed out'))

		// Somebody else at the same device is offered nothing.
		await signIn(other, 'manager1')
		await other.goto(`${work}/whole`)
		await other.waitForTimeout(500)
		assert.equal(await other.locator('.kith-kept').count(), 0)
		await other.getByRole('button', { name: 'Sign out' }).click()
		await other.waitForURL((url) => !url.pathname.startsWith('/work'))

		await signIn(other, 'practitioner1')
		await other.goto(`${work}/whole`)
		await other.locator('.kith-kept').waitFor()
		await other.locator('.kith-kept').getByRole('button', { name: 'Save them now' }).click()
		await other.waitForFunction(() => document.querySelector('[name=home_access]')?.value === 'third floor, no lift'
			&& !document.querySelector('.kith-kept'))
		assert.equal(await other.locator('[name=pets]').inputValue(), 'a dog')
		noFaults(page)
	} finally {
		await page.context().close()
	}
})
