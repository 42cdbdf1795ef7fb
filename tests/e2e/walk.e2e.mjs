// The whole walk of one person: the public check, the contact, the assessment, the plan, the money, the services, the
// review and the return. Once with script at 1280, once without script at 320, in the same steps.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'

import { binary, e2e, expectStatus, visit } from './harness.mjs'
import { approve, approveDirectly, as, checkAndSend, contact, fill, look, openWork, press, section, send, words }
	from './steps.mjs'

const secondsMax = 300
const planLines = [
	{ goal: 'Clean and dressed by ten', outcome: 1, how: 'service', detail: 'Three visits a day', service_kind: 'home-care',
		provider: 1, units: '21', unit_cost: '27.50', mechanism: 'council' },
	{ goal: 'Sundays with the family', outcome: 2, how: 'service', detail: 'Three days with others', service_kind: 'day-support',
		provider: 1, units: '3', unit_cost: '55.00', mechanism: 'council' },
]

async function assess(walk, person) {
	return as({ ...walk, name: 'practitioner1' }, async (page) => {
		const work = await openWork(page, person, 'Needs assessment')
		await look(page, '08-person')
		await visit(page, work)
		await press(page, 'Take it on')
		await look(page, '09-assessment')
		await visit(page, `${work}/section/keeping-clean-and-the-toilet`)
		assert.match(await words(page), /On record|themselves|said/i)
		await look(page, '10-prefilled')
		await section(page, work, 'who-took-part', { meeting_method: 'service-user' })
		for (const [id, limb] of [['keeping-clean-and-the-toilet', 'limb_hygiene'], ['clothes', 'limb_clothing'],
			['eating-and-drinking', 'limb_nutrition']])
			await section(page, work, id, { [limb]: 'needs-person' })
		await section(page, work, 'what-it-adds-up-to', { need_cause: 'yes', wellbeing_impact: 'significant',
			worker_analysis: 'Arthritis makes washing and cooking impossible alone.', eligible_adult: 'eligible',
			prevent_advice: 'A perching stool and a level-access shower.' })
		await section(page, work, 'what-it-adds-up-to', { wellbeing_impact_why: 'She cannot keep clean or eat well without help.' })
		await visit(page, work)
		assert.match(await words(page), /eligib/i)
		await look(page, '11-proposal')
		await send(page, work, 'eligible', 'The three conditions are met.', 'Send for approval')
		await approveDirectly(page, work, '')
		await look(page, '12-awaiting')
		return work
	})
}

async function planIt(walk, person) {
	return as({ ...walk, name: 'practitioner1' }, async (page) => {
		const work = await openWork(page, person, 'Support plan')
		await visit(page, `${work}/section/what-will-meet-each-need`)
		for (const [row, line] of planLines.entries())
			await fill(page, Object.fromEntries(Object.entries(line).map(([cell, value]) => [`plan_lines-${row}-${cell}`, value])))
		await look(page, '13-plan-lines')
		await press(page, 'Save and go on')
		await section(page, work, 'budget', { budget_final: '742.50' })
		await section(page, work, 'budget', { budget_choice: 'council' })
		await section(page, work, 'staying-well', { prevent_advice: 'Exercises each morning.' })
		await section(page, work, 'agreement', { plan_agreed: 'yes' })
		await visit(page, work)
		assert.match(await words(page), /£742\.50/)
		await look(page, '14-plan')
		await send(page, work, 'agreed-over', '', 'Send for approval')
		return work
	})
}

async function askForMoney(walk, person) {
	return as({ ...walk, name: 'practitioner1' }, async (page) => {
		const work = await openWork(page, person, 'Funding request')
		await visit(page, work)
		assert.match(await words(page), /£742\.50/)
		await look(page, '15-funding')
		await send(page, work, 'agreed', 'Nothing smaller meets the needs.', 'Send for approval')
		return work
	})
}

async function arrange(walk, person) {
	await as({ ...walk, name: 'broker1' }, async (page) => {
		const work = await openWork(page, person, 'Arrange support')
		await visit(page, work)
		await look(page, '17-arrange')
		await send(page, work, 'arranged', '', 'Finish')
		await visit(page, `${person}/services`)
		const shown = await words(page)
		for (const expected of [/Home care/, /Day support/, /£742\.50/]) assert.match(shown, expected)
		await look(page, '18-services')
	})
}

async function review(walk, person) {
	return as({ ...walk, name: 'practitioner1' }, async (page) => {
		await visit(page, `${person}/timeline`)
		const letters = await page.locator('a[href^="/letters/"]').evaluateAll((links) =>
			links.map((link) => link.getAttribute('href')))
		assert.ok(letters.length > 0, 'letters were made')
		const work = await openWork(page, person, 'Review')
		await section(page, work, 'who-took-part', { review_reason: 'planned', meeting_method: 'service-user' })
		await section(page, work, 'your-view-first', { 'goal_progress-0-goal': 'Clean and dressed by ten',
			'goal_progress-0-result': 'partly' })
		await section(page, work, 'result', { review_changes: 'less', 'plan_lines-0-units': '14',
			worker_analysis: 'Two visits a day are enough now.', prevent_advice: 'Keep to the exercises.' })
		await visit(page, work)
		assert.match(await words(page), /£550\.00/)
		await look(page, '19-review')
		await send(page, work, 'change-lines', '', 'Send for approval')
		return work
	})
}

function exported(server, person) {
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())
	const made = spawnSync(binary, ['cld', 'export', '--data', server.folder, '--from', today, '--to', today],
		{ encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
	assert.equal(made.status, 0, made.stderr)
	const rows = made.stdout.split('\n').filter((line) => line.includes(person.split('/').pop()))
	for (const kind of ['Request', 'Assessment', 'Service', 'Review'])
		assert.ok(rows.some((row) => row.split(',').includes(kind)), `the return holds the ${kind} of this person: ${rows.length} rows`)
}

async function walkThrough({ browser, server }, script) {
	const walk = { browser, server, script, person: script ? 'Marigold Ashdown' : 'Peregrine Whitlock' }
	await checkAndSend(walk)
	const person = await contact(walk)
	const assessment = await assess(walk, person)
	await as({ ...walk, name: 'manager1' }, (page) => approve(page, assessment))
	const plan = await planIt(walk, person)
	await as({ ...walk, name: 'manager1' }, (page) => approve(page, plan))
	const funding = await askForMoney(walk, person)
	const version = await as({ ...walk, name: 'panel1' }, async (page) => {
		await visit(page, funding)
		return page.locator('form[action$="/approve"] input[name=version]').inputValue()
	})
	await as({ ...walk, name: 'manager1' }, (page) => approveDirectly(page, funding, version))
	await as({ ...walk, name: 'panel1' }, async (page) => {
		await visit(page, funding)
		await look(page, '16-panel')
		await press(page, 'Approve')
		assert.match(await words(page), /write this before you decide/)
		expectStatus(page, 422)
		await fill(page, { panel_present: 'P. Anel, money; M. Anager, practice',
			panel_reasons: 'Two options were looked at; this one meets the needs at home.', panel_theme: 'home' })
		await press(page, 'Approve')
		await page.waitForURL(/\/work\/.{26}$/)
		assert.match(await words(page), /Two options were looked at/)
		await look(page, '16-panel-approved')
	})
	await arrange(walk, person)
	const reviewed = await review(walk, person)
	await as({ ...walk, name: 'manager1' }, async (page) => {
		await visit(page, reviewed)
		await look(page, '20-review-approval')
		await approve(page, reviewed)
		await visit(page, `${person}/services`)
		const shown = await words(page)
		for (const expected of [/21 hours/, /14 hours/, /£550\.00/]) assert.match(shown, expected)
		await look(page, '21-services-after-review')
		await openWork(page, person, 'Review')
		assert.doesNotMatch(await words(page), /£577\.50/)
		await look(page, '22-person-at-the-end')
		const letter = await visit(page, plan).then(() => page.locator('a[href^="/letters/"]').first().getAttribute('href'))
		await visit(page, letter)
		const letterWords = await page.locator('body').innerText()
		assert.match(letterWords, new RegExp(walk.person))
		assert.doesNotMatch(letterWords, /not recorded yet|starts now/)
		await look(page, '23-letter')
	})
	await as({ ...walk, name: 'analyst1' }, async (page) => {
		await visit(page, '/figures')
		await look(page, '24-figures')
	})
	exported(server, person)
}

e2e('one person walks from the check to the review and the return', (started) => walkThrough(started, true),
	{ seconds: secondsMax })
e2e('the same walk without script on a small screen', (started) => walkThrough(started, false), { seconds: secondsMax })
