// Approval (S4): a plan of £742.50 a week. A manager agrees the practice and may not agree the money, by screen or by
// direct request; the author may agree nothing; what goes back needs a comment and opens the same draft; the panel
// decides with a minute that stands on the record; the year's cost says how it was made.

import assert from 'node:assert/strict'

import { e2e, expectStatus, visit } from './harness.mjs'
import { approve, approveDirectly, as, fill, look, openWork, press, section, send, words } from './steps.mjs'

const secondsMax = 300
const line = { goal: 'Clean and dressed by ten', outcome: 1, how: 'service', detail: 'Four visits a day', service_kind: 'home-care',
	units: '27', unit_cost: '27.50', mechanism: 'council' }

async function somebody(started) {
	return as({ ...started, name: 'practitioner1' }, async (page) => {
		await visit(page, '/people/new')
		await page.locator('#name_full').fill('Cyril Penhaligon')
		await page.fill('#birth_date-year', '1940')
		await page.locator('main form[action="/people/new"] button').last().click()
		if (await page.getByRole('button', { name: /None of these/ }).count())
			await page.getByRole('button', { name: /None of these/ }).click()
		await page.waitForURL(/\/people\/.{26}$/)
		const person = new URL(page.url()).pathname
		await page.locator('details:has([name=pathway]) > summary').click()
		await page.locator('[name=pathway]').selectOption('support-plan')
		await press(page, 'Start')
		await page.waitForURL(/\/work\//)
		return { person, plan: new URL(page.url()).pathname }
	})
}

async function planIt(started, plan) {
	await as({ ...started, name: 'practitioner1', pictured: 'approval' }, async (page) => {
		await visit(page, `${plan}/section/what-will-meet-each-need`)
		await fill(page, Object.fromEntries(Object.entries(line).map(([cell, value]) => [`plan_lines-0-${cell}`, value])))
		await press(page, 'Save and go on')
		await section(page, plan, 'staying-well', { prevent_advice: 'Exercises each morning.' })
		await section(page, plan, 'agreement', { plan_agreed: 'yes' })
		await visit(page, plan)
		assert.match(await words(page), /£742\.50/)
		assert.match(await words(page), /£742\.50 × 365 ÷ 7/)
		assert.equal(await page.locator('.kith-kept').count(), 0, 'what was saved is not said to be unsaved')
		assert.match(await words(page), /It cannot be said yet what they would pay/)
		await send(page, plan, 'agreed-over', '', 'Send for approval')
		assert.equal(await page.getByRole('button', { name: 'Approve', exact: true }).count(), 0)
		await approveDirectly(page, plan, '')
	})
}

async function sendBack(started, plan) {
	await as({ ...started, name: 'manager1', pictured: 'approval' }, async (page) => {
		await visit(page, plan)
		await press(page, 'Return to the author')
		assert.match(await words(page), /Say what should change/)
		expectStatus(page, 422)
		await page.locator('[name=comment]').fill('What does his daughter do at weekends?')
		await press(page, 'Return to the author')
		await page.waitForURL(/\/work\/.{26}$/)
	})
	await as({ ...started, name: 'practitioner1', pictured: 'approval' }, async (page) => {
		await visit(page, plan)
		assert.match(await words(page), /What does his daughter do at weekends\?/)
		assert.match(await words(page), /£742\.50/)
		await look(page, 'returned')
		await send(page, plan, 'agreed-over', '', 'Send for approval')
	})
}

/** The version that an approver would send. */
const versionOf = (started, work) => as({ ...started, name: 'panel1' }, async (page) => {
	await visit(page, work)
	return page.locator('form[action$="/approve"] input[name=version]').inputValue()
})

e2e('a plan above the manager\'s limit is agreed in practice by one and in money by a panel', async (context) => {
	const started = { ...context }
	const { person, plan } = await somebody(started)
	await planIt(started, plan)
	await sendBack(started, plan)
	await as({ ...started, name: 'manager1' }, (page) => approve(page, plan))
	const funding = await as({ ...started, name: 'practitioner1', pictured: 'approval' }, async (page) => {
		const work = await openWork(page, person, 'Funding request')
		await visit(page, work)
		await fill(page, { 'fund_options-0-option': 'Three visits and a day centre', 'fund_options-0-meets_needs': 'partly',
			fund_risk: 'He would not be dressed or fed.' })
		await press(page, 'Save and go on')
		await send(page, work, 'agreed', 'Nothing smaller meets the needs.', 'Send for approval')
		return work
	})
	const version = await versionOf(started, funding)
	await as({ ...started, name: 'manager1' }, (page) => approveDirectly(page, funding, version))
	await as({ ...started, name: 'panel1', pictured: 'approval' }, async (page) => {
		await visit(page, funding)
		assert.match(await words(page), /£742\.50 × 365 ÷ 7/)
		assert.match(await words(page), /He would not be dressed or fed/)
		await press(page, 'Approve')
		assert.match(await words(page), /write this before you decide/)
		expectStatus(page, 422)
		await fill(page, { panel_present: 'P. Anel for money, M. Anager for practice',
			panel_reasons: 'Three visits were looked at and leave him in bed until noon.', panel_theme: 'other-ways' })
		await look(page, 'panel')
		await press(page, 'Approve')
		await page.waitForURL(/\/work\/.{26}$/)
		assert.match(await words(page), /leave him in bed until noon/)
		assert.match(await words(page), /Other ways to meet the need/)
		await look(page, 'minute')
	})
}, { seconds: secondsMax })
