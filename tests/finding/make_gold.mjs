// Makes people.csv and queries.csv of the gold set from the names that ship and from hand.csv's own people; run by hand,
// and what it made is kept, so that a change of the model shows as a change of the set.
//
//   node tests/finding/make_gold.mjs
//
// The error model (docs/finding.md has it in words): somebody remembers a few things of a person and types them, each
// with some chance wrong. Weights stand beside each. Nothing is looked at but the person: no query was kept or left out
// because of what it finds. Every second person's queries are for working with, the others are only measured.
import {readFileSync, writeFileSync} from 'node:fs';

const folder = new URL('.', import.meta.url);

// A small generator (mulberry32), so that the set is the same wherever it is made.
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const random = randomFrom(20261122);
const below = (count) => Math.floor(random() * count);
const pick = (list) => list[below(list.length)];
const chance = (probability) => random() < probability;
function weighted(choices) {
  let at = random() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of choices) {
    at -= weight;
    if (at < 0) return value;
  }
  return choices[choices.length - 1][1];
}

// --- names ---------------------------------------------------------------------------------------------------------

const names = {};
const variants = {};
for (const line of readFileSync(new URL('../../data/demonstration/names.csv', folder), 'utf8').trim().split('\n').slice(1)) {
  const [community, kind, name, sex, , , others] = line.split(',');
  names[community] ??= {female: [], male: [], surname: []};
  if (kind === 'surname') names[community].surname.push(name);
  else for (const one of sex === 'female' || sex === 'male' ? [sex] : ['female', 'male']) names[community][one]?.push(name);
  if (others) variants[name] = others.trim().split('|');
}

// How each community writes a name: the customs of the names file. Returns the words in the order of the record.
const CUSTOMS = {
  Bangladeshi: (n, sex) => sex === 'female' ? [pick(n.female), pick(['Begum', 'Khatun', 'Bibi', 'Akhtar'])]
    : [pick(['Md', 'Mohammed', 'Abdul', 'Syed']), pick(n.male), pick(n.surname)],
  'Indian Gujarati': (n, sex) => [pick(n[sex]), pick(n.male), pick(n.surname)],
  'Indian Punjabi': (n, sex) => [pick(n[sex]), sex === 'female' ? 'Kaur' : 'Singh', ...(chance(0.6) ? [pick(n.surname)] : [])],
  Tamil: (n, sex) => [pick(n.male), pick(n[sex])],
  Pakistani: (n, sex) => sex === 'female' ? [pick(n.female), pick(['Bibi', 'Begum', pick(n.surname)])]
    : [...(chance(0.5) ? ['Muhammad'] : []), pick(n.male), pick(n.surname)],
  Nigerian: (n, sex) => [pick(n[sex]), pick(names['White British'][sex]), pick(n.surname)],
  Ghanaian: (n, sex) => [pick(n[sex]), pick(names['White British'][sex]), pick(n.surname)],
  Somali: (n, sex) => [pick(n[sex]), pick(n.male), pick(n.male)],
  Chinese: (n, sex) => [pick(n.surname), pick(n[sex])],
  Vietnamese: (n, sex) => [pick(n.surname), sex === 'female' ? 'Thi' : 'Van', pick(n[sex])],
};
function nameOf(community, sex) {
  const list = names[community];
  const custom = CUSTOMS[community];
  const words = custom ? custom(list, sex) : [pick(list[sex]), ...(chance(0.4) ? [pick(list[sex])] : []), pick(list.surname)];
  return words.filter((word, at) => words.indexOf(word) === at);
}

// --- people --------------------------------------------------------------------------------------------------------

const PEOPLE = 200;
const two = (number) => String(number).padStart(2, '0');
const letters = 'ABCDEFGHIJKLMNOPQRST';
function drawPerson(number) {
  const communities = Object.keys(names);
  const community = communities[number % communities.length];
  const sex = chance(0.55) ? 'female' : 'male';
  const words = nameOf(community, sex);
  const given = words.find((word) => variants[word]);
  return {
    key: `p${String(number + 1).padStart(3, '0')}`,
    name: words.join(' '),
    known_as: given && chance(0.3) ? pick(variants[given]) : '',
    former: sex === 'female' && chance(0.25) ? [words[0], pick(names[community].surname)].join(' ') : '',
    other: '',
    born: `${1930 + below(75)}-${two(1 + below(12))}-${two(1 + below(28))}`,
    postcode: `RM${10 + below(40)} ${below(10)}${pick(letters)}${pick(letters)}`,
    phone: `01632 ${960000 + number * 7}`,
    nhs: '',
  };
}

// --- errors of words -----------------------------------------------------------------------------------------------

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
function neighbourKey(letter) {
  const row = KEYS.find((keys) => keys.includes(letter));
  if (!row) return 'e';
  const at = row.indexOf(letter);
  return at === 0 ? row[1] : at === row.length - 1 ? row[at - 1] : row[at + (chance(0.5) ? 1 : -1)];
}
const plain = (word) => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/[łŁ]/g, 'l').replace(/ı/g, 'i');
const MISHEARD = [['ph', 'f'], ['ck', 'k'], ['ee', 'i'], ['oo', 'u'], ['ou', 'u'], ['ie', 'y'], ['y', 'i'], ['i', 'y'], ['c', 'k'],
  ['k', 'c'], ['s', 'z'], ['z', 's'], ['w', 'v'], ['v', 'w'], ['dh', 'd'], ['th', 't'], ['e', 'a'], ['a', 'e'], ['o', 'u'], ['u', 'o']];
const WORD_ERRORS = [
  [4, (word) => { const at = 1 + below(word.length - 1); return word.slice(0, at) + word.slice(at + 1); }],
  [2, (word) => { const at = below(word.length); return word.slice(0, at) + word[at] + word.slice(at); }],
  [3, (word) => { const at = below(word.length - 1); return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2); }],
  [3, (word) => { const at = 1 + below(word.length - 1); return word.slice(0, at) + neighbourKey(word[at]) + word.slice(at + 1); }],
  [4, (word) => { const fits = MISHEARD.filter(([from]) => word.includes(from)); if (!fits.length) return word;
    const [from, to] = pick(fits); return word.replace(from, to); }],
];
// A word as somebody types it. One of four goes wrong; short words stay, for nobody could tell which was meant.
function typedWord(word) {
  if (variants[word] && chance(0.2)) return pick(variants[word]);
  const simple = plain(word).toLowerCase();
  if (simple.length < 5 || !chance(0.25)) return chance(0.5) ? simple : word;
  return weighted(WORD_ERRORS)(simple);
}
function typedName(words) {
  const typed = words.map(typedWord);
  if (typed.length > 1 && chance(0.3)) return chance(0.5) ? `${typed.at(-1)}, ${typed.slice(0, -1).join(' ')}` : typed.reverse().join(' ');
  return typed.join(' ');
}

// --- errors of dates, postcodes and numbers ------------------------------------------------------------------------

const MONTHS = ['Jan', 'Feb', 'March', 'April', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
function typedDate(born) {
  let [year, month, day] = born.split('-').map(Number);
  const wrong = weighted([[80, 'none'], [10, 'swapped'], [6, 'day'], [4, 'year']]);
  if (wrong === 'swapped' && day <= 12) [day, month] = [month, day];
  if (wrong === 'day') day = day > 14 ? day - 1 : day + 1;
  if (wrong === 'year') year += pick([-1, 1]);
  return weighted([[5, `${day}/${month}/${year}`], [2, `${two(day)}.${two(month)}.${year}`], [2, `${day}/${month}/${two(year % 100)}`],
    [2, `${day} ${MONTHS[month - 1]} ${year}`], [1, `${year}-${two(month)}-${two(day)}`], [1, `${two(day)}${two(month)}${year}`]]);
}
const typedYear = (born) => born.slice(0, 4);
const typedMonth = (born) => `${MONTHS[Number(born.slice(5, 7)) - 1]} ${born.slice(0, 4)}`;
const typedPostcode = (postcode) => weighted([[3, postcode], [2, postcode.toLowerCase()], [2, postcode.replace(' ', '')],
  [1, postcode.toLowerCase().replace(' ', '')]]);
const district = (postcode) => postcode.split(' ')[0];
const sector = (postcode) => postcode.slice(0, -2);
const typedPhone = (phone) => weighted([[2, phone], [2, phone.replace(' ', '')], [1, phone.slice(-6)], [1, `+44 ${phone.slice(1)}`],
  [1, `${phone.slice(0, 5)} ${phone.slice(6, 9)} ${phone.slice(9)}`]]);

// --- what is remembered --------------------------------------------------------------------------------------------

const family = (person) => person.name.split(' ').at(-1);
const first = (person) => person.name.split(' ')[0];
const ends = (person) => [first(person), family(person)];
const REMEMBERED = [
  [12, 'name, date', (p) => `${typedName(ends(p))} ${typedDate(p.born)}`],
  [10, 'whole name', (p) => p.name.split(' ').length > 2 ? typedName(p.name.split(' ')) : `${typedName(ends(p))} ${typedYear(p.born)}`],
  [10, 'name, year', (p) => `${typedName(ends(p))} ${typedYear(p.born)}`],
  [6, 'name, month', (p) => `${typedName(ends(p))} ${typedMonth(p.born)}`],
  [8, 'name, postcode', (p) => `${typedName(ends(p))} ${typedPostcode(p.postcode)}`],
  [7, 'name, district', (p) => `${typedName(ends(p))} ${district(p.postcode)}`],
  [4, 'name, sector', (p) => `${typedName(ends(p))} ${sector(p.postcode)}`],
  [7, 'one word, date', (p) => `${typedWord(pick(ends(p)))} ${typedDate(p.born)}`],
  [5, 'one word, postcode', (p) => `${typedWord(pick(ends(p)))} ${typedPostcode(p.postcode)}`],
  [3, 'initial, family name, date', (p) => `${first(p)[0]} ${typedWord(family(p))} ${typedDate(p.born)}`],
  [4, 'telephone', (p) => typedPhone(p.phone)],
  [2, 'one word, telephone', (p) => `${typedWord(family(p))} ${typedPhone(p.phone)}`],
  [2, 'reference', () => '{reference}'],
  [8, 'former name', (p) => p.former && `${typedName(p.former.split(' '))} ${pick([typedDate, typedYear])(p.born)}`],
  [6, 'known as', (p) => p.known_as && `${typedName([p.known_as, family(p)])} ${typedYear(p.born)}`],
];
function drawQuery(person) {
  for (;;) {
    const [kind, typed] = (([name, make]) => [name, make(person)])(weighted(REMEMBERED.map(([weight, ...rest]) => [weight, rest])));
    if (typed) return {kind, typed};
  }
}

// --- writing -------------------------------------------------------------------------------------------------------

const cell = (text) => /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const table = (columns, rows) => [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n') + '\n';
const people = Array.from({length: PEOPLE}, (_, number) => drawPerson(number));
const queries = people.flatMap((person, at) => [drawQuery(person), drawQuery(person)].map((query) => ({
  half: at % 2 === 0 ? 'work' : 'measure', kind: query.kind, person: person.key, typed: query.typed})));
writeFileSync(new URL('people.csv', folder), table(['key', 'name', 'known_as', 'former', 'other', 'born', 'postcode', 'phone', 'nhs'], people));
writeFileSync(new URL('queries.csv', folder), table(['half', 'kind', 'person', 'typed'], queries));
