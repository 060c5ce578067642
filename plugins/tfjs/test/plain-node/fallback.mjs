import { startDevice } from '@rheobase/plugin-tfjs';

console.log(JSON.stringify(await startDevice({ wasmPath: '/no such folder/' })));
