export { firstDifference, type Tolerance } from '@rheobase/core/golden';
