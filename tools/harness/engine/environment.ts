/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- sets up n8n's engine, which only tests do */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is imported, so this module must be imported before it. Without
// them it writes into the home of whoever runs the tests.
const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-rockerbox-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL = 'silent';
// The receiver is on this machine, whatever proxy the machine uses for the rest.
process.env.NO_PROXY = '127.0.0.1,localhost';

/** Removes it. A script does so at its end; in Jest, which has no such moment, the tests do. */
export const removeFolder = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', removeFolder);
