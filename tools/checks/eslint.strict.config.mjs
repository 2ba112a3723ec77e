// Checks that n8n's own lint (eslint.config.mjs, unchanged) leaves out: the newest rules for n8n nodes,
// stricter TypeScript rules, and all scripts.
import communityNodes from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// n8n-node's own configuration switches off the same rules: the first two contradict the newer
// community-nodes rules, the others are for nodes inside n8n's repository.
const notForCommunityNodes = {
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

export default defineConfig([
	globalIgnores(['dist', '.*/**']),
	{
		files: ['**/*.ts', '**/*.mts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true },
		},
		// Registered so that comments about its rules in test files are valid.
		plugins: { '@n8n/community-nodes': communityNodes },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			...n8nNodesBase.configs.credentials.rules,
			...notForCommunityNodes,
		},
	},
]);
