const { src, dest } = require('gulp');

/**
 * The static part that `n8n-node build` leaves: it compiles the code and copies icons and output
 * schemas, but not the codex, which tells n8n's node search what the node is about.
 */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.default = codex;
