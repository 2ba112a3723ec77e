/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- sets up n8n's engine, which only tests do */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is imported, so this module must be imported first. Without them, n8n-core
// writes into the home folder of whoever runs the tests.
const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-rockerbox-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL = 'silent';
// The receiver is on this machine, whatever proxy the machine uses for the rest.
process.env.NO_PROXY = '127.0.0.1,localhost';

/** Removes the folder. A script calls it at its end. Jest has no such moment, so the tests call it. */
export const removeFolder = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', removeFolder);
