import { runWorkflow } from '../support/engine';
import { Receiver } from '../support/receiver';
let receiver: Receiver;
beforeAll(async () => { receiver = await Receiver.start(); });
afterAll(async () => { await receiver.stop(); });
it('x', async () => {
 const r = await runWorkflow({ items: [{e:'a@b.co', brand:'A+/='},{e:'bad', x: 1, brand: 'B'}], credential: {advertiserId:'={{ $json.brand }}', baseUrl: receiver.url}, parameters: {operation:'sendConversion', email:'={{ $json.e }}', action:'p'}, settings: {onError:'continueErrorOutput'} });
 console.log(JSON.stringify(r, null, 1), receiver.ledger);
});
