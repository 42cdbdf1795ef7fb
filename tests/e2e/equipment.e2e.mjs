// S13, first half: a bath board by self-assessment; later the stairs, and somebody looks first. Then what the staff see.

import assert from 'node:assert/strict'

import { axeZero, e2e, openPage, shot, signIn, visit, withScript } from './harness.mjs'

const stepsMax = 40
const questionOf = (page) => new URL(page.url()).pathname.match(/^\/check\/question\/(\w+)$/)?.[1]

/** Gives the answers that are named and leaves the other questions out. */
async function walk(page, name, answers, pictured = []) {
	await visit(page, '/check/begin/equipment')
	await axeZero(page)
	if (name) await shot(page, `${name}-start`)
	await page.getByRole('button', { name: 'Start now' }).click()
	for (let i = 0; questionOf(page) && i < stepsMax; i++) {
		const id = questionOf(page)
		if (name && pictured.includes(id)) {
			await axeZero(page)
			await shot(page, `${name}-${id}`)
		}
		const wanted = answers[id]
		if (wanted === undefined) {
			await page.getByRole('button', { name: 'Leave this out' }).click()
			continue
		}
		if (id === 'birth_date') {
			for (const [part, value] of Object.entries({ day: 14, month: 3, year: 1941 }))
				await page.fill(`#birth_date-${part}`, String(value))
			await page.getByRole('button', { name: 'Save and go on' }).click()
			continue
		}
		const controls = page.locator(`main [name="${id}"]`)
		const type = await controls.first().getAttribute('type')
		if (type === 'radio' || type === 'checkbox')
			for (const code of [wanted].flat()) await page.locator(`main [name="${id}"][value="${code}"]`).check()
		else
			await controls.first().fill(String(wanted))
		await page.getByRole('button', { name: 'Save and go on' }).click()
	}
	assert.equal(new URL(page.url()).pathname, '/check/answers')
	await axeZero(page)
	await page.getByRole('button', { name: 'Send to us' }).click()
	await visit(page, '/check/result')
	await axeZero(page)
	if (name) await shot(page, `${name}-result`)
	return page.locator('main').innerText()
}

const bather = { answering_as: 'me', name_full: 'Example Person', birth_date: true, eq_tasks: ['bath'], eq_safety: ['none'],
	eq_safety_more: ['none'], body_weight: 'to-100kg', mobility_aids: ['stick'], bath_kind: 'bath', bath_width: 70,
	bath_rim: 'yes', bath_trouble: ['step'], fix_permission: 'own' }

e2e('a bath board is offered where it fits, and nothing leaves before somebody has looked', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const words = await walk(page, script ? 'equipment' : 'equipment-without-script', bather,
			['eq_tasks', 'eq_safety', 'bath_width'])
		assert.match(words, /a bath board/)
		assert.match(words, /looks at this before we send it/)
		assert.match(words, /You have the right to an assessment/)
		assert.doesNotMatch(words, /cannot get|not entitled/i)
	})
}, { demonstration: false })

e2e('stairs after a fall, and a wish to be lifted, wait for somebody who looks', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const stairs = { ...bather, eq_tasks: ['stairs', 'bath'], stair_rails: 'one', stair_trouble: ['fell', 'lift'] }
		const words = await walk(page, script ? 'equipment-visit' : null, stairs)
		assert.match(words, /Someone looks with you first/)
		assert.match(words, /A lift of any kind needs someone to see your home/)
		assert.match(words, /We do not send them before someone has looked/)
		const missing = await walk(page, script ? 'equipment-ask' : null, { ...bather, bath_width: undefined })
		assert.match(missing, /Someone calls you first/)
		assert.match(missing, /How wide is your bath inside at the top/)
	})
}, { demonstration: false })

e2e('the duty team finds the order as a dated task, with what the check found', async ({ browser, server }) => {
	const resident = await openPage(browser, server, {})
	await walk(resident, null, { ...bather, name_full: 'Board Example' })
	const reference = (await resident.locator('main strong').allInnerTexts()).find((text) => /^[A-Z]{2}-/.test(text))
	assert.ok(reference)
	await resident.context().close()
	const page = await openPage(browser, server, {})
	try {
		await signIn(page, 'firstcontact1')
		await visit(page, '/team?team=all&pathway=task')
		const list = await page.locator('main').innerText()
		assert.match(list, /Order: a bath board/)
		assert.match(list, /Look at the equipment order before it is sent/)
		assert.match(list, /does the equipment fit/)
		await page.getByRole('link', { name: /Order: a bath board/ }).first().click()
		await axeZero(page)
		await shot(page, 'equipment-order-task')
	} finally {
		await page.context().close()
	}
})
