// An assessment after the public check: how many presses it takes beside the answers, from opening it to sending it up,
// and how many after the last answer; how much of it the record filled.

import assert from 'node:assert/strict'

import { axeZero, e2e, visit } from './harness.mjs'
import { as, checkAndSend, contact, look, openWork, words } from './steps.mjs'

const pressesMost = 20
const pressesAfterLastAnswerMost = 4
const sectionsMost = 60
const chosen = { meeting_method: 'service-user', need_cause: 'yes', wellbeing_impact: 'significant', eligible_adult: 'eligible',
	involve_difficulty: 'none', urgent_before: 'no', ordinary_residence: 'this-council', hurt_or_afraid: 'no', made_to: 'no' }
const mild = ['no', 'none', 'independent', 'not-needed', 'never', 'yes']

/** Answers one question as a worker would who asks it: what was chosen for it, else the mildest, else the first. */
async function answerOne(group, id) {
	const controls = group.locator('input:not([type=hidden]), select, textarea')
	const kinds = await controls.evaluateAll((all) => all.map((one) => one.type || one.tagName.toLowerCase()))
	if (kinds.length === 0) return false
	if (kinds[0] === 'radio' || kinds[0] === 'checkbox') {
		const values = await controls.evaluateAll((all) => all.map((one) => one.value))
		const wanted = [chosen[id], ...mild].find((value) => value && values.includes(value)) || values[0]
		await group.locator(`input[value="${wanted}"]`).first().check()
	} else if (kinds[0] === 'select-one') {
		await controls.first().selectOption({ index: 1 })
	} else if (await group.locator(`#${id}-day`).count()) {
		for (const [part, value] of [['day', '1'], ['month', '3'], ['year', '2026']]) await group.locator(`#${id}-${part}`).fill(value)
	} else {
		const mode = await controls.first().getAttribute('inputmode')
		await controls.first().fill(mode === 'numeric' || mode === 'decimal' ? '1' : 'As we talked it over at home.')
	}
	return true
}

/** All that the page asks and nobody has answered; true when there was anything. */
async function answerAll(page) {
	let any = false
	const ids = await page.locator('main .kith-question:not(:has(.kith-known)) > input[name=shown]').evaluateAll((all) =>
		all.map((one) => one.value))
	for (const id of ids) {
		const group = page.locator(`main .kith-question:has(> input[name=shown][value="${id}"])`)
		if (await group.locator('input:checked').count()) continue
		const filled = await group.locator('input[type=text], textarea, select').evaluateAll((all) => all.some((one) => one.value))
		if (!filled && await answerOne(group, id)) any = true
	}
	return any
}

e2e('an assessment after the check takes at most twenty presses beside the answers', async ({ browser, server }) => {
	const walk = { browser, server, script: true, person: 'Winifred Larkspur', pictured: 'assessment' }
	await checkAndSend(walk)
	const person = await contact(walk)
	await as({ ...walk, name: 'practitioner1' }, async (page) => {
		const work = await openWork(page, person, 'Needs assessment')
		await visit(page, work)
		const [, from, of] = (await words(page)).match(/(\d+) of (\d+) answers came from the record/)
		await look(page, 'open')
		let presses = 0
		let afterLast = 0
		const press = async (control) => {
			await control.click()
			presses++
			afterLast++
		}
		await press(page.locator('main .govuk-task-list a').first())
		await page.waitForURL(/\/section\//)
		await axeZero(page)
		assert.match(await words(page), /Timeline/)
		for (let i = 0; i < sectionsMost && page.url().includes('/section/'); i++) {
			if (await answerAll(page)) afterLast = 0
			await Promise.all([page.waitForNavigation(), press(page.locator('main').getByRole('button', { name: 'Save and go on', exact: true }))])
			assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
		}
		assert.match(await words(page), /The answers point to: eligible/)
		await page.locator('[name=outcome][value=eligible]').check()
		await press(page.locator('main').getByRole('button', { name: 'Send for approval', exact: true }))
		await page.waitForURL(/\/work\/.{26}$/)
		assert.match(await words(page), /Waiting for approval/)
		console.log(`# ${from} of ${of} places came from the record; ${presses} presses beside the answers, ${afterLast} after the last answer`)
		assert.ok(presses <= pressesMost, `${presses} presses beside the answers`)
		assert.ok(afterLast <= pressesAfterLastAnswerMost, `${afterLast} presses after the last answer`)
		await look(page, 'sent')
	})
}, { seconds: 300 })
