// Follows CONTRIBUTING.md to the letter on a copy: node follow.mjs BUILD-FOLDER
//
// Every fenced block that says what to do (create, append, insert) is done. Then the practice must load with one
// question and one pathway more, the collector must take the statement, and what was written in C must compile with
// the house's own warnings. Each promise that something is refused is tried too.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const build = path.resolve(process.argv[2] || path.join(root, 'build/asan'))
const copy = mkdtempSync(path.join(tmpdir(), 'kith-contributing-'))
const read = (file) => readFileSync(path.join(copy, file), 'utf8')
const write = (file, text) => writeFileSync(path.join(copy, file), text)

function blocksOf(text) {
	const found = []
	for (const [, verb, file, body] of text.matchAll(/^```\w+ (\w+) (\S+)\n(.*?)^```$/gms)) found.push({ verb, file, body })
	return found
}

function follow({ verb, file, body }) {
	const place = path.join(copy, file)
	if (verb === 'create') {
		assert.ok(!existsSync(place), `${file} is there already`)
		mkdirSync(path.dirname(place), { recursive: true })
		writeFileSync(place, body)
	} else if (verb === 'append') {
		assert.ok(existsSync(place), `there is no ${file}`)
		appendFileSync(place, body)
	} else {
		assert.equal(verb, 'insert', `a block for ${file} says ${verb}`)
		const first = body.slice(0, body.indexOf('\n') + 1)
		const parts = readFileSync(place, 'utf8').split(`\n${first}`)
		assert.equal(parts.length, 2, `"${first.trim()}" stands ${parts.length - 1} times in ${file}`)
		writeFileSync(place, `${parts[0]}\n${body}${parts[1]}`)
	}
}

function run(program, words, cwd = copy) {
	const done = spawnSync(program, words, { cwd, encoding: 'utf8' })
	assert.equal(done.error, undefined, `${program} could not be started`)
	return done
}

/** Questions and pathways of the copy's practice; fails when it does not load. */
function countPractice() {
	const done = run(path.join(build, 'kith'), ['practice', 'check', 'boroughs/thurrock'])
	assert.equal(done.status, 0, done.stderr)
	const [, questions, pathways] = done.stdout.match(/(\d+) questions, (\d+) pathways/)
	return { questions: Number(questions), pathways: Number(pathways) }
}

function sqlFiles() {
	return readdirSync(path.join(copy, 'src'), { recursive: true }).filter((file) => file.endsWith('.sql')).sort()
}

function collect() {
	const words = ['--out', path.join(copy, 'generated')]
	for (const file of readdirSync(path.join(copy, 'schema')).sort()) words.push('--schema', path.join(copy, 'schema', file))
	words.push('--root', path.join(copy, 'src'))
	for (const file of sqlFiles()) words.push('--sql', file)
	return run(path.join(build, 'kith_collect'), words)
}

/** Compiles a file of the copy with the flags of the house; other headers come from the copy and from the build. */
function compile(file, warnings) {
	const done = run('cc', [...warnings, '-fsyntax-only', `-I${path.join(copy, 'generated')}`, `-I${path.join(copy, 'src')}`,
		path.join(copy, file)])
	assert.equal(done.status, 0, done.stderr)
}

function houseFlags() {
	const commands = JSON.parse(readFileSync(path.join(build, 'compile_commands.json'), 'utf8'))
	const { command } = commands.find(({ file }) => file.endsWith('/src/care/person/person.c'))
	return command.split(/\s+/).filter((word) => /^-(W|std=)/.test(word) || /^-D\w+(=\w+)?$/.test(word))
}

function refused(done, words) {
	assert.equal(done.status, 1, `${words} should have been refused`)
	assert.match(done.stderr, new RegExp(words))
}

let number = 0
function test(name, steps) {
	steps()
	console.log(`ok ${++number} - ${name}`)
}

function followPractice(blocks) {
	const before = countPractice()
	const practice = blocks.filter(({ file }) => file.startsWith('boroughs/'))
	const [question, ...rest] = practice
	assert.ok(rest.length >= 3, 'CONTRIBUTING.md has no question and pathway to follow')
	test('a form that names a question that is nowhere is refused', () => {
		const [naming] = rest.filter(({ verb }) => verb === 'insert')
		const kept = read(naming.file)
		follow(naming)
		refused(run(path.join(build, 'kith'), ['practice', 'check', 'boroughs/thurrock']), 'bed_changing')
		write(naming.file, kept)
	})
	test('the question and the pathway load', () => {
		follow(question)
		rest.forEach(follow)
		assert.deepEqual(countPractice(), { questions: before.questions + 1, pathways: before.pathways + 1 })
	})
	test('an outcome that does nothing is refused', () => {
		const pathway = 'boroughs/common/pathways/key-safe-check.yaml'
		const kept = read(pathway)
		write(pathway, kept.replace(/ {4}then:\n {6}- \{record: .*\n/, ''))
		assert.notEqual(read(pathway), kept)
		refused(run(path.join(build, 'kith'), ['practice', 'check', 'boroughs/thurrock']), 'key-safe-check\\.yaml:')
		write(pathway, kept)
	})
}

function followCode(blocks) {
	const code = blocks.filter(({ file }) => file.startsWith('src/'))
	const sql = 'src/care/person/person.sql'
	code.forEach(follow)
	test('the statement is taken by the collector', () => {
		const done = collect()
		assert.equal(done.status, 0, done.stderr)
		assert.match(read('generated/care/person/person.sql.h'), /sql_person_relation_count_one/)
	})
	test('the rule, the page and its route compile', () => {
		const flags = houseFlags()
		assert.ok(flags.includes('-Werror') && flags.includes('-Wconversion'), 'the flags of the house were not found')
		const written = new Set(code.map(({ file }) => file).filter((file) => file.endsWith('.c')))
		assert.equal(written.size, 3)
		for (const file of written) compile(file, flags)
	})
	test('a statement that reads people and asks nobody who may see is refused', () => {
		const kept = read(sql)
		write(sql, kept.replace('JOIN visible_person v ON v.person_id = i.current_id AND v.how = 2\n'
			+ 'JOIN actor_audience a ON a.audience_id = v.audience_id AND a.actor_id = $1\nLEFT', 'LEFT'))
		assert.notEqual(read(sql), kept)
		refused(collect(), 'visible_person')
		write(sql, kept)
	})
}

try {
	for (const folder of ['boroughs', 'data', 'schema', 'src']) cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true })
	const blocks = blocksOf(readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8'))
	followPractice(blocks)
	followCode(blocks)
} finally {
	rmSync(copy, { recursive: true, force: true })
}
