/**
 * `npm run release:check`: what is still open before the version in package.json can be released. The exit
 * code is 0 only if nothing is open that a command can see. Points that only the owner can see or do are
 * listed after it.
 *
 * With `--offline` it needs only Node.js and git, and leaves out n8n's scan and npm. The workflow that
 * publishes runs it like this, before any third-party code.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const CHECKLIST = 'CONTRIBUTING.md';
const isOffline = process.argv.includes('--offline');
const { GITHUB_REPOSITORY, GITHUB_REF_NAME } = process.env;

const manifest = JSON.parse(read('package.json'));
const { name, version } = manifest;

/** By condition: the sentences that say what is open and what to do. Empty if the condition holds. */
const checks = {
	'The author is a person or an organization': author,
	'All addresses lead to the repository that publishes': addresses,
	'The version is the same everywhere': sameVersion,
	'The changelog has an entry for this version': changelog,
	'The commit is on main, with nothing left out': commit,
	'The tag is the version': tag,
	'The workflow publishes with provenance': provenance,
	...(!isOffline && {
		"Nobody's code but npm's runs where it is published": () =>
			fails(process.execPath, ['tools/checks/lintWorkflows.mjs']),
		"The package passes publint and n8n's scan": () => fails('npm', ['run', 'check:package']),
		'npm has no such version yet': notOnNpm,
	}),
};

console.log(`Before ${name} ${version} is released:\n`);
for (const [what, check] of Object.entries(checks)) {
	const open = check();
	console.log(`${open.length === 0 ? '✔' : '✖'} ${what}`);
	for (const sentence of open) console.log(`    ${sentence}`);
	if (open.length > 0) process.exitCode = 1;
}
if (!isOffline) {
	console.log(`\nNo command can see these. ${CHECKLIST} says how, for the first release:\n`);
	for (const [, step] of read(CHECKLIST).matchAll(/^- \[ \] \*\*(.+?)\*\*/gm)) {
		console.log(`? ${step.replace(/[.,]$/, '')}`);
	}
}

function author() {
	const { name: person = '', email = '' } = manifest.author ?? {};
	const open = [];
	if (!person || person.includes(name)) {
		open.push('Enter who owns the repository as author.name in package.json.');
	}
	if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) || /\.(example|invalid|test)$/i.test(email)) {
		open.push('Enter an address that is read as author.email in package.json: n8n writes to it.');
	}
	return open;
}

/** npm refuses provenance of another repository, but only after everything else has run. */
function addresses() {
	const origin = run('git', ['remote', 'get-url', 'origin']);
	const here = GITHUB_REPOSITORY ?? (origin && repositoriesIn(`${origin.trim()} `)[0]);
	if (!here) return ['This clone has no remote "origin" on GitHub to compare them with.'];
	const files = [
		'package.json',
		...['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(folder, { recursive: true })
				.filter((file) => /\.(ts|json)$/.test(file))
				.map((file) => `${folder}/${file}`),
		),
	];
	const open = files.flatMap((file) =>
		[...new Set(repositoriesIn(read(file)))]
			.filter((one) => one.toLowerCase() !== here.toLowerCase())
			.map((one) => `${file} names ${one}, and this is ${here}.`),
	);
	const { repository } = manifest;
	if (repositoriesIn(`${repository?.url ?? repository} `).length === 0) {
		open.push('Enter the repository on GitHub as repository.url in package.json.');
	}
	return open;
}

/** The repositories on GitHub whose addresses are in a text, as `owner/name`. */
function repositoriesIn(text) {
	return [...text.matchAll(/github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(?![\w.-])/g)].map(
		([, one]) => one,
	);
}

function sameVersion() {
	const lock = JSON.parse(read('package-lock.json'));
	const open = [];
	if (lock.version !== version || lock.packages[''].version !== version) {
		open.push(`Run npm install: package-lock.json has ${lock.version}.`);
	}
	if (!/^\d+\.\d+\.\d+$/.test(version)) {
		open.push(`Only versions such as 1.2.3 are released, and this is ${version}.`);
	}
	return open;
}

function changelog() {
	const entries = new Map(
		read('CHANGELOG.md')
			.split(/^## /m)
			.map((part) => [part.split('\n', 1)[0].trim(), /^- /m.test(part)]),
	);
	const heading = [...entries.keys()].find((one) => one.startsWith(`[${version}]`));
	const open = [];
	if (!heading || !entries.get(heading)) {
		open.push(`Move the entries of CHANGELOG.md under "## [${version}] - <date>".`);
	} else if (!/\] - \d{4}-\d\d-\d\d$/.test(heading)) {
		open.push(`Write the day of the release behind "## [${version}]", as "- 2026-12-31".`);
	}
	if (heading && entries.get('[Unreleased]')) open.push('Entries are left under "[Unreleased]".');
	return open;
}

function commit() {
	const open = [];
	if (run('git', ['status', '--porcelain']) !== '') open.push('Commit what has changed.');
	if (run('git', ['merge-base', '--is-ancestor', 'HEAD', 'origin/main']) === undefined) {
		open.push('Push the commit to main: only what is there is published.');
	}
	return open;
}

function tag() {
	const tags = GITHUB_REF_NAME
		? [GITHUB_REF_NAME]
		: (run('git', ['tag', '--points-at', 'HEAD']) ?? '').split('\n').filter(Boolean);
	if (tags.includes(version)) return [];
	const found = tags.length > 0 ? `The tag is ${tags.join(', ')}. ` : '';
	return [
		`${found}Last of all, run git tag ${version}, this command, and git push origin ${version}.`,
	];
}

function provenance() {
	const workflow = read('.github/workflows/release.yml');
	return /id-token: write/.test(workflow) && /npm publish --provenance/.test(workflow)
		? []
		: ['release.yml must run npm publish --provenance in a job with id-token: write.'];
}

function notOnNpm() {
	const answer = spawn('npm', ['view', name, 'versions', '--json']);
	if (answer.status !== 0) {
		return answer.stdout.includes('E404') ? [] : ['npm could not be asked. Are you offline?'];
	}
	return [JSON.parse(answer.stdout)].flat().includes(version)
		? [`${version} is published. Run npm version <the next one> --no-git-tag-version.`]
		: [];
}

/** The output of a command that failed. */
function fails(command, parameters) {
	const { status, stdout, stderr } = spawn(command, parameters);
	return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n');
}

function spawn(command, parameters) {
	const shell = process.platform === 'win32' && command === 'npm';
	return spawnSync(command, parameters, { encoding: 'utf8', shell });
}

/** The output of a command; undefined if it fails. */
function run(command, parameters) {
	try {
		return execFileSync(command, parameters, {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
	} catch {
		return undefined;
	}
}

function read(file) {
	return readFileSync(file, 'utf8');
}
