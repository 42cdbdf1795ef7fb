// An assessment after the public check: how many presses it takes beside the answers, from opening it to sending it up,
// and how many after the last answer; how much of it the record filled.

import assert from 'node:assert/strict'

import { axeZero, e2e, visit } from './harness.mjs'
import { answerAll, as, checkAndSend, contact, look, openWork, words } from './steps.mjs'

const pressesMost = 20
const pressesAfterLastAnswerMost = 4
const sectionsMost = 60

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
