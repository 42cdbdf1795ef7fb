// The person page as it is usually made: Express, Nunjucks, one SQLite file. It reads what Kith's page reads (session,
// permission, who may see, facts, open work, services, people, the first of the timeline) and writes the same read row,
// durable, before it answers. Markup of the same kind. For bench/load.mjs to stand beside; nobody's program.
//
//   node person.mjs DATA PORT

import { createHash, randomUUID } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import express from 'express'
import Database from 'libsql'
import nunjucks from 'nunjucks'

const [data, port] = process.argv.slice(2)
const here = path.dirname(fileURLToPath(import.meta.url))
const database = new Database(path.join(data, 'kith.sqlite'))
database.exec('PRAGMA journal_mode = WAL')
database.exec('PRAGMA synchronous = FULL')
database.exec('PRAGMA cache_size = -16000')
const app = express()
app.disable('x-powered-by')
nunjucks.configure(here, { autoescape: true, express: app, watch: false })

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const statement = (text) => database.prepare(text)
const session = statement(`SELECT s.user_id AS user, s.ends_at, u.name, u.team_id FROM session s
	JOIN user_account u ON u.id = s.user_id WHERE s.token_hash = ?`)
const permissions = statement(`SELECT p.permission FROM user_role u JOIN role_permission p ON p.role_id = u.role_id WHERE u.user_id = ?`)
const head = statement(`SELECT p.id, p.reference, s.name, s.known_as, s.born, s.died_on, s.nhs_number, s.address, s.postcode, s.phones
	FROM person_identity i JOIN person p ON p.id = i.current_id JOIN person_summary s ON s.person_id = p.id
	WHERE i.id = ? AND 2 = (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
		WHERE v.person_id = i.current_id AND a.actor_id = ?)`)
const facts = statement(`SELECT f.question, f.value, f.recorded_at, f.giver, u.name AS by_name FROM fact_current f
	LEFT JOIN user_account u ON u.id = f.by_actor WHERE f.subject_kind = 'person' AND f.subject_id = ? ORDER BY f.question`)
const works = statement(`SELECT w.id, w.reference, w.title, w.stage, w.due_on, u.name AS who, t.name AS team FROM work w
	JOIN person_identity i ON i.id = w.person_id LEFT JOIN user_account u ON u.id = w.assigned_user
	LEFT JOIN team t ON t.id = w.assigned_team
	WHERE i.current_id = ? AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned') ORDER BY w.due_on LIMIT 50`)
const services = statement(`SELECT s.kind, s.goal, s.mechanism, s.starts_on, s.weekly_pence FROM service s
	JOIN person_identity i ON i.id = s.person_id WHERE i.current_id = ? AND (s.ends_on IS NULL OR s.ends_on >= ?) ORDER BY s.starts_on`)
const relations = statement(`SELECT r.kind, r.note, s.name, s.person_id FROM relation r JOIN person_identity i ON i.id = r.person_id
	JOIN person_identity o ON o.id = r.other_id JOIN person_summary s ON s.person_id = o.current_id
	WHERE i.current_id = ? AND r.ended_on IS NULL`)
const timeline = statement(`SELECT e.at, e.transition, e.detail, w.title, u.name AS by_name FROM work w
	JOIN person_identity i ON i.id = w.person_id JOIN work_event e ON e.work_id = w.id LEFT JOIN user_account u ON u.id = e.by_actor
	WHERE i.current_id = ? ORDER BY e.at DESC, e.id DESC LIMIT 20`)
const audit = statement(`INSERT INTO audit (id, at, actor, action, subject_kind, subject, person, reason, before_hash, after_hash,
	detail, own_hash) VALUES (?, ?, ?, 'person/read', 'person', ?, ?, 'page', '', '', '', ?)`)
const waiting = statement('INSERT INTO audit_waiting (audit_id) VALUES (?)')

function look(user, person) {
	const id = randomUUID()
	const at = Date.now() * 1000
	database.exec('BEGIN IMMEDIATE')
	audit.run(id, at, user, person, person, sha256([id, at, user, person].join('\n')))
	waiting.run(id)
	database.exec('COMMIT')
}

app.get('/people/:id', (request, response) => {
	const token = /(?:^|; )kith-session=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
	const who = session.get(sha256(token))
	if (!who || who.ends_at < Date.now() * 1000) return response.redirect(303, '/sign-in')
	if (!permissions.all(who.user).some((row) => row.permission === 'person-read')) return response.status(403).end()
	const person = head.get(request.params.id, who.user)
	if (!person) return response.status(404).end()
	if (request.query.look !== 'no') look(who.user, person.id)
	const today = new Date().toISOString().slice(0, 10)
	const money = (pence) => `£${(pence / 100).toFixed(2)}`
	const running = services.all(person.id, today)
	response.render('person.njk', { who, person, facts: facts.all(person.id), works: works.all(person.id),
		services: running, weekly: money(running.reduce((sum, one) => sum + one.weekly_pence, 0)), money,
		relations: relations.all(person.id), timeline: timeline.all(person.id),
		day: (microseconds) => new Date(microseconds / 1000).toISOString().slice(0, 10) })
})
app.listen(Number(port), '127.0.0.1', () => console.log('ready'))
