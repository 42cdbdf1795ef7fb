// A panel: a paper that nobody typed stands on the next agenda, is moved, read, decided with a minute, and counted by what it
// turned on; nobody else reads it. Legal powers: an attorney for money does not agree to care, and the page says so.

import assert from 'node:assert/strict'

import { e2e, expectStatus, visit } from './harness.mjs'
import { as, fill, look, openWork, press, send, words } from './steps.mjs'

const secondsMax = 300
const phone = 390

async function somebody(started, name, pathway) {
	return as({ ...started, name: 'practitioner1' }, async (page) => {
		await visit(page, '/people/new')
		await page.locator('#name_full').fill(name)
		await page.fill('#birth_date-year', '1938')
		await page.locator('main form[action="/people/new"] button').last().click()
		if (await page.getByRole('button', { name: /None of these/ }).count())
			await page.getByRole('button', { name: /None of these/ }).click()
		await page.waitForURL(/\/people\/.{26}$/)
		const person = new URL(page.url()).pathname
		await begin(page, person, pathway)
		return { person, work: new URL(page.url()).pathname }
	})
}

async function begin(page, person, pathway) {
	await visit(page, person)
	await page.locator('details:has([name=pathway]) > summary').click()
	await page.locator('[name=pathway]').selectOption(pathway)
	await press(page, 'Start')
	await page.waitForURL(/\/work\//)
}

async function sendRequest(started, work) {
	await as({ ...started, name: 'practitioner1' }, async (page) => {
		await visit(page, work)
		await fill(page, { 'goals-0-goal': 'Be up and dressed for the club', 'plan_lines-0-goal': 'Dressed by ten',
			'plan_lines-0-outcome': 1, 'plan_lines-0-how': 'service', 'plan_lines-0-service_kind': 'home-care',
			'plan_lines-0-units': '27', 'plan_lines-0-unit_cost': '27.50', 'plan_lines-0-mechanism': 'council',
			'fund_options-0-option': 'A flat with care', 'fund_options-0-weekly_cost': '610.00',
			'fund_options-0-meets_needs': 'partly', 'fund_options-0-person_view': 'Too far from the club',
			fund_risk: 'She would stay in bed until noon.' })
		await press(page, 'Save and go on')
		await send(page, work, 'agreed', 'Nothing smaller meets the needs.', 'Send for approval')
		for (const path of ['/panels', work.replace('/work/', '/panels/papers/')]) {
			const answer = await page.request.get(path, { maxRedirects: 0 })
			assert.equal(answer.status(), 403, `${path} is not for a practitioner`)
			assert.ok(!(await answer.text()).includes('Odile'), `${path} names nobody`)
		}
	})
}

async function readPaper(page, name) {
	await visit(page, '/panels')
	assert.match(await words(page), /Funding panel/)
	await look(page, 'panels')
	await page.locator('main table a', { hasText: /day \d/ }).first().click()
	await page.waitForURL(/\/panels\/sittings\/funding\//)
	for (let sitting = 0; sitting < 4 && !(await words(page)).includes(name); sitting++) {
		await page.locator('main a', { hasText: 'The sitting after this' }).click()
		await page.waitForLoadState()
	}
	await look(page, 'agenda')
	await page.locator('main table a', { hasText: name }).first().click()
	await page.waitForURL(/\/panels\/papers\//)
	const paper = await words(page)
	for (const said of [/Too far from the club/, /£610\.00/, /£742\.50 × 365 ÷ 7/, /She would stay in bed until noon/,
		/Nothing smaller meets the needs/, /No finished assessment stands on the record/])
		assert.match(paper, said)
	await look(page, 'paper')
}

e2e('a paper that nobody typed stands on the agenda, is decided with a minute and counted by its theme', async (context) => {
	const started = { ...context, pictured: 'panels' }
	const name = 'Odile Fairweather'
	const { person, work } = await somebody(started, name, 'funding-request')
	await sendRequest(started, work)
	await as({ ...started, name: 'panel1', width: phone }, (page) => readPaper(page, name))
	await as({ ...started, name: 'panel1' }, async (page) => {
		await readPaper(page, name)
		await press(page, 'Take it off')
		await page.waitForLoadState()
		assert.match(await words(page), /On no agenda/)
		await visit(page, '/panels')
		assert.match(await words(page), /Odile Fairweather/)
		await visit(page, work.replace('/work/', '/panels/papers/'))
		await page.locator('[name=sitting]').selectOption({ index: 1 })
		await press(page, 'Put it there')
		await page.waitForLoadState()
		assert.match(await words(page), /Take it off/)
		await page.locator('main a', { hasText: 'To the decision' }).click()
		await page.waitForURL(/\/work\/.{26}/)
		await fill(page, { panel_present: 'P. Anel for money', panel_reasons: 'The flat is too far from her people.',
			panel_theme: 'home' })
		await press(page, 'Approve')
		await page.waitForURL(/\/work\/.{26}$/)
		await visit(page, '/panels/themes')
		assert.match(await words(page), /Staying at home or moving/)
		await look(page, 'themes')
		const file = await page.request.get('/panels/themes/file')
		assert.match(await file.text(), /^month,clear,cost,/)
		await page.locator('main table a[href*="/panels/themes/home/"]').first().click()
		await page.waitForURL(/\/panels\/themes\/home\//)
		assert.match(await words(page), /Odile Fairweather/)
		await visit(page, person)
	})
	await as({ ...started, name: 'panel1', width: phone }, async (page) => {
		await visit(page, '/panels/themes')
		await look(page, 'themes')
	})
}, { seconds: secondsMax })

e2e('an attorney for money does not agree to care, and the record says what each power reaches', async (context) => {
	const started = { ...context, pictured: 'powers' }
	const { person, work } = await somebody(started, 'Basil Thorogood', 'legal-power')
	await as({ ...started, name: 'practitioner1' }, async (page) => {
		await visit(page, work)
		await fill(page, { 'legal_authority-0-kind': 'lpa-money', 'legal_authority-0-person': 'Ida Lund',
			'legal_authority-0-seen_on': '2026-05-01', 'legal_authority-0-standing': 'in-force' })
		await look(page, 'power')
		await press(page, 'Save and go on')
		await send(page, work, 'recorded', '', 'Finish')
		await visit(page, person)
		assert.match(await words(page), /Ida Lund: property and money only/)
		await look(page, 'record')
		await begin(page, person, 'support-plan')
		const plan = new URL(page.url()).pathname
		await visit(page, `${plan}/section/staying-safe`)
		await fill(page, { 'positive_risks-0-wants': 'Swim in the sea', 'positive_risks-0-worth': 'I feel like a boy',
			'positive_risks-0-safer': 'My son swims beside me', 'positive_risks-0-who_does_not': 'My doctor',
			'positive_risks-0-decision': 'tried' })
		await look(page, 'risk')
		await press(page, 'Save and go on')
		await visit(page, `${plan}/section/agreement`)
		assert.match(await page.locator('.kith-identity').innerText(), /nobody holds a power for this decision/)
		await fill(page, { plan_agreed: 'yes' })
		await press(page, 'Save and go on')
		await visit(page, `${plan}/section/agreement`)
		await fill(page, { plan_signed_by: 'attorney-money' })
		await press(page, 'Save and go on')
		await visit(page, `${plan}/section/staying-well`)
		await fill(page, { prevent_advice: 'Warm up first.' })
		await press(page, 'Save and go on')
		await visit(page, plan)
		await page.locator('[name=outcome][value="no-paid-support"]').check()
		await press(page, 'Send for approval')
		assert.match(await words(page), /That does not reach what is decided here: Care, health and welfare/)
		expectStatus(page, 422)
		await look(page, 'refused')
		assert.equal(await openWork(page, person, 'Support plan'), plan)
	})
}, { seconds: secondsMax })
