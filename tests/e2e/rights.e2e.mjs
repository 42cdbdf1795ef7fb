// What people may ask of their record: the privacy notice on a phone, sharing, their own copy, retention, work on the wrong record.

import assert from 'node:assert/strict'

import { axeZero, e2e, noFaults, openPage, shot, signIn, visit } from './harness.mjs'

async function lookAt(page, where, name) {
	await visit(page, where)
	assert.equal(await page.locator('h1').count(), 1, `${where} has one h1`)
	await axeZero(page)
	await shot(page, name)
}

e2e('the privacy notice says what is kept, how long and who to call', async ({ browser, server }) => {
	const page = await openPage(browser, server)
	await lookAt(page, '/privacy', 'rights-privacy')
	const words = await page.locator('main').innerText()
	for (const said of ['8 years', '2 years', '28 days', 'Information Commissioner', 'within one month'])
		assert.ok(words.includes(said), `it says ${said}`)
	noFaults(page)
	await page.context().close()
})

e2e('a copy of the record is asked for, decided about entry by entry, and made', async ({ browser, server }) => {
	const page = await openPage(browser, server)
	await signIn(page, 'manager1')
	await visit(page, '/team?team=all&pathway=review')
	const person = await page.locator('main a[href^="/people/"]').first().getAttribute('href')
	await lookAt(page, `${person}/sharing`, 'rights-sharing')
	await lookAt(page, `${person}/retention`, 'rights-retention-of-one')
	await lookAt(page, '/retention', 'rights-retention')
	await lookAt(page, `${person}/subject-access`, 'rights-copy')
	const today = new Date()
	await page.locator('#asked_on-day').fill(String(today.getDate()))
	await page.locator('#asked_on-month').fill(String(today.getMonth() + 1))
	await page.locator('#asked_on-year').fill(String(today.getFullYear()))
	await page.locator('#asked_by').fill('Themselves')
	await page.locator('#proof').fill('Known to their worker')
	await page.getByRole('button', { name: 'Begin' }).click()
	await page.waitForURL(/subject-access\/.{26}$/)
	await axeZero(page)
	await shot(page, 'rights-copy-decisions')
	const request = page.url()
	for (let i = 0; i < 200 && await page.locator('form[action$="/decide"]').count() > 0; i++) {
		const form = page.locator('form[action$="/decide"]').first()
		await form.getByLabel('Release it as it is').check()
		await form.getByRole('button', { name: 'Keep this decision' }).click()
		await page.waitForURL(request)
	}
	await page.getByText('One document to print or send').waitFor()
	await axeZero(page)
	const answer = await page.request.get(`${request}/document`)
	assert.equal(answer.status(), 200)
	assert.match(await answer.text(), /^<!DOCTYPE html>/)
	noFaults(page)
	await page.context().close()
}, { seconds: 180 })
