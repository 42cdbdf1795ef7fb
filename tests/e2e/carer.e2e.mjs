// A carer on a phone (S11): asks with one hand at 320 px, leaves and comes back, names two people; is assessed, paid
// once, and has a plan for a bad day that stands on both records. With and without script for the part of the public.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'

import { axeZero, binary, e2e, visit } from './harness.mjs'
import { approve, as, fill, look, openWork, press, section, send, words } from './steps.mjs'

const stepsMax = 90
const secondsMax = 300
const phone = { width: 320, pictured: 'carer' }
const safe = { hurt_or_afraid: 'no', made_to: 'no', care_carry_on: 'with-support', plan_b_have: 'no', plan_b_share: 'yes',
	health_effect: 'tired', mood: 'up-down', support_wanted: 'payment', care_tasks: 'personal',
	contact_urgency: 'days' }
const pictured = new Set(['care_for', 'plan_b_people', 'plan_b_share'])

const questionOf = (page) => new URL(page.url()).pathname.match(/^\/check\/question\/(\w+)$/)?.[1]

async function answer(page, id, written) {
	const controls = page.locator(`main [name="${id}"]`)
	if (await page.locator(`#${id}-day`).count()) {
		for (const [part, value] of [['day', '2'], ['month', '4'], ['year', '1979']]) await page.fill(`#${id}-${part}`, value)
	} else if (['radio', 'checkbox'].includes(await controls.first().getAttribute('type'))) {
		const wanted = page.locator(`[name="${id}"][value="${safe[id] || 'needs-person'}"]`)
		await (await wanted.count() ? wanted : controls).first().check()
	} else {
		await controls.first().fill(written[id] || 'I am tired')
	}
	await press(page, 'Save and go on')
}

/** From the start to the reference, with a break on the way. */
async function ask(started, name, cared) {
	const written = { name_full: name, home_postcode: 'RM17 6SL', phones: '01632 960124', children_looked_after: '0',
		care_for: cared.join('\n'), care_hours: '34', what_matters: 'One night of sleep a week.',
		plan_b_people: 'Joan Hale', plan_b_needs: 'Tablets in the blue tin at eight.' }
	const [reference, code] = await as({ ...started, ...phone }, async (page) => {
		await visit(page, '/check/begin/carer')
		await press(page, 'Start now')
		for (let i = 0; i < 5 && questionOf(page); i++) await answer(page, questionOf(page), written)
		await page.getByRole('link', { name: 'Stop and come back later' }).click()
		await axeZero(page)
		const shown = await page.locator('main strong').allInnerTexts()
		await press(page, 'Take it off this device')
		return shown
	})
	await as({ ...started, ...phone }, async (page) => {
		await visit(page, '/check/resume')
		await page.getByLabel('Your reference').fill(reference)
		await page.getByLabel('Your code').fill(code)
		await press(page, 'Go on')
		await visit(page, '/check/question/home_postcode')
		for (let i = 0; i < stepsMax && questionOf(page); i++) {
			const id = questionOf(page)
			if (pictured.has(id)) await look(page, id)
			else assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, id)
			await answer(page, id, written)
		}
		await look(page, 'answers')
		for (const one of cared) assert.match(await words(page), new RegExp(one))
		await press(page, 'Send to us')
		await visit(page, '/check/result')
		await look(page, 'result')
	})
}

async function twoOnFile(started) {
	return as({ ...started, name: 'manager1' }, async (page) => {
		await visit(page, '/team?team=all&pathway=review')
		const hrefs = await page.locator('main a[href^="/people/"]').evaluateAll((links) =>
			[...new Set(links.map((link) => link.getAttribute('href')))].slice(0, 2))
		const people = []
		for (const href of hrefs) {
			await visit(page, href)
			people.push({ href, name: await page.locator('.kith-identity__name').first().innerText() })
		}
		return people
	})
}

/** The request becomes the carer's record; nobody's record was opened by being named. */
async function take(started, name) {
	return as({ ...started, name: 'firstcontact1', pictured: 'carer' }, async (page) => {
		await visit(page, '/duty')
		const waiting = await page.locator('main a[href^="/duty/"]').evaluateAll((links) =>
			links.map((link) => link.getAttribute('href')))
		for (const href of waiting.reverse()) {
			await visit(page, href)
			if ((await words(page)).includes(name)) break
		}
		await press(page, 'Record and match')
		await page.waitForURL(/\/work\//)
		const work = new URL(page.url()).pathname
		const person = await page.locator('.kith-identity a[href^="/people/"]').first().getAttribute('href')
		await fill(page, { contact_from: 'carer', contact_story: 'Cares for two people and works nights.', contact_route: 'community' })
		await press(page, 'Save and go on')
		await send(page, work, 'carer', '', 'Finish')
		return person
	})
}

async function link(page, carer, cared) {
	await visit(page, `${carer}/people`)
	assert.match(await words(page), new RegExp(cared.name))
	await page.locator('#find').fill(cared.name)
	await press(page, 'Find')
	await look(page, 'people-found')
	await page.locator(`form:has(input[name=other][value="${cared.href.split('/').pop()}"]) button`).click()
	await page.waitForURL(/\/people\/.{26}\/people$/)
	assert.match(await words(page), /person who is cared for/)
}

async function assess(started, carer, cared) {
	await as({ ...started, name: 'practitioner1', pictured: 'carer' }, async (page) => {
		for (const one of cared) await link(page, carer, one)
		await look(page, 'people')
		const work = await openWork(page, carer, "Carer's assessment")
		await section(page, work, 'who-took-part', { meeting_method: 'carer' })
		await section(page, work, 'caring', { care_necessary: 'yes' })
		await section(page, work, 'your-health', { health_at_risk: 'yes' })
		await section(page, work, 'your-health', { health_at_risk_why: 'Woken every night.' })
		await section(page, work, 'what-it-adds-up-to', { carer_impact: 'significant',
			worker_analysis: 'One night of sleep a week would hold it together.', eligible_carer: 'eligible',
			prevent_advice: 'Sleep when somebody else is there.' })
		await section(page, work, 'what-it-adds-up-to', { carer_impact_why: 'No time for anything but caring and work.' })
		await visit(page, work)
		assert.match(await words(page), /The answers point to: eligible/)
		await look(page, 'assessment')
		await send(page, work, 'eligible', '', 'Send for approval')
		started.assessment = work
	})
	await as({ ...started, name: 'manager1' }, (page) => approve(page, started.assessment))
}

async function plan(started, carer) {
	const work = await as({ ...started, name: 'practitioner1', pictured: 'carer' }, async (page) => {
		const open = await openWork(page, carer, "Carer's plan")
		await visit(page, open)
		await fill(page, { 'carer_plan-0-what': 'break', 'carer_plan-0-detail': 'A night off each week',
			carer_payment: '250', 'plan_b_people-0-phone': '01632 960 011', plan_agreed: 'yes' })
		await press(page, 'Save and go on')
		await fill(page, { carer_payment_for: 'A washing machine' })
		await press(page, 'Save and go on')
		assert.match(await words(page), /records £250.00 once/)
		await look(page, 'plan')
		await send(page, open, 'agreed', '', 'Send for approval')
		assert.match(await words(page), /somebody else has to approve/)
		return open
	})
	await as({ ...started, name: 'manager1' }, (page) => approve(page, work))
	await as({ ...started, name: 'finance1', pictured: 'carer' }, async (page) => {
		const payment = await openWork(page, carer, 'Pay a carer once')
		await visit(page, payment)
		const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date()).split('-')
		for (const [i, part] of ['year', 'month', 'day'].entries()) await page.fill(`#payment_made_on-${part}`, today[i])
		await press(page, 'Save and go on')
		await look(page, 'payment')
		await send(page, payment, 'paid', '', 'Finish')
	})
}

function counted(started, carer) {
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())
	const made = spawnSync(binary, ['cld', 'export', '--data', started.server.folder, '--from', today, '--to', today],
		{ encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
	assert.equal(made.status, 0, made.stderr)
	const rows = made.stdout.split('\n').filter((line) => line.split(',').indexOf(carer.split('/').pop()) === 4
		|| line.split(',')[4] === carer.split('/').pop())
	for (const kind of ['Request', 'Assessment', 'Service'])
		assert.equal(rows.filter((row) => row.split(',').includes(kind)).length, 1, `${kind}: ${rows.join('\n')}`)
	for (const row of rows) assert.match(row, /Unpaid carer/)
}

e2e('a carer asks at night on a phone, is paid once, and the plan for a bad day stands on two records', async (context) => {
	const started = { ...context }
	const cared = await twoOnFile(started)
	assert.equal(cared.length, 2)
	const name = 'Nadia Rowanberry'
	await ask(started, name, cared.map((one) => one.name))
	const carer = await take(started, name)
	await assess(started, carer, cared)
	await plan(started, carer)
	await as({ ...started, ...phone, name: 'manager1' }, async (page) => {
		await visit(page, `${carer}/services`)
		assert.match(await words(page), /£250\.00/)
		for (const [i, one] of cared.entries()) {
			await visit(page, one.href)
			const shown = await words(page)
			assert.match(shown, new RegExp(`If ${name} .*cannot be there`))
			assert.match(shown, /Joan Hale · 01632 960 011/)
			assert.match(shown, /Tablets in the blue tin at eight/)
			assert.doesNotMatch(shown, /One night of sleep|I am tired/)
			await look(page, `bad-day-${i}`)
		}
	})
	counted(started, carer)
}, { seconds: secondsMax })

e2e('a carer asks without script', async (context) => {
	await ask({ ...context, script: false }, 'Orla Finch', ['My father', 'My neighbour'])
}, { seconds: secondsMax, demonstration: false })
